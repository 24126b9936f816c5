import type { Settings } from '../contract/settings.ts'
import { fraction } from './ids.ts'
import { changed, type World } from './world.ts'

/** Milliseconds that the next answer of the world takes by its settings. */
export function nextDelay(world: World): number {
  const { fixedDelay, delayDistribution } = world.settings
  return (fixedDelay ?? 0) + (delayDistribution ? drawDelay(world, delayDistribution) : 0)
}

function drawDelay(world: World, distribution: NonNullable<Settings['delayDistribution']>): number {
  const n = (world.counters.delay ?? 0) + 1
  world.counters.delay = n
  changed(world)
  const draw = (what: string) => fraction(world.seed, `delay ${what} ${n}`)
  if (distribution.type === 'uniform') {
    const { lower, upper } = distribution
    return lower + Math.floor(draw('uniform') * (upper - lower + 1))
  }
  const { median, sigma } = distribution
  return Math.min(
    LONGEST,
    Math.round(median * Math.exp(sigma * normal(draw('angle'), draw('radius')))),
  )
}

const LONGEST = 86_400_000

/** Box and Muller's transform of two even numbers from 0 to below 1 into a normal one. */
function normal(angle: number, radius: number): number {
  return Math.sqrt(-2 * Math.log(1 - radius)) * Math.cos(2 * Math.PI * angle)
}
