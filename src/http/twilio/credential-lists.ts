import type {
  CredentialList as CredentialListBody,
  credentialListRoutes,
} from '../../contract/twilio/credential-lists.ts'
import { rfc2822Time } from '../../domain/clock.ts'
import {
  createCredentialList,
  deleteCredentialList,
  fetchCredentialList,
  listCredentialLists,
  updateCredentialList,
} from '../../domain/twilio/credential-lists.ts'
import type { CredentialList } from '../../domain/twilio/state.ts'
import type { Handlers } from './bind.ts'
import { flatPage } from './page.ts'

export const credentialListHandlers: Handlers<typeof credentialListRoutes> = {
  ListSipCredentialList: ({ world, account, query }) => {
    const all = listCredentialLists(world, account)
    return { status: 200, body: flatPage(query(), 'credential_lists', all, toCredentialList) }
  },

  CreateSipCredentialList: ({ world, account, form }) => ({
    status: 201,
    body: toCredentialList(createCredentialList(world, account, form().friendlyName)),
  }),

  FetchSipCredentialList: ({ world, account, sids }) => ({
    status: 200,
    body: toCredentialList(fetchCredentialList(world, account, sids.Sid)),
  }),

  UpdateSipCredentialList: ({ world, account, sids, form }) => {
    const list = fetchCredentialList(world, account, sids.Sid)
    const changed = updateCredentialList(world, account, list, form().friendlyName)
    return { status: 200, body: toCredentialList(changed) }
  },

  DeleteSipCredentialList: ({ world, account, sids }) => {
    deleteCredentialList(world, account, fetchCredentialList(world, account, sids.Sid))
    return { status: 204 }
  },
}

function toCredentialList(list: CredentialList): CredentialListBody {
  const path = `/2010-04-01/Accounts/${list.accountSid}/SIP/CredentialLists/${list.sid}`
  return {
    sid: list.sid,
    account_sid: list.accountSid,
    friendly_name: list.friendlyName,
    date_created: rfc2822Time(list.dateCreated),
    date_updated: rfc2822Time(list.dateUpdated),
    subresource_uris: { credentials: `${path}/Credentials.json` },
    uri: `${path}.json`,
  }
}
