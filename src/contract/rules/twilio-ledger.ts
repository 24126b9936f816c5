import { twilioAccountRules } from './twilio-accounts.ts'
import { twilioAnswerRules } from './twilio-answers.ts'
import { twilioAttachmentRules } from './twilio-attachments.ts'
import { twilioAuthTokenRules } from './twilio-auth-tokens.ts'
import { twilioAuthenticationRules } from './twilio-authentication.ts'
import { twilioCredentialRules } from './twilio-credentials.ts'
import { twilioErrorRules } from './twilio-errors.ts'
import { twilioOriginationUrlRules } from './twilio-origination-urls.ts'
import { twilioPagingRules } from './twilio-paging.ts'
import { twilioPhoneNumberRules } from './twilio-phone-numbers.ts'
import { twilioProviderRules } from './twilio-providers.ts'
import { twilioRequestRules } from './twilio-requests.ts'
import { twilioSteeringRules } from './twilio-steering.ts'
import { twilioTrunkRules } from './twilio-trunks.ts'

/** Every rule that whoever talks to Twilio's surface can observe, by id. A start does not load it. */
export const TWILIO_LEDGER = {
  ...twilioAuthenticationRules,
  ...twilioRequestRules,
  ...twilioAnswerRules,
  ...twilioPagingRules,
  ...twilioErrorRules,
  ...twilioAccountRules,
  ...twilioAuthTokenRules,
  ...twilioPhoneNumberRules,
  ...twilioCredentialRules,
  ...twilioTrunkRules,
  ...twilioAttachmentRules,
  ...twilioOriginationUrlRules,
  ...twilioProviderRules,
  ...twilioSteeringRules,
} as const

/** The id of a rule of Twilio's surface: its noun begins with `twilio-`. */
export type TwilioRuleId = keyof typeof TWILIO_LEDGER
