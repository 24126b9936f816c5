/** How a server tells what it does: text for people, JSON lines for machines, or only what nobody foresaw. */
export type LogFormat = 'pretty' | 'json' | 'silent'

/** A request that was answered. Nothing else of it is logged: headers, query and body may hold secrets. */
export interface Answered {
  method: string
  path: string
  status: number
}

export interface Log {
  request(answered: Answered): void
  error(error: unknown): void
  /** Writes what waits; to be called before the process ends. */
  flush(): void
}

/** Nobody sees the difference, and a busy server writes once for hundreds of requests. */
const FLUSH_MILLIS = 20

/** Writes lines in the format: errors at once, the others together every few milliseconds. */
export function createLog(format: LogFormat, write: (text: string) => void): Log {
  let waiting = ''
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (waiting !== '') write(waiting)
    waiting = ''
  }

  function line(text: string): void {
    waiting += `${text}\n`
    timer ??= setTimeout(flush, FLUSH_MILLIS)
  }

  return {
    request({ method, path, status }) {
      if (format === 'pretty') line(`${status} ${method} ${path}`)
      if (format === 'json') line(JSON.stringify({ event: 'request', method, path, status }))
    },
    error(error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      line(format === 'json' ? JSON.stringify({ event: 'error', error: text }) : text)
      flush()
    },
    flush,
  }
}
