import { expect, test } from 'vitest'
import { observed } from '../support/listening.ts'
import { serve } from '../support/process.ts'

const EACH = 500
const OK = /HTTP\/1\.1 200 OK\r\n/g

type Connection = Awaited<ReturnType<typeof observed>>

const many = async (count: number, port: number) => {
  const all: Connection[] = []
  // A few at a time: a backlog is no part of this.
  while (all.length < count) {
    all.push(...(await Promise.all(Array.from({ length: 50 }, () => observed(port)))))
  }
  return all
}

/** Sends a request, and resolves when as many answers have come as were asked for. */
function ask({ socket, seen }: Connection, answers: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if ((seen.text.match(OK)?.length ?? 0) < answers) return
      socket.off('data', look)
      resolve()
    }
    socket.on('data', look).once('close', () => reject(new Error(`It was closed: ${seen.ending}`)))
    socket.write('GET /__admin/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
  })
}

test('a thousand open connections: all are served, one more too, and a stop waits for none', async () => {
  const { port, send, stop } = await serve([], { env: { TRUNKLINE_LOG: 'silent' } })
  const silent = await many(EACH, port)
  const active = await many(EACH, port)
  for (const answers of [1, 2, 3]) await Promise.all(active.map((it) => ask(it, answers)))
  const open = [...silent, ...active].filter(({ socket }) => !socket.closed).length
  const { status } = await send('GET', '/__admin/health')
  await Promise.all(silent.map((it) => ask(it, 1)))

  expect([open, status]).toEqual([2 * EACH, 200])
  expect((await stop()).code).toBe(143)
  await Promise.all([...silent, ...active].map(({ closed }) => closed))
})
