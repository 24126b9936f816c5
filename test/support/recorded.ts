import { RequestPattern } from '../../src/contract/request-pattern.ts'
import { type Mismatch, mismatches, type RecordedRequest } from '../../src/http/request-pattern.ts'

/** A recorded create. */
export const CREATE: RecordedRequest = {
  method: 'POST',
  path: '/api/v1/providers/twilio',
  query: '?dryRun=false&tag=a&tag=b%20c&empty=',
  headers: { 'content-type': 'application/json; charset=utf-8', 'x-lines': 'one\ntwo' },
  body: { name: 'EU trunk', authToken: '[redacted]', supportsCallTransfer: true },
}

/** The create, in part otherwise. */
export const request = (parts: Partial<RecordedRequest>): RecordedRequest => ({
  ...CREATE,
  ...parts,
})

/** What the pattern, written as JSON by a client, finds wrong. */
export function check(pattern: unknown, recorded: RecordedRequest): Mismatch[] {
  return mismatches(RequestPattern.parse(JSON.parse(JSON.stringify(pattern))), recorded)
}

/** A placeholder of JsonUnit. */
export const placeholder = (name: string) => `\${json-unit.${name}}`
