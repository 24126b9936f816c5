import { providerRoutes } from './routes-providers.ts'
import { sipCredentialRoutes } from './routes-sip-credentials.ts'
import { sipPhoneNumberRoutes } from './routes-sip-phone-numbers.ts'
import { twilioNumberRoutes } from './routes-twilio-numbers.ts'
import { twilioProviderRoutes } from './routes-twilio-providers.ts'

/** The BlackBox surface, by operation id. `openapi.json` is emitted from these, `src/http` serves them. */
export const routes = {
  ...twilioProviderRoutes,
  ...twilioNumberRoutes,
  ...providerRoutes,
  ...sipPhoneNumberRoutes,
  ...sipCredentialRoutes,
} as const
