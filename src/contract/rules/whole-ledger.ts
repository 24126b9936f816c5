import { LEDGER, type RuleId } from './ledger.ts'
import type { LedgerRule } from './rule.ts'
import { TWILIO_LEDGER, type TwilioRuleId } from './twilio-ledger.ts'

/** Every rule of both surfaces, by id. */
export const WHOLE_LEDGER = { ...LEDGER, ...TWILIO_LEDGER } as const

/** Every rule with its id, by noun: BlackBox's first, then Twilio's. */
export const wholeLedger = Object.entries(WHOLE_LEDGER) as [RuleId | TwilioRuleId, LedgerRule][]
