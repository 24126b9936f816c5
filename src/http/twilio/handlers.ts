import type { twilioRoutes } from '../../contract/twilio/routes.ts'
import { accountHandlers } from './accounts.ts'
import { authTokenHandlers } from './auth-tokens.ts'
import type { Handlers } from './bind.ts'
import { credentialListHandlers } from './credential-lists.ts'
import { credentialHandlers } from './credentials.ts'
import { incomingPhoneNumberHandlers } from './incoming-phone-numbers.ts'
import { originationUrlHandlers } from './origination-urls.ts'
import { trunkCredentialListHandlers } from './trunk-credential-lists.ts'
import { trunkPhoneNumberHandlers } from './trunk-phone-numbers.ts'
import { trunkHandlers } from './trunks.ts'

/** The handlers of Twilio's side. */
export const twilioHandlers: Handlers<typeof twilioRoutes> = {
  ...accountHandlers,
  ...incomingPhoneNumberHandlers,
  ...credentialListHandlers,
  ...credentialHandlers,
  ...trunkHandlers,
  ...trunkCredentialListHandlers,
  ...trunkPhoneNumberHandlers,
  ...originationUrlHandlers,
  ...authTokenHandlers,
}
