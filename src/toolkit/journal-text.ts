import type { JournalEntry } from '../contract/journal.ts'
import type { VerificationCheck } from '../contract/providers.ts'
import type { Control } from '../control.ts'

const MAX_LINES = 100

/**
 * The journal of a world for people, one line a request: its number, the clock, method, path, status and fault, what
 * verification said, and who chose the answer or what is wrong where it is an error. Where the journal cannot be read,
 * it says why.
 */
export async function journalText(control: Control): Promise<string> {
  try {
    const entries = await control.requests()
    if (entries.length === 0) return '  No request has reached this world.'
    const shown = entries.slice(-MAX_LINES)
    const rows = await Promise.all(
      shown.map(async (entry) => rowOf(entry, await why(control, entry))),
    )
    const left = entries.length - shown.length
    return [
      ...(left > 0 ? [`  ${left} earlier requests are left out.`] : []),
      ...aligned(rows),
    ].join('\n')
  } catch (error) {
    return `  Cannot read the journal: ${error instanceof Error ? error.message : error}`
  }
}

function rowOf(
  { id, receivedAt, request, response, fault }: JournalEntry,
  reason: string,
): string[] {
  const { method, path, query } = request
  return [
    `#${id}`,
    receivedAt,
    method,
    query === '' ? path : `${path}?${query}`,
    [response?.status, fault, reason].filter(Boolean).join('  '),
  ]
}

/** What was wrong with a request, or what verification said; and who chose that. */
async function why(control: Control, entry: JournalEntry): Promise<string> {
  const { id, response } = entry
  const isError = response !== null && response.status >= 400
  const { steering } = await control.explain(id)
  const said = isError ? problemOf(response.body) : verificationOf(entry)
  const chosenBy = new Set(steering.map(({ won }) => won.by))
  return [said, ...[...chosenBy].map((by) => `(${by})`)].filter(Boolean).join(' ')
}

/** The status of the provider that was verified or shown; of a verification also the checks that did not pass. */
function verificationOf({ operationId, response }: JournalEntry): string {
  const { status, checks, verificationStatus = '' } = Object(response?.body)
  if (operationId !== 'verifyProvider') return verificationStatus
  const found: Partial<VerificationCheck>[] = checks ?? []
  const open = found.filter((it) => it.status !== 'passed').map((it) => it.checkName)
  return open.length === 0 ? status : `${status} (${open.join(', ')})`
}

/** The problems of a request in one line: each of them, or else the detail; of an error of Twilio its code and text. */
function problemOf(body: unknown): string {
  const { code, message, detail = '', errors = {} } = Object(body)
  if (code !== undefined) return `${code} ${message}`
  const problems = Object.entries(errors).map(
    ([name, messages]) => `${name}: ${[messages].flat().join(' ')}`,
  )
  return problems.length > 0 ? problems.join(' ') : detail
}

/** Rows as lines whose columns stand under one another. */
function aligned(rows: string[][]): string[] {
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const widths = (rows[0] ?? []).map((_cell, column) => widthOf(column))
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  )
}
