import { Fixture } from '../../src/contract/fixture.ts'
import { DEFAULT_NOW } from '../../src/domain/clock.ts'
import { Simulator } from '../../src/domain/simulator.ts'
import type { Services } from '../../src/http/services.ts'
import { SETTINGS } from './world.ts'

/** What the handlers work with: empty worlds in memory and a frozen clock. An error that nobody foresaw is thrown. */
export function newServices(own: Partial<Services> = {}): Services {
  return {
    simulator: new Simulator({
      seed: 1,
      clock: { mode: 'frozen', now: DEFAULT_NOW, offset: 0 },
      scenario: null,
      settings: SETTINGS,
      journalSize: 10,
      fixture: Fixture.parse({}),
      wall: () => DEFAULT_NOW,
    }),
    apiKeys: null,
    save: null,
    forget: null,
    scenarios: async () => [],
    version: async () => '0.0.0',
    plain: false,
    logError: (error) => {
      throw error
    },
    ...own,
  }
}
