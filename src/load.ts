import { readdir, readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { Fixture } from './contract/fixture.ts'
import { Options } from './contract/options.ts'
import { Scenario } from './contract/scenario.ts'
import { InputError, parse } from './input.ts'

const SHIPPED = new URL('../fixtures/', import.meta.url)
const NAME = /^[\w-]+$/

/**
 * The fixture of that name (one of `fixtures/`) or at that path.
 * @throws InputError when there is none, or it breaks the format
 */
export function loadFixture(nameOrPath: string): Promise<Fixture> {
  return load('fixture', SHIPPED, nameOrPath, Fixture)
}

/**
 * The scenario of that name (one of `fixtures/scenarios/`) or at that path.
 * @throws InputError when there is none, or it breaks the format
 */
export function loadScenario(nameOrPath: string): Promise<Scenario> {
  return load('scenario', new URL('scenarios/', SHIPPED), nameOrPath, Scenario)
}

/** Every shipped scenario, in the order of their names. */
export async function shippedScenarios(): Promise<Scenario[]> {
  const names = await namesIn(new URL('scenarios/', SHIPPED))
  return Promise.all(names.map(loadScenario))
}

/**
 * The options in the file at that path.
 * @throws InputError when there is none, or it breaks the format
 */
export async function loadConfig(path: string): Promise<z.output<typeof Options>> {
  return parse(Options, await readJson(path, `config ${path}`), `config ${path}`)
}

async function load<S extends z.ZodType>(
  kind: string,
  folder: URL,
  nameOrPath: string,
  schema: S,
): Promise<z.output<S>> {
  const what = `${kind} ${nameOrPath}`
  if (!NAME.test(nameOrPath)) return parse(schema, await readJson(nameOrPath, what), what)
  const names = await namesIn(folder)
  if (!names.includes(nameOrPath)) {
    throw new InputError(
      `Cannot load ${what}: no such name. Use one of ${names.join(', ')}, or a path such as ./${nameOrPath}.json.`,
    )
  }
  return parse(schema, await readJson(new URL(`${nameOrPath}.json`, folder), what), what)
}

async function namesIn(folder: URL): Promise<string[]> {
  const files = await readdir(folder)
  return files.flatMap((file) => /^([\w-]+)\.json$/.exec(file)?.[1] ?? []).sort()
}

async function readJson(path: string | URL, what: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new InputError(`Cannot load ${what}: ${error.message}`)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(`Cannot load ${what}: it is not JSON (${unquoted(error)}).`)
  }
}

/** What the parser found, without the piece of the file that it quotes: that may hold a token. */
function unquoted(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/, (\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, '')
}
