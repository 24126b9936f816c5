import type { ActiveFault, Fault } from '../contract/faults.ts'
import type { Scenario } from '../contract/scenario.ts'
import { SimulatorError } from './errors.ts'
import { fraction } from './ids.ts'
import { changed, type World } from './world.ts'

/** What a fault looks at. */
export interface FaultTarget {
  method: string
  /** The path inside the world, without the query. */
  path: string
  operationId: string
  /** Whether only a fault is for it that names it, by its path or its operation. */
  isNamedOnly?: boolean
}

/** The faults that a scenario brings, nothing struck yet. */
export function faultsOf(scenario: Scenario | null): ActiveFault[] {
  if (!scenario?.faults) return []
  const { name, faults } = scenario
  return faults.map((fault, index) => activate(fault, `${name}-${index + 1}`, name))
}

/** The faults that would strike a request now, in the order in which they are asked. */
export function dueFaults(world: World, target: FaultTarget): ActiveFault[] {
  return world.faults.filter(
    (fault) => isFor(fault, target) && isDue(world, { ...fault, met: fault.met + 1 }),
  )
}

/**
 * The fault that strikes a request, if one does. The faults are asked in their order, each counts the requests that it
 * is for, and the first that is due strikes.
 */
export function strikingFault(world: World, target: FaultTarget): ActiveFault | null {
  if (world.faults.some((fault) => isFor(fault, target))) changed(world)
  return strike(world, world.faults, target)
}

/** The fault of a scenario that a request asks for itself: it counts nothing, because it is there for this request only. */
export function preferredFault(
  world: World,
  scenario: Scenario,
  target: FaultTarget,
): ActiveFault | null {
  return strike(world, faultsOf(scenario), target)
}

function strike(world: World, faults: ActiveFault[], target: FaultTarget): ActiveFault | null {
  for (const fault of faults) {
    if (!isFor(fault, target)) continue
    fault.met += 1
    if (!isDue(world, fault)) continue
    fault.struck += 1
    return fault
  }
  return null
}

/**
 * Adds a fault, in the place of the one of its name or after the world's others. The faults of a scenario come behind,
 * because that may be the one of the start, which is weaker.
 */
export function addFault(world: World, fault: Fault): ActiveFault {
  const active = activate(fault, freeName(world), null)
  const others = world.faults.filter(({ scenario }) => scenario === null)
  const scripted = world.faults.filter(
    ({ scenario, name }) => scenario !== null && name !== active.name,
  )
  const index = others.findIndex(({ name }) => name === active.name)
  const own = index === -1 ? [...others, active] : others.with(index, active)
  world.faults = [...own, ...scripted]
  changed(world)
  return active
}

/** @throws SimulatorError fault-not-found */
export function removeFault(world: World, name: string): ActiveFault {
  const fault = world.faults.find((it) => it.name === name)
  if (!fault) {
    const known = world.faults.map((it) => it.name).join(', ') || 'there is none'
    throw new SimulatorError(
      'not-found',
      `Cannot remove fault ${name}: no such fault ((${known})).`,
    )
  }
  world.faults = world.faults.filter((it) => it !== fault)
  changed(world)
  return fault
}

/** @returns how many there were */
export function clearFaults(world: World): number {
  const { length } = world.faults
  world.faults = []
  changed(world)
  return length
}

/** Whether a fault is for a request. A `*` and a `{name}` of its path stand for one segment. */
export function isFor({ match }: Fault, target: FaultTarget): boolean {
  const { method, path, operationId, isNamedOnly = false } = target
  if (isNamedOnly && match.path === undefined && match.operationId === undefined) return false
  if (match.method !== undefined && match.method !== method) return false
  if (match.operationId !== undefined && match.operationId !== operationId) return false
  return match.path === undefined || mayMeet(match.path, path)
}

/** Whether one path could be the other, where either has a placeholder for a segment. */
export function mayMeet(one: string, other: string): boolean {
  const others = other.split('/')
  const segments = one.split('/')
  return (
    segments.length === others.length &&
    segments.every((segment, index) => {
      const counterpart = others[index] ?? ''
      return segment === counterpart || isPlaceholder(segment) || isPlaceholder(counterpart)
    })
  )
}

const isPlaceholder = (segment: string): boolean => segment === '*' || /^\{.+\}$/.test(segment)

function isDue(
  world: World,
  { name, met, skip, times, struck, probability }: ActiveFault,
): boolean {
  if (met <= skip || (times !== undefined && struck >= times)) return false
  return probability >= 1 || fraction(world.seed, `fault ${name} ${met}`) < probability
}

function activate(fault: Fault, name: string, scenario: string | null): ActiveFault {
  return { ...fault, name: fault.name ?? name, scenario, met: 0, struck: 0 }
}

function freeName(world: World): string {
  const names = new Set(world.faults.map(({ name }) => name))
  let n = 1
  while (names.has(`fault-${n}`)) n += 1
  return `fault-${n}`
}
