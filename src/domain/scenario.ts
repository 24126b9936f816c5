import type { Scenario } from '../contract/scenario.ts'
import { faultsOf } from './faults.ts'
import { changed, type World } from './world.ts'

/**
 * Gives a world a scenario, or none, in the place of what it had; the faults of that one go with it.
 * @param isOwn false for the scenario of the start
 */
export function setScenario(world: World, scenario: Scenario | null, isOwn = true): void {
  world.scenario = scenario
  world.scenarioIsOwn = isOwn
  const others = world.faults.filter((fault) => fault.scenario === null)
  world.faults = [...others, ...faultsOf(scenario)]
  changed(world)
}
