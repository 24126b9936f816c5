/** What is due at one instant. */
export interface AgendaItem {
  at: number
  providerIds: string[]
}

/** What a world still has to do, earliest first. Plain data, so that it is saved with the world. */
export type Agenda = AgendaItem[]

/** Notes that a provider is due. Instants mostly arrive in order, so this mostly appends. */
export function schedule(agenda: Agenda, at: number, providerId: string): void {
  const index = firstNotBefore(agenda, at)
  const item = agenda[index]
  if (item?.at === at) item.providerIds.push(providerId)
  else agenda.splice(index, 0, { at, providerIds: [providerId] })
}

/** Takes the earliest item that is due by `now`, or nothing. */
export function takeDue(agenda: Agenda, now: number): AgendaItem | undefined {
  return isDue(agenda, now) ? agenda.shift() : undefined
}

/** Whether anything is due by `now`. */
export function isDue(agenda: Agenda, now: number): boolean {
  const first = agenda[0]
  return first !== undefined && first.at <= now
}

function firstNotBefore(agenda: Agenda, at: number): number {
  let low = 0
  let high = agenda.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = agenda[middle]
    if (item && item.at < at) low = middle + 1
    else high = middle
  }
  return low
}
