import { agentLinkRules } from './agent-links.ts'
import { authTokenRules } from './auth-token.ts'
import { authenticationRules } from './authentication.ts'
import { createRules } from './create.ts'
import { deletionRules } from './deletion.ts'
import { errorRules } from './errors.ts'
import { listRules } from './lists.ts'
import { numberRules } from './numbers.ts'
import { providerRules } from './provider.ts'
import { routingRules } from './routing.ts'
import { sipCredentialRules } from './sip-credentials.ts'
import { sipPhoneNumberRules } from './sip-phone-numbers.ts'
import { steeringRules } from './steering.ts'
import { updateRules } from './update.ts'
import { verificationRules } from './verification.ts'

/** Every rule that whoever talks to the BlackBox surface can observe, by id. */
export const LEDGER = {
  ...routingRules,
  ...authenticationRules,
  ...createRules,
  ...providerRules,
  ...updateRules,
  ...authTokenRules,
  ...verificationRules,
  ...deletionRules,
  ...numberRules,
  ...sipPhoneNumberRules,
  ...agentLinkRules,
  ...sipCredentialRules,
  ...listRules,
  ...errorRules,
  ...steeringRules,
} as const

/** The id of a rule: `noun/what-it-is-about`. */
export type RuleId = keyof typeof LEDGER

/** What a rule is about: the part of its id before the slash. */
export const nounOf = (id: string): string => id.slice(0, id.indexOf('/'))
