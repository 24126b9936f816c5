import type { Check } from './check.ts'
import { agentLinkChecks } from './checks/agent-links.ts'
import { authTokenChecks } from './checks/auth-token.ts'
import { authenticationChecks } from './checks/authentication.ts'
import { createChecks } from './checks/create.ts'
import { deletionChecks } from './checks/deletion.ts'
import { errorChecks } from './checks/errors.ts'
import { listChecks } from './checks/lists.ts'
import { numberChecks } from './checks/numbers.ts'
import { providerChecks } from './checks/provider.ts'
import { routingChecks } from './checks/routing.ts'
import { sipCredentialChecks } from './checks/sip-credentials.ts'
import { sipPhoneNumberChecks } from './checks/sip-phone-numbers.ts'
import { updateChecks } from './checks/update.ts'
import { verificationChecks } from './checks/verification.ts'

/**
 * Every check, in the order in which a run makes them: what is created is looked at before it changes, and what is
 * deleted goes last.
 */
export const CHECKS: readonly Check[] = [
  ...routingChecks,
  ...authenticationChecks,
  ...createChecks,
  ...providerChecks,
  ...verificationChecks,
  ...updateChecks,
  ...authTokenChecks,
  ...sipCredentialChecks,
  ...sipPhoneNumberChecks,
  ...agentLinkChecks,
  ...numberChecks,
  ...deletionChecks,
  ...listChecks,
  ...errorChecks,
]
