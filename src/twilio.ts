import twilio from 'twilio'
import { connectSimulator } from './client.ts'
import type { Answering } from './request.ts'
import { asNodeError } from './toolkit/node-error.ts'

type ClientOptions = NonNullable<Parameters<typeof twilio>[2]>
type RequestOptions<Data> = Parameters<typeof twilio.RequestClient.prototype.request<Data>>[0]
type Adapter = Extract<
  twilio.RequestClient['axios']['defaults']['adapter'],
  (...args: never[]) => unknown
>

/** Whose client it is, and the options of Twilio's SDK. */
export interface TwilioClientOptions extends Omit<ClientOptions, 'accountSid' | 'httpClient'> {
  accountSid: string
  authToken: string
}

/**
 * The client of Twilio's official SDK (`twilio`, version 5 or later), which asks the simulator whatever it would ask
 * Twilio: also the pages that follow, and whatever host `region`, `edge` or `TWILIO_REGION` would choose.
 *
 * Forms, credentials, retries and timeouts are the SDK's own in process too, and a broken answer fails with the `code` that
 * it has over a port.
 * @param simulator one in this process, one of its worlds or a connected one; or what stands before the paths, such as
 * `http://127.0.0.1:4700` or `http://127.0.0.1:4700/__w/checkout`
 * @throws TypeError for what is no HTTP URL, RangeError for one with credentials
 * @throws Error when `accountSid` does not begin with AC
 * @example
 * const client = twilioClientFor(await createSimulator(), { accountSid, authToken })
 * await client.trunking.v1.trunks(trunkSid).remove()
 */
export function twilioClientFor(
  simulator: Answering | string,
  { accountSid, authToken, ...options }: TwilioClientOptions,
): twilio.Twilio {
  return twilio(accountSid, authToken, {
    ...options,
    httpClient: new SimulatorClient(simulator, options),
  })
}

class SimulatorClient extends twilio.RequestClient {
  /** What stands before the paths; null in process, where the host is Twilio's. */
  readonly #base: string | null

  constructor(simulator: Answering | string, options: ClientOptions) {
    super(options)
    this.#base = typeof simulator === 'string' ? connectSimulator(simulator).url : null
    if (typeof simulator !== 'string') this.axios.defaults.adapter = this.#answeredBy(simulator)
  }

  override request<Data>(options: RequestOptions<Data>) {
    const { origin, pathname, search } = new URL(options.uri)
    // A link to the next page holds the world already, and `region` may have changed its host: only the path counts.
    const path = pathname.replace(/^\/__w\/[^/]+/, '')
    return super.request({ ...options, uri: (this.#base ?? origin) + path + search })
  }

  #answeredBy(simulator: Answering): Adapter {
    return async (config) => {
      const { method, headers, data, timeout } = config
      const signal = AbortSignal.timeout(timeout ?? this.defaultTimeout)
      const request = new Request(this.axios.getUri(config), {
        method: String(method).toUpperCase(),
        headers: headers.toJSON(true),
        body: data ?? null,
        signal,
      })
      try {
        const response = await simulator.fetch(request)
        const { status, statusText } = response
        const answered = Object.fromEntries(response.headers)
        return { status, statusText, headers: answered, data: await response.text(), config }
      } catch (error) {
        throw asSdkError(error, signal.aborted, timeout)
      }
    }
  }
}

/** What the SDK throws over a port for that error of `fetch`. */
function asSdkError(error: unknown, isLate: boolean, timeout: number | undefined): unknown {
  const { message, cause } = Object(error)
  const { code } = Object(cause)
  // Where the clock stands still, `fetch` does not wait.
  if (isLate || code === 'UND_ERR_HEADERS_TIMEOUT') {
    return coded('ECONNABORTED', `timeout of ${timeout}ms exceeded`)
  }
  if (code === 'UND_ERR_SOCKET' && message === 'terminated') {
    return coded('ERR_BAD_RESPONSE', 'stream has been aborted')
  }
  return error instanceof TypeError ? asNodeError(error) : error
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code })
}
