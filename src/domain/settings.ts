import type { Settings, SettingsChange } from '../contract/settings.ts'
import { changed, type World } from './world.ts'

/** Changes the settings of a world that are given; what is absent stays. */
export function changeSettings(world: World, change: SettingsChange): Settings {
  const { fixedDelay, delayDistribution, assumptions } = world.settings
  world.settings = {
    fixedDelay: change.fixedDelay === undefined ? fixedDelay : change.fixedDelay,
    delayDistribution:
      change.delayDistribution === undefined ? delayDistribution : change.delayDistribution,
    assumptions: {
      createStatus: change.assumptions?.createStatus ?? assumptions.createStatus,
      errorKeys: change.assumptions?.errorKeys ?? assumptions.errorKeys,
      refusedCredentials: change.assumptions?.refusedCredentials ?? assumptions.refusedCredentials,
    },
  }
  changed(world)
  return world.settings
}
