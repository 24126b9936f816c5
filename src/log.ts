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

/** Nobody who reads along sees the difference, and a busy server writes once for hundreds of requests. */
const FLUSH_MILLIS = 20

/** Writes lines in the format: errors at once, requests together every few milliseconds, when their lines are made. */
export function createLog(format: LogFormat, write: (text: string) => void): Log {
  let waiting: (Answered | string)[] = []
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const lines = waiting.map((it) => `${typeof it === 'string' ? it : lineOf(it)}\n`)
    waiting = []
    if (lines.length > 0) write(lines.join(''))
  }

  function lineOf({ method, path, status }: Answered): string {
    return format === 'json'
      ? JSON.stringify({ event: 'request', method, path, status })
      : `${status} ${method} ${path}`
  }

  return {
    request(answered) {
      if (format === 'silent') return
      waiting.push(answered)
      timer ??= setTimeout(flush, FLUSH_MILLIS)
    },
    error(error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      waiting.push(format === 'json' ? JSON.stringify({ event: 'error', error: text }) : text)
      flush()
    },
    flush,
  }
}
