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
}

/** Writes lines in the format, together once a turn of the event loop, so that a busy server does not wait for them. */
export function createLog(format: LogFormat, write: (text: string) => void): Log {
  let waiting = ''

  function line(text: string): void {
    if (waiting === '') setImmediate(flush)
    waiting += `${text}\n`
  }

  function flush(): void {
    write(waiting)
    waiting = ''
  }

  return {
    request({ method, path, status }) {
      if (format === 'pretty') line(`${status} ${method} ${path}`)
      if (format === 'json') line(JSON.stringify({ event: 'request', method, path, status }))
    },
    error(error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      line(format === 'json' ? JSON.stringify({ event: 'error', error: text }) : text)
    },
  }
}
