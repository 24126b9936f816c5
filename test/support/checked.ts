import type { Report, Result } from '../../src/conformance/report.ts'
import { runConformance } from '../../src/conformance/run.ts'
import type { Access } from '../../src/conformance/target.ts'
import { sampleNumbers } from '../../src/contract/twilio-numbers.ts'
import type { Options } from '../../src/index.ts'
import { ACCOUNT_SID, AUTH_TOKEN } from './client.ts'

/** The API key of the runs, and the only one that is let in. */
export const TOKEN = 'key-of-the-runs'

/** A simulator that every check can look at: it knows its keys, and the account has a number. */
export const CHECKABLE: Options = {
  apiKeys: [TOKEN],
  fixture: {
    accounts: [
      {
        accountSid: ACCOUNT_SID,
        authToken: AUTH_TOKEN,
        phoneNumbers: [{ phoneNumber: sampleNumbers[0].phoneNumber }],
      },
    ],
  },
}

/** Everything that a run can be given. */
export const everything = (url: string): Access => ({
  url,
  token: TOKEN,
  allowWrites: true,
  account: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN },
  importNumber: sampleNumbers[0].phoneNumberSid,
  agentId: 'agent-of-the-runs',
})

/** The results that are no pass, with what was seen. */
export const notPassed = ({ results }: Report) =>
  results.filter((it) => it.result !== 'passed').map(inShort)

/** The rules with that result. */
export const rulesWith = ({ results }: Report, result: Result['result']) =>
  results.filter((it) => it.result === result).map((it) => it.rule)

export { runConformance }

/** With a reason it was skipped; otherwise that is absent. */
function inShort({ rule, result, expected, observed, reason }: Result) {
  return reason === undefined ? { rule, result, expected, observed } : { rule, result, reason }
}
