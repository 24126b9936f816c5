import { PROVIDERS, validBody } from './client.ts'
import type { Asked, Player } from './tenant.ts'

/** Somebody who has a world alone, and steers it by the control plane. What it sees is everything that is in there. */
export function newOperator(name: string): Player {
  const to = (method: string, path: string, body?: object): Asked => ({
    method,
    path: `/__w/${name}${path}`,
    headers: { Authorization: 'Bearer key', 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return {
    name,
    next(random, { ids, faults }) {
      const n = random.below(1000)
      const spare = ids.find((id: string) => id !== name)
      return random.pick<() => Asked>([
        () => to('PUT', '/__admin/clock', { action: 'advance', duration: `PT${n + 1}S` }),
        () => to('PUT', '/__admin/clock', { action: 'freeze', instant: '2030-01-01T00:00:00Z' }),
        () => to('PUT', '/__admin/scenario', { name: random.pick(['warning', 'twilio-down']) }),
        () => to('DELETE', '/__admin/scenario'),
        () => to('POST', '/__admin/faults', { name: `fault-${n}`, skip: 2, times: 1, status: 503 }),
        () => to('DELETE', `/__admin/faults/${faults[0]?.name ?? 'none'}`),
        () => to('PUT', '/__admin/settings', { fixedDelay: n }),
        () => to('POST', PROVIDERS, { ...validBody, name: `Main ${n}` }),
        () => to('POST', '/__admin/reset', random.below(3) === 0 ? {} : { only: ['faults'] }),
        () => to('POST', '/__admin/worlds', { id: `${name}-${n}`, from: name, seed: n }),
        () => to('DELETE', `/__admin/worlds/${spare ?? `${name}-none`}`),
      ])()
    },
    async look(ask) {
      const state = JSON.parse((await ask(to('GET', '/__admin/state'))).text)
      const worlds: { id: string }[] = JSON.parse((await ask(to('GET', '/__admin/worlds'))).text)
      const own = worlds
        .filter(({ id }) => id.startsWith(name))
        // A start reads the files in the order of their names.
        .sort((one, other) => (one.id < other.id ? -1 : 1))
      const ids = own.map(({ id }) => id)
      return { ids, faults: state.faults, state, own }
    },
  }
}
