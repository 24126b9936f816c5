#!/usr/bin/env node
import { createRequire } from 'node:module'
import { Command, Option } from 'commander'
import type { ConformanceFlags } from './commands/conformance.ts'
import type { FidelityFlags } from './commands/fidelity.ts'
import { addSimulatorFlags, flag, type SimulatorFlags } from './commands/flags.ts'
import type { StartFlags } from './commands/start.ts'
import type { TokenFlags } from './commands/token.ts'
import { report } from './report.ts'

const checkStatus = (flag: string, check: string) =>
  new Option(`${flag} <status>`, `what the check "${check}" says`).choices([
    'passed',
    'warning',
    'failed',
  ])

/** Variables that a value may switch off. */
const SWITCHES = ['TRUNKLINE_JSON', 'TRUNKLINE_PLAIN']

/** As they were given: the command of `exec` gets them too. */
const environment = { ...process.env }
forgetUnset(process.env)
const { version } = createRequire(import.meta.url)('../package.json')

const program = new Command('trunkline')
  .description(
    'Simulates the Dasha BlackBox Twilio-provider API, and the Twilio account behind it.',
  )
  .exitOverride()
  .version(version)
  .enablePositionalOptions()
  .showHelpAfterError('(trunkline --help lists the commands)')

addSimulatorFlags(program.command('start').description('serve the simulator on a port'), {
  port: process.env.PORT ?? '4700',
  host: process.env.HOST ?? '127.0.0.1',
  log: 'pretty',
})
  .addOption(flag('--json', 'print the ready line as JSON'))
  .action(async (flags: StartFlags) => (await import('./commands/start.ts')).start(flags))

addSimulatorFlags(
  program
    .command('exec')
    .description('serve the simulator while a command runs, which finds it at $TRUNKLINE_URL')
    .usage('[options] -- <command> [arguments...]')
    .argument('<command...>', 'what to run, without a shell')
    .passThroughOptions(),
  // Not PORT and HOST: they may be meant for the command.
  { port: '0', host: '127.0.0.1', log: 'silent' },
).action(async (command: string[], flags: SimulatorFlags) => {
  const { exec } = await import('./commands/exec.ts')
  process.exitCode = await exec(command, flags, environment)
})

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

program
  .command('conformance')
  .description('check whether a server, such as the real service, keeps the rules of the ledger')
  .argument('<base-url>', 'where the API answers, such as http://127.0.0.1:4700')
  .addOption(flag('--token <key>', 'the API key'))
  .option('--allow-writes', 'make things there, and remove them at the end')
  .addOption(flag('--account-sid <sid>', 'a Twilio account that may be connected'))
  .addOption(flag('--auth-token <token>', 'its auth token'))
  .option('--import-number <sid>', 'a number of it that may be imported; it comes off its trunk')
  .option('--agent-id <id>', 'an agent that new numbers may be linked to')
  .option('--json', 'print the report as JSON')
  .option('--junit', 'print the report as JUnit XML')
  .option('--learn <file>', 'write what was seen of `assumptions` as a file for start --config')
  .action(async (url: string, flags: ConformanceFlags) => {
    const { conformance } = await import('./commands/conformance.ts')
    process.exitCode = await conformance(url, flags)
  })

program
  .command('fidelity')
  .description('print every rule, and whether it is documented, inferred or invented')
  .addOption(
    new Option('--class <class>', 'only these').choices(['documented', 'inferred', 'invented']),
  )
  .option('--json', 'print what GET /__admin/fidelity answers')
  .action(async (flags: FidelityFlags) => (await import('./commands/fidelity.ts')).fidelity(flags))

// Their definitions take longer to load than a server takes to start.
const WITHOUT_CONTROL = ['start', 'exec', 'openapi', 'token', 'conformance', 'fidelity']
if (!WITHOUT_CONTROL.includes(process.argv[2] ?? '')) {
  const { addControlCommands } = await import('./commands/control.ts')
  addControlCommands(program)
}
for (const command of program.commands) {
  command.showHelpAfterError(`(trunkline ${command.name()} --help lists the flags)`)
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = report(error)
}

/** A variable that a pipeline sets to nothing, or a switch that it sets to no, is not set. */
function forgetUnset(variables: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^(TRUNKLINE_\w+|PORT|HOST)$/.test(name)) continue
    if (value === '' || (SWITCHES.includes(name) && /^(0|false|no)$/i.test(value ?? ''))) {
      delete variables[name]
    }
  }
}
