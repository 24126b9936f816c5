import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { z } from 'zod'
import { connectSimulator } from '../client.ts'
import { controlRoutes } from '../contract/control.ts'
import type { Control } from '../control.ts'
import { flag } from './flags.ts'

/** Where a verb is carried out. */
interface Where {
  url: string
  world?: string
  adminToken?: string
}

/** The part of a definition that a verb is made of. */
interface Operation {
  operationId: string
  summary: string
  request?: {
    params?: z.ZodObject
    body?: { content: { 'application/json': { schema: z.ZodType } } }
  }
}

type Values = Record<string, string>

const UNNAMED =
  'Cannot set the scenario: it is not named. Give its name, such as twilio-down (trunkline scenarios lists them), or --body.'
const JSON_TEXT = 'JSON, or @ and the name of a file of it'

/** The ledger is the same everywhere: `trunkline fidelity` needs no server. */
const { fidelity: _, ...answered } = controlRoutes
const operations: Operation[] = Object.values(answered)

/**
 * Gives the command line one verb for every operation of the control plane, named as its method of `control`: path
 * parameters are arguments, members of the body are flags. The answer is printed as JSON.
 */
export function addControlCommands(program: Command): void {
  for (const operation of operations) {
    const { operationId, summary, request } = operation
    const names = Object.keys(request?.params?.shape ?? {})
    const members = membersOf(request?.body?.content['application/json'].schema)
    const command = verb(program, kebab(operationId), summary)
    for (const name of names) command.argument(`<${name}>`)
    // The name is all that most people have to say.
    if (operationId === 'setScenario') command.argument('[name]', 'a known scenario')
    if (members.size > 0) command.option('--body <json|@file>', 'the whole body')
    for (const [name, schema] of members) {
      // A literal describes itself, and not the others that may stand in its place.
      const isOneOfMany = unwrapped(schema).type === 'literal'
      command.option(`--${kebab(name)} <value>`, isOneOfMany ? '' : (schema.description ?? ''))
    }
    command.action((...given: unknown[]) => {
      const values = given.at(-2) as Values & Where
      if (operationId === 'setScenario') {
        if (given[0]) values.name = String(given[0])
        if (!values.name && values.body === undefined) throw new RangeError(UNNAMED)
      }
      const body = members.size > 0 ? bodyOf(values, members) : undefined
      return carryOut(values, operationId, [
        ...given.slice(0, names.length),
        ...(body === undefined ? [] : [body]),
      ])
    })
  }
  verb(program, 'advance', 'Move the clock on: set-clock in short')
    .argument('<duration>', 'such as PT1H30M, or next-event')
    .action((duration: string, where: Where) => carryOut(where, 'advance', [duration]))
  verb(program, 'freeze', 'Stop the clock: set-clock in short')
    .argument('[instant]', 'ISO 8601, by default now')
    .action((instant: string | undefined, where: Where) => carryOut(where, 'freeze', [instant]))
  verb(program, 'resume', 'Let the clock run on: set-clock in short').action((where: Where) =>
    carryOut(where, 'resume', []),
  )
}

function verb(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description.charAt(0).toLowerCase() + description.slice(1))
    .addOption(flag('--url <url>', 'the simulator').default('http://127.0.0.1:4700'))
    .addOption(flag('--world <name>', 'the world (default: "default")'))
    .addOption(flag('--admin-token <token>', 'where the simulator demands one'))
}

/** @throws ControlError for a refusal, RangeError or TypeError for a world or a URL that cannot be, Error where nobody answers */
async function carryOut({ url, world, adminToken }: Where, name: string, args: unknown[]) {
  const server = connectSimulator(url, { ...(adminToken !== undefined && { adminToken }) })
  const { control } = world === undefined ? server : server.world(world)
  // What was typed is checked by the server, against the definition that the verb is made of.
  const method = control[name as keyof Control] as (...args: unknown[]) => Promise<unknown>
  const answer = await method(...args)
  // Who closes the pipe, as `head` does, has seen enough.
  process.stdout.on('error', () => process.exit(0))
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
}

/** Every member that a body may have, and how its text is read. */
function membersOf(schema: z.ZodType | undefined): Map<string, z.ZodType> {
  if (!schema) return new Map()
  const { options = [schema], shape } = unwrapped(schema) as Structure
  if (shape) return new Map(Object.entries(shape))
  return new Map(options.filter((it) => it !== schema).flatMap((it) => [...membersOf(it)]))
}

/** What the schemas of zod show of themselves, depending on their kind. */
interface Structure {
  options?: z.ZodType[]
  shape?: Record<string, z.ZodType>
  unwrap?: () => z.ZodType
  type: string
}

function unwrapped(schema: z.ZodType): Structure {
  const structure = schema as unknown as Structure
  const isWrapper = ['optional', 'nullable', 'default', 'prefault'].includes(structure.type)
  return isWrapper && structure.unwrap ? unwrapped(structure.unwrap()) : structure
}

function bodyOf(values: Values, members: Map<string, z.ZodType>): unknown {
  if (values.body !== undefined) return jsonOf('--body', fileOr(values.body), JSON_TEXT)
  const body: Record<string, unknown> = {}
  for (const [name, schema] of members) {
    const text = values[name]
    if (text !== undefined) body[name] = parsed(`--${kebab(name)}`, text, schema)
  }
  return body
}

function parsed(flag: string, text: string, schema: z.ZodType): unknown {
  const { type } = unwrapped(schema)
  if (type === 'array' && !/^[[{@]/.test(text)) return text.split(',')
  if (type === 'string' || type === 'enum' || type === 'literal') return text
  const value = jsonOf(flag, fileOr(text), takenBy(schema))
  return type === 'array' ? [value].flat() : value
}

/** What a flag takes whose text is read as JSON. */
function takenBy(schema: z.ZodType): string {
  const { options = [schema] } = unwrapped(schema)
  const types = options.map((it) => unwrapped(it).type)
  if (!types.includes('number')) return JSON_TEXT
  return types.includes('null') ? 'a number or null' : 'a number'
}

/** @throws RangeError for a file that cannot be read */
function fileOr(text: string): string {
  if (!text.startsWith('@')) return text
  const path = text.slice(1)
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code, message } = Object(error)
    const why = code === 'ENOENT' ? 'there is no such file' : message
    throw new RangeError(`Cannot read ${path || "''"}: ${why}.`)
  }
}

/** @throws RangeError for what is no JSON */
function jsonOf(flag: string, text: string, takes: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RangeError(`Cannot use ${flag}: it takes ${takes}.`)
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
