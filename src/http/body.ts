import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
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
  const tooLarge = await limitSize(c, services)
  if (tooLarge) return tooLarge
  const text = await c.req.text()
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

/** A declared length is enough to refuse; only a body of unknown length has to be counted while it arrives. */
async function limitSize(c: Context<Env>, services: Services): Promise<Response | undefined> {
  const refuse = () => problem(c, services, 413, 'Cannot read the body: it is larger than 1 MiB.')
  const declared = c.req.header('Content-Length')
  if (declared !== undefined) return Number(declared) > MAX_BYTES ? refuse() : undefined
  const answer = await bodyLimit({ maxSize: MAX_BYTES, onError: refuse })(c, async () => {})
  return answer ?? undefined
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
