import type { Context } from 'hono'
import { type Errors, problem } from './problem.ts'
import type { Env, Services } from './services.ts'

const MAX_BYTES = 1024 * 1024
const MAX_DEPTH = 32
const JSON_TYPE = /^(application\/([\w.+-]+\+)?json|text\/json)\s*(;|$)/i

/** Whether the request declares its body as JSON, in one of the types that ASP.NET Core accepts. */
export function isJson(c: Context<Env>): boolean {
  return JSON_TYPE.test(c.req.header('Content-Type') ?? '')
}

/** The JSON value of the body, what is wrong with it (a part of a 400), or the answer to a body of no use (415, 413). */
export async function readJson(
  c: Context<Env>,
  services: Services,
): Promise<{ value: unknown } | { errors: Errors } | Response> {
  if (!isJson(c)) {
    return problem(c, services, 415, 'Cannot read the body: its Content-Type is not JSON.')
  }
  const bytes = await readBytes(c)
  if (!bytes) return problem(c, services, 413, 'Cannot read the body: it is larger than 1 MiB.')
  const text = decode(bytes)
  if (text === undefined) return { errors: { $: ['The request body is not valid UTF-8.'] } }
  if (text.trim() === '' || text.trim() === 'null') {
    return { errors: { '': ['A non-empty request body is required.'] } }
  }
  const value = parse(text)
  if (value === undefined) {
    return { errors: { $: ['The request body is not valid JSON.'] } }
  }
  if (isDeeperThan(value, MAX_DEPTH)) {
    const message = `The JSON is nested deeper than the maximum depth of ${MAX_DEPTH}.`
    return { errors: { $: [message] } }
  }
  return { value }
}

/** The bytes of the body, or undefined when they are too many. */
async function readBytes(c: Context<Env>): Promise<ArrayBuffer | Uint8Array | undefined> {
  const declared = c.req.header('Content-Length')
  if (declared !== undefined) {
    return Number(declared) > MAX_BYTES ? undefined : c.req.arrayBuffer()
  }
  // Of unknown length: counted while it arrives, so that it never fills the memory.
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > MAX_BYTES) return undefined
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  for (const chunk of chunks) {
    bytes.set(chunk, bytes.length - size)
    size -= chunk.length
  }
  return bytes
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: ArrayBuffer | Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** The parser's own message is not passed on: it quotes the body, and with it the auth token. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((it) => isDeeperThan(it, levels - 1))
}
