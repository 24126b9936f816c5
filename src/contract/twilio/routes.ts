import { accountRoutes } from './accounts.ts'
import { authTokenRoutes } from './auth-tokens.ts'
import { credentialListRoutes } from './credential-lists.ts'
import { credentialRoutes } from './credentials.ts'
import { incomingPhoneNumberRoutes } from './incoming-phone-numbers.ts'
import { originationUrlRoutes } from './origination-urls.ts'
import { trunkCredentialListRoutes } from './trunk-credential-lists.ts'
import { trunkPhoneNumberRoutes } from './trunk-phone-numbers.ts'
import { trunkRoutes } from './trunks.ts'

/** Twilio's side, by the operation ids of Twilio's own documents. */
export const twilioRoutes = {
  ...accountRoutes,
  ...incomingPhoneNumberRoutes,
  ...credentialListRoutes,
  ...credentialRoutes,
  ...trunkRoutes,
  ...trunkCredentialListRoutes,
  ...trunkPhoneNumberRoutes,
  ...originationUrlRoutes,
  ...authTokenRoutes,
} as const
