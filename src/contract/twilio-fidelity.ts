import { markOf, type RuleMark } from './fidelity.ts'
import type { TwilioRuleId } from './rules/twilio-ledger.ts'

export type { TwilioRuleId }

/** What follows is this rule of Twilio's surface. Everything in its document has one of these. */
export const rule = (id: TwilioRuleId): RuleMark<TwilioRuleId> => markOf(id)
