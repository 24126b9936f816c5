import {
  type Account as AccountBody,
  type accountRoutes,
  subresourceUris,
} from '../../contract/twilio/accounts.ts'
import { rfc2822Time } from '../../domain/clock.ts'
import {
  accessAccount,
  createSubaccount,
  listAccounts,
  updateAccount,
} from '../../domain/twilio/accounts.ts'
import type { Account } from '../../domain/twilio/state.ts'
import type { Handlers } from './bind.ts'
import { flatPage } from './page.ts'
import { shownToken } from './sid.ts'

export const accountHandlers: Handlers<typeof accountRoutes> = {
  ListAccount: ({ world, caller, query }) => {
    const asked = query()
    const all = listAccounts(world, caller, asked)
    return { status: 200, body: flatPage(asked, 'accounts', all, toAccount) }
  },

  CreateAccount: ({ world, caller, form }) => ({
    status: 201,
    body: toAccount(createSubaccount(world, caller, form())),
  }),

  FetchAccount: ({ world, caller, sids }) => ({
    status: 200,
    body: toAccount(accessAccount(world, caller, sids.Sid)),
  }),

  UpdateAccount: ({ world, caller, sids, form }) => {
    const account = accessAccount(world, caller, sids.Sid)
    return { status: 200, body: toAccount(updateAccount(world, caller, account, form())) }
  },
}

function toAccount(account: Account): AccountBody {
  const path = `/2010-04-01/Accounts/${account.sid}`
  return {
    sid: account.sid,
    owner_account_sid: account.ownerAccountSid,
    auth_token: shownToken(account.authToken),
    friendly_name: account.friendlyName,
    status: account.status,
    type: account.type,
    date_created: rfc2822Time(account.dateCreated),
    date_updated: rfc2822Time(account.dateUpdated),
    uri: `${path}.json`,
    subresource_uris: subresourceUris(path),
  }
}
