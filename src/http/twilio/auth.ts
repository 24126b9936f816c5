import { authenticateCaller } from '../../domain/twilio/accounts.ts'
import { TwilioError } from '../../domain/twilio/errors.ts'
import { strikeWire } from '../../domain/twilio/scripts.ts'
import type { Account } from '../../domain/twilio/state.ts'
import type { World } from '../../domain/world.ts'
import { basicCredentials } from '../basic.ts'
import type { Asked } from '../services.ts'
import { familyOf } from './answer.ts'
import { UNKNOWN_ACCOUNT } from './error.ts'
import { isAuthToken, isSid, normalSid } from './sid.ts'

const NO_CREDENTIALS = 'Authentication Error - No credentials provided'
const NO_HEADER = 'There is none: send the SID of an account and its auth token as `Basic`.'
const UNREADABLE = 'It is not `Basic` and the Base64 of a user name, a colon and a password.'
const NO_ACCOUNT_SID = 'The user name is not the SID of an account.'
const NO_AUTH_TOKEN = 'The password does not look like an auth token: 32 lowercase hex digits.'

/**
 * The account whose credentials a request carries, if nothing scripted strikes first.
 * @throws TwilioError 20003, 20403, or the one that is scripted; TwilioTimeout
 */
export function callerOf(c: Asked, world: World, operationId: string): Account {
  const credentials = basicCredentials(c.req.raw)
  if (!credentials) {
    const hint = c.req.raw.headers.has('Authorization') ? UNREADABLE : NO_HEADER
    throw new TwilioError(20003, { message: NO_CREDENTIALS, hint })
  }
  const accountSid = normalSid(credentials.user)
  if (!isSid('AC', accountSid)) throw unknownAccount(c, NO_ACCOUNT_SID)
  const authToken = credentials.password
  // What stands in for a token in an export opens an account for a provider, and never for a caller.
  if (!isAuthToken(authToken)) throw new TwilioError(20003, { hint: NO_AUTH_TOKEN })
  strikeWire(world, authToken, operationId)
  try {
    return authenticateCaller(world, { accountSid, authToken })
  } catch (error) {
    const isUnknown = error instanceof TwilioError && error.message === UNKNOWN_ACCOUNT
    throw isUnknown ? unknownAccount(c, error.hint) : error
  }
}

/** Only the 2010 API tells an unknown account from a wrong token. */
function unknownAccount({ env }: Asked, hint?: string): TwilioError {
  const message = familyOf(env.path) === 'api' ? UNKNOWN_ACCOUNT : undefined
  return new TwilioError(20003, { message, hint })
}
