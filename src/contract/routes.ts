import { twilioProviderRoutes } from './routes-twilio-providers.ts'

/** The BlackBox surface, by operation id. `openapi.json` is emitted from these, `src/http` serves them. */
export const routes = {
  ...twilioProviderRoutes,
} as const
