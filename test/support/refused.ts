import type { EntryProblem } from '../../src/domain/journal.ts'
import { createApp } from '../../src/http/app.ts'
import { clientOf, type Sent } from './client.ts'
import { newServices } from './services.ts'

/** How a request is refused. */
export interface Refusal {
  status: number
  errors: Record<string, string[]>
  /** What the journal has on record of it. */
  problems: readonly EntryProblem[] | undefined
}

/** Sends a request to an empty world. */
export async function refused(method: string, path: string, sent?: Sent): Promise<Refusal> {
  const services = newServices()
  const app = createApp(services)
  const { send } = clientOf(async (request) => {
    const answer = await app(request, 'default')
    if (answer instanceof Response) return answer
    throw new Error('Cannot look at the answer: it is broken')
  })
  const { status, body } = await send(method, path, sent)
  const [entry] = services.simulator.journal('default').list()
  return { status, errors: body.errors, problems: entry?.sent.problems }
}
