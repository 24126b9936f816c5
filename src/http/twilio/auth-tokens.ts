import type { authTokenRoutes } from '../../contract/twilio/auth-tokens.ts'
import { isoTime } from '../../domain/clock.ts'
import {
  createSecondaryAuthToken,
  deleteSecondaryAuthToken,
  promoteAuthToken,
} from '../../domain/twilio/auth-tokens.ts'
import type { Account } from '../../domain/twilio/state.ts'
import type { Handlers } from './bind.ts'
import { shownToken } from './sid.ts'

export const authTokenHandlers: Handlers<typeof authTokenRoutes> = {
  CreateSecondaryAuthToken: ({ world, account, base }) => {
    const { secondaryAuthToken } = createSecondaryAuthToken(world, account)
    return {
      status: 201,
      body: {
        account_sid: account.sid,
        secondary_auth_token: shownToken(secondaryAuthToken),
        ...datesOf(account),
        url: `${base}/v1/AuthTokens/Secondary`,
      },
    }
  },

  DeleteSecondaryAuthToken: ({ world, account }) => {
    deleteSecondaryAuthToken(world, account)
    return { status: 204 }
  },

  UpdateAuthTokenPromotion: ({ world, account, base }) => {
    const { authToken } = promoteAuthToken(world, account)
    return {
      status: 200,
      body: {
        account_sid: account.sid,
        auth_token: shownToken(authToken),
        ...datesOf(account),
        url: `${base}/v1/AuthTokens/Promote`,
      },
    }
  },
}

/** A token has no dates of its own: it was made, or promoted, when its account changed last. */
function datesOf({ dateUpdated }: Account) {
  return { date_created: isoTime(dateUpdated), date_updated: isoTime(dateUpdated) }
}
