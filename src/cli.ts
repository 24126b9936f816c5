#!/usr/bin/env node
import { createRequire } from 'node:module'
import { Command, Option } from 'commander'
import type { StartFlags } from './commands/start.ts'
import type { TokenFlags } from './commands/token.ts'
import { report } from './report.ts'

const checkStatus = (flag: string, check: string) =>
  new Option(`${flag} <status>`, `what the check "${check}" says`).choices([
    'passed',
    'warning',
    'failed',
  ])

forgetUnset(process.env)
const { version } = createRequire(import.meta.url)('../package.json')

const program = new Command('trunkline')
  .description(
    'Simulates the Dasha BlackBox Twilio-provider API, and the Twilio account behind it.',
  )
  .exitOverride()
  .version(version)
  .showHelpAfterError('(trunkline --help lists the commands)')

program
  .command('start')
  .description('serve the simulator on a port')
  .showHelpAfterError('(trunkline start --help lists the flags)')
  .addOption(
    flag('--port <number>', 'port to listen on; 0 picks a free one').default(
      process.env.PORT ?? '4700',
    ),
  )
  .addOption(flag('--host <address>', 'address to bind').default(process.env.HOST ?? '127.0.0.1'))
  .addOption(flag('--seed <number>', 'what every id is drawn from (default: 1)'))
  .addOption(
    flag('--fixture <name|path>', 'the starting world (default: "default", which is empty)'),
  )
  .addOption(flag('--scenario <name|path>', 'a scripted deviation that is on from the start'))
  .addOption(
    flag('--clock <mode>', 'whether time stands still (default: "frozen")').choices([
      'frozen',
      'real',
    ]),
  )
  .addOption(
    flag(
      '--now <instant>',
      'ISO 8601 time at the start (default: 2025-01-01T00:00:00Z when frozen)',
    ),
  )
  .addOption(flag('--data <directory>', 'keep worlds on disk (default: in memory)'))
  .addOption(
    flag('--api-key <key>', 'let in only this API key; may be given more than once').argParser(
      collect,
    ),
  )
  .addOption(flag('--config <path>', 'JSON file with these options and `assumptions`; flags win'))
  .addOption(
    flag('--log <format>', 'what goes to stderr')
      .choices(['pretty', 'json', 'silent'])
      .default('pretty'),
  )
  .addOption(flag('--json', 'print the ready line as JSON'))
  .action(async (flags: StartFlags) => (await import('./commands/start.ts')).start(flags))

program
  .command('openapi')
  .description('print the OpenAPI document of the BlackBox surface')
  .action(async () => (await import('./commands/openapi.ts')).openapi())

program
  .command('token')
  .description('make an auth token that steers the simulator, or explain one')
  .addOption(checkStatus('--credentials', 'Credentials'))
  .addOption(checkStatus('--trunk', 'Trunk'))
  .addOption(checkStatus('--list', 'Credential List'))
  .addOption(checkStatus('--numbers', 'Phone Numbers'))
  .option('--reads <count>', 'reads that still say pending, 0 to 9')
  .option('--pending', 'verification never says anything')
  .option('--error <code>', 'Twilio answers this error code')
  .option('--explain <token>', 'say what a token means')
  .action(async (flags: TokenFlags) => (await import('./commands/token.ts')).token(flags))

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = report(error)
}

function flag(flags: string, description: string): Option {
  const option = new Option(flags, description)
  return option.env(`TRUNKLINE_${option.name().replaceAll('-', '_').toUpperCase()}`)
}

function collect(key: string, keys: string[] = []): string[] {
  return [...keys, key]
}

/** A variable that a pipeline sets to nothing, or a switch that it sets to no, is not set. */
function forgetUnset(variables: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^(TRUNKLINE_\w+|PORT|HOST)$/.test(name)) continue
    if (value === '' || (name === 'TRUNKLINE_JSON' && /^(0|false|no)$/i.test(value ?? ''))) {
      delete variables[name]
    }
  }
}
