import { type Command, Option } from 'commander'
import type { LogFormat } from '../log.ts'

/** The flags of every command that opens a simulator, as text. */
export interface SimulatorFlags {
  port: string
  host: string
  seed?: string
  fixture?: string
  scenario?: string
  clock?: 'frozen' | 'real'
  now?: string
  data?: string
  apiKey?: string[]
  adminToken?: string
  allowedHost?: string[]
  journalSize?: string
  plain?: boolean
  config?: string
  log: LogFormat
}

/** What the commands do not have in common. */
interface Defaults {
  port: string
  host: string
  log: LogFormat
}

/** Gives a command that opens a simulator its flags. */
export function addSimulatorFlags(command: Command, defaults: Defaults): Command {
  const options = [
    flag('--port <number>', 'port to listen on; 0 picks a free one').default(defaults.port),
    flag('--host <address>', 'address to bind').default(defaults.host),
    flag('--seed <number>', 'what every id is drawn from (default: 1)'),
    flag('--fixture <name|path>', 'the starting world (default: "default", which is empty)'),
    flag('--scenario <name|path>', 'a scripted deviation that is on from the start'),
    flag('--clock <mode>', 'whether time stands still (default: "frozen")').choices([
      'frozen',
      'real',
    ]),
    flag(
      '--now <instant>',
      'ISO 8601 time at the start (default: 2025-01-01T00:00:00Z when frozen)',
    ),
    flag('--data <directory>', 'keep worlds on disk (default: in memory)'),
    flag('--api-key <key>', 'let in only this API key; may be given more than once').argParser(
      collect,
    ),
    flag('--admin-token <token>', 'what /__admin demands; needed to bind beyond loopback'),
    flag(
      '--allowed-host <name>',
      'a Host to serve besides loopback; may be given more than once',
    ).argParser(collect),
    flag('--journal-size <number>', 'how many requests a world remembers (default: 1000)'),
    flag('--plain', 'answer without X-Mock-Request-Id and X-Mock-World'),
    flag('--config <path>', 'JSON file with these options and `assumptions`; flags win'),
    flag('--log <format>', 'what goes to stderr')
      .choices(['pretty', 'json', 'silent'])
      .default(defaults.log),
  ]
  for (const option of options) command.addOption(option)
  return command
}

/** A flag that is also a variable: `--api-key` is `TRUNKLINE_API_KEY`. */
export function flag(flags: string, description: string): Option {
  const option = new Option(flags, description)
  return option.env(`TRUNKLINE_${option.name().replaceAll('-', '_').toUpperCase()}`)
}

/** The refusal of what a flag was given, and what it takes instead. */
export function unusable(flag: string, text: string, takes: string): RangeError {
  return new RangeError(`Cannot use ${flag} ${text || "''"}: it takes ${takes}.`)
}

function collect(value: string, values: string[] = []): string[] {
  return [...values, value]
}
