import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { toJunit } from '../conformance/junit.ts'
import type { Report } from '../conformance/report.ts'
import { runConformance } from '../conformance/run.ts'
import type { Access } from '../conformance/target.ts'
import { toText } from '../conformance/text.ts'
import { ACCOUNT_SID, AUTH_TOKEN } from '../contract/providers.ts'
import { PHONE_NUMBER_SID } from '../contract/twilio-numbers.ts'

/** The flags of `trunkline conformance`, as text. */
export interface ConformanceFlags {
  token?: string
  accountSid?: string
  authToken?: string
  importNumber?: string
  agentId?: string
  allowWrites?: boolean
  json?: boolean
  junit?: boolean
  learn?: string
}

const EXIT = { broken: 1, interrupted: 130 }
const HEX = '32 characters from 0-9 and a-f'
const FORMATS = [
  ['accountSid', '--account-sid', ACCOUNT_SID, `AC and ${HEX}`],
  ['authToken', '--auth-token', AUTH_TOKEN, HEX],
  ['importNumber', '--import-number', PHONE_NUMBER_SID, `the SID of a number: PN and ${HEX}`],
] as const

/** The settings that a run may see, and those of them that show only with an account. */
const SETTINGS = ['createStatus', 'errorKeys', 'refusedCredentials'] as const
const OF_ACCOUNT: readonly string[] = ['refusedCredentials']

/**
 * Checks whether a server keeps the rules of the ledger, and prints a report. What was made is removed, also after Ctrl-C.
 * @returns what to exit with: 1 where a documented rule is broken, 130 after Ctrl-C
 * @throws RangeError for a flag, or where nothing can be checked
 */
export async function conformance(url: string, flags: ConformanceFlags): Promise<number> {
  const access = accessFrom(url, flags)
  if (flags.json && flags.junit) throw new RangeError('Cannot print both: use --json or --junit.')
  if (flags.learn !== undefined) expectWritable(flags.learn)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const report = await runConformance(access, stop.signal)
  const code = codeOf(report, stop.signal)
  // Who closes the pipe, as `head` does, has seen enough.
  process.stdout.on('error', () => process.exit(code))
  process.stdout.write(printed(report, flags))
  if (flags.learn !== undefined) learn(flags.learn, report, flags)
  return code
}

function codeOf({ counts }: Report, { aborted }: AbortSignal): number {
  if (aborted) return EXIT.interrupted
  return counts.broken > 0 ? EXIT.broken : 0
}

function printed(report: Report, { json, junit }: ConformanceFlags): string {
  if (json) return `${JSON.stringify(report, null, 2)}\n`
  return junit ? toJunit(report) : toText(report)
}

/**
 * A run is long, so whether its file can be written is tried before.
 * @throws RangeError
 */
function expectWritable(path: string): void {
  try {
    closeSync(openSync(path, 'wx'))
    rmSync(path)
  } catch (error) {
    const { code, message } = Object(error)
    const why = code === 'EEXIST' ? 'it is there already' : message
    throw new RangeError(`Cannot write ${path}: ${why}. Name another file.`)
  }
}

/** Writes a configuration file under which Trunkline does what was seen, and says what was not. */
function learn(path: string, { learned }: Report, flags: ConformanceFlags): void {
  writeFileSync(path, `${JSON.stringify({ assumptions: learned }, null, 2)}\n`, { flag: 'wx' })
  const unseen = SETTINGS.filter((it) => learned[it] === undefined)
  const missing = missingFor(unseen, flags)
  const ways = missing.length === 0 ? '' : `; see ${new Intl.ListFormat('en-GB').format(missing)}`
  const rest = unseen.length === 0 ? '' : ` Not seen: ${unseen.join(', ')}${ways}.`
  console.error(`Wrote ${path}: use it with trunkline start --config.${rest}`)
}

/** The flags that were not given and show these settings. */
function missingFor(unseen: string[], { allowWrites, accountSid }: ConformanceFlags): string[] {
  const writes = unseen.length > 0 && !allowWrites
  const account = accountSid === undefined && unseen.some((it) => OF_ACCOUNT.includes(it))
  return [
    ...(writes ? ['--allow-writes'] : []),
    ...(account ? ['--account-sid', '--auth-token'] : []),
  ]
}

/** @throws RangeError */
function accessFrom(text: string, flags: ConformanceFlags): Access {
  const { token, accountSid, authToken, importNumber, agentId, allowWrites = false } = flags
  if (token === undefined) throw new RangeError('Cannot check it without an API key: use --token.')
  if ((accountSid === undefined) !== (authToken === undefined)) {
    throw new RangeError('Cannot use half of an account: give --account-sid and --auth-token.')
  }
  expectFormats(flags)
  return {
    url: addressOf(text),
    token,
    allowWrites,
    ...(accountSid !== undefined &&
      authToken !== undefined && { account: { accountSid, authToken } }),
    ...(importNumber !== undefined && { importNumber }),
    ...(agentId !== undefined && { agentId }),
  }
}

/**
 * The values are not repeated: one is a secret, and may stand after the wrong flag.
 * @throws RangeError
 */
function expectFormats(flags: ConformanceFlags): void {
  for (const [name, flag, format, words] of FORMATS) {
    if (format.test(flags[name] ?? '') || flags[name] === undefined) continue
    throw new RangeError(`Cannot use that as ${flag}: give ${words}.`)
  }
}

/** The text is not repeated: it may hold a password. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash
  ) {
    throw new RangeError(
      'Cannot check that: name a base URL such as http://127.0.0.1:4700, without user, query or fragment.',
    )
  }
  return url.href.replace(/\/+$/, '')
}
