import { z } from 'zod'
import type { World } from './domain/world.ts'

const records = z.record(z.string(), z.looseObject({}))

/** The outline of a saved world. What is inside a record was written by the domain and is not checked again. */
const SavedWorld = z.object({
  id: z.string(),
  seed: z.int().min(0),
  clock: z.object({ mode: z.enum(['frozen', 'real']), now: z.number(), offset: z.number() }),
  counters: z.record(z.string(), z.int()),
  providers: records,
  sipCredentials: records,
  sipPhoneNumbers: records,
  twilio: z.object({
    accounts: records,
    trunks: records,
    domainNames: z.record(z.string(), z.string()),
    credentialLists: records,
    credentials: records,
    phoneNumbers: records,
    phoneNumbersPerAccount: z.int().min(0),
  }),
  scenario: z.looseObject({}).nullable(),
  agenda: z.array(z.object({ at: z.number(), providerIds: z.array(z.string()) })),
  revision: z.int().min(0),
  exchange: z.object({ draws: z.array(z.string()), twilioCalls: z.array(z.looseObject({})) }),
})

/** Whether a value that was read from a file is a world. */
export function isWorld(value: unknown): value is World {
  return SavedWorld.safeParse(value).success
}
