import { documented, inferred } from '../fidelity.ts'

/** Twilio's OpenAPI documents (github.com/twilio/twilio-oai) say so; the file is the one of the API named. */
export const inOai = (api: 'accounts_v1' | 'api_v2010' | 'trunking_v1') =>
  documented(`twilio-oai twilio_${api}.json`)

/** Twilio's documentation of its error codes names the code and its title, not the text of the body. */
export const inErrorPages = documented('twilio.com/docs/api/errors')

/** Recordings of real answers in public code show it. */
export const seenOnTheWire = inferred('recorded answers of Twilio in public code')
