import { isControl, isTwilio } from '../../src/http/world.ts'
import { createSimulator, type Options, type Simulator } from '../../src/index.ts'
import { type Answer, expectDeclared } from './conformance.ts'
import { count } from './fuzz.ts'
import { twilioClientOf } from './twilio.ts'

/** A request in full. */
export interface Asked {
  method: string
  /** With its world and its query. */
  path: string
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  /** Whether something that was set up asks for answers that break, wait or say 5xx. */
  isDisturbed?: boolean
}

/** A simulator that is watched. */
export interface Watched {
  simulator: Simulator
  /**
   * Sends a request, and fails unless its answer comes in time, keeps the contract, and is no 5xx that nobody asked for.
   * Null where the answer was broken on purpose.
   */
  ask(asked: Asked): Promise<Answer | null>
  /** Fails when an error was logged that nobody foresaw. */
  expectForeseen(): void
}

const MAX_MILLIS = 10_000
const MAX_DISTURBED_MILLIS = 1000

type Fetch = (request: Request) => Response | Promise<Response>

/** A fresh simulator in this process. */
export async function watched(options: Options = {}): Promise<Watched> {
  const unforeseen: unknown[] = []
  const logError = (error: unknown) => void unforeseen.push(error)
  const simulator = await createSimulator(options, { logError })
  const expectForeseen = () => {
    if (unforeseen.length > 0) throw unforeseen.splice(0)[0]
  }
  return {
    simulator,
    expectForeseen,
    async ask(asked) {
      const answer = await soundAnswer(simulator.fetch, asked)
      expectForeseen()
      return answer
    },
  }
}

async function soundAnswer(fetch: Fetch, asked: Asked): Promise<Answer | null> {
  const { method, headers, body, isDisturbed = false } = asked
  const signal = AbortSignal.timeout(isDisturbed ? MAX_DISTURBED_MILLIS : MAX_MILLIS)
  const request = new Request(new URL(asked.path, 'http://trunkline'), {
    method,
    ...(headers && { headers }),
    ...(body !== undefined && method !== 'GET' && method !== 'HEAD' && { body }),
    signal,
  })
  const path = new URL(request.url).pathname
  let response: Response
  let text: string
  try {
    response = await fetch(request)
    text = await response.clone().text()
  } catch (error) {
    // With a real clock a delay waits, and a TIMEOUT for ever.
    if (isDisturbed && (error instanceof TypeError || signal.aborted)) return null
    throw error
  }
  const { status } = response
  count(`${surfaceOf(path)} ${status}`)
  if (status >= 500 && !isDisturbed) {
    throw new Error(`${method} ${path} answered ${status}: ${text}`)
  }
  const json = jsonIn(response, text)
  if (json === BROKEN) {
    if (isDisturbed) return null
    throw new Error(`${method} ${path} answered no JSON: ${text}`)
  }
  const answer = { status, headers: response.headers, text, body: json }
  await expectContract(method, path, response, answer)
  return answer
}

/** Twilio's side has a check of its own. */
async function expectContract(
  method: string,
  path: string,
  response: Response,
  answer: Answer,
): Promise<void> {
  const place = insideWorld(path)
  if (place.endsWith('openapi.json')) return
  if (isTwilio(place)) await twilioClientOf(() => response).send(method, path)
  else expectDeclared(method, path, answer)
}

const BROKEN = Symbol('half of a JSON text')

function jsonIn(response: Response, text: string): unknown {
  if (!response.headers.get('Content-Type')?.includes('json') || text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return BROKEN
  }
}

const insideWorld = (path: string): string => path.replace(/^\/__w\/[^/]*/, '') || '/'

function surfaceOf(path: string): string {
  const place = insideWorld(path)
  if (isControl(place)) return 'control plane'
  return isTwilio(place) ? 'Twilio' : 'BlackBox'
}
