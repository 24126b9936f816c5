import type { Context } from 'hono'
import { SimulatorError } from '../domain/errors.ts'
import { problem } from './problem.ts'
import { note } from './respond.ts'
import type { Env, Services } from './services.ts'
import type { Invalid } from './validation.ts'
import { isControl } from './world.ts'

const MEBIBYTE = 1024 * 1024
const MAX_MEBIBYTES = 1
/** A world of ten thousand providers can be imported. */
const MAX_CONTROL_MEBIBYTES = 64
const MAX_DEPTH = 32
const JSON_TYPE = /^(application\/([\w.+-]+\+)?json|text\/json)\s*(;|$)/i

/** Whether the request declares its body as JSON, in one of the types that ASP.NET Core accepts. */
function isJson(c: Context<Env>): boolean {
  return JSON_TYPE.test(c.req.header('content-type') ?? '')
}

type Bytes = ArrayBuffer | Uint8Array

/** What the body holds. What is wrong with its JSON is a part of a 400; a body of no use has an answer (415, 413). */
export type Body = { data: unknown } | Invalid | Response

/**
 * Reads the body as JSON.
 * @param isRequired whether an empty one is wrong, and not `{}`
 */
export function readJson(
  c: Context<Env>,
  services: Services,
  isRequired: boolean,
): Body | Promise<Body> {
  const limit = isControl(c.env.path) ? MAX_CONTROL_MEBIBYTES : MAX_MEBIBYTES
  const parsed = (bytes: Bytes) => (isRequired || bytes.byteLength > 0 ? jsonOf(c, bytes) : EMPTY)
  if (!isJson(c)) {
    note(c, { pointer: '/headers/content-type', message: 'It is not JSON.' })
    return problem(c, services, 415, 'Cannot read the body: its Content-Type is not JSON.')
  }
  return bytesOf(c, limit).then((it) => (it ? parsed(it) : tooLarge(c, services, limit)))
}

const EMPTY = { data: {} }

/**
 * The bytes of a body, or undefined when they are more than so many MiB.
 * @throws SimulatorError invalid when the client goes away before the end of it
 */
export function bytesOf(c: Context<Env>, limit: number): Promise<Bytes | undefined> {
  const declared = c.req.header('content-length')
  if (Number(declared) > limit * MEBIBYTE) return Promise.resolve(undefined)
  const bytes = declared === undefined ? readChunks(c, limit) : c.req.arrayBuffer()
  return bytes.catch(() => {
    const message = 'Unexpected end of request content.'
    note(c, { pointer: '/body', message })
    // Not a fault of ours: nothing else can go wrong with a stream of bytes that nobody has read before.
    throw new SimulatorError('invalid', 'Cannot read the body: it ended too early.', {
      errors: { '': [message] },
    })
  })
}

function tooLarge(c: Context<Env>, services: Services, limit: number): Response {
  note(c, { pointer: '/body', message: `It is larger than ${limit} MiB.` })
  return problem(c, services, 413, `Cannot read the body: it is larger than ${limit} MiB.`)
}

/** What is larger is not put on record: a thousand such bodies would fill the memory. */
export const MAX_RECORDED_BYTES = 16 * 1024

function jsonOf(c: Context<Env>, bytes: Bytes): Body {
  const text = decode(bytes)
  if (text === undefined) return invalid('$', 'The request body is not valid UTF-8.')
  const json = jsonIn(text)
  if ('data' in json && bytes.byteLength <= MAX_RECORDED_BYTES) c.env.json = text
  return json
}

function jsonIn(text: string): { data: unknown } | Invalid {
  if (text.trim() === '' || text.trim() === 'null') {
    return invalid('', 'A non-empty request body is required.')
  }
  const data = parse(text)
  if (data === undefined) {
    return invalid('$', 'The request body is not valid JSON.')
  }
  if (isDeeperThan(data, MAX_DEPTH)) {
    return invalid('$', `The JSON is nested deeper than the maximum depth of ${MAX_DEPTH}.`)
  }
  return { data }
}

function invalid(key: string, message: string): Invalid {
  return { errors: { [key]: [message] }, problems: [{ pointer: '/body', message }] }
}

/**
 * The bytes of a body of unknown length, or undefined when they are too many: counted while they arrive, so that they
 * never fill the memory.
 */
async function readChunks(c: Context<Env>, limit: number): Promise<Bytes | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > limit * MEBIBYTE) return undefined
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

function decode(bytes: Bytes): string | undefined {
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
