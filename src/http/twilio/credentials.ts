import type {
  Credential as CredentialBody,
  credentialRoutes,
} from '../../contract/twilio/credentials.ts'
import { rfc2822Time } from '../../domain/clock.ts'
import { fetchCredentialList } from '../../domain/twilio/credential-lists.ts'
import {
  createCredential,
  deleteCredential,
  fetchCredential,
  listCredentials,
  updateCredential,
} from '../../domain/twilio/credentials.ts'
import type { Credential } from '../../domain/twilio/state.ts'
import type { Handlers } from './bind.ts'
import { flatPage } from './page.ts'

export const credentialHandlers: Handlers<typeof credentialRoutes> = {
  ListSipCredential: ({ world, account, sids, query }) => {
    const all = listCredentials(world, fetchCredentialList(world, account, sids.CredentialListSid))
    return { status: 200, body: flatPage(query(), 'credentials', all, toCredential) }
  },

  CreateSipCredential: ({ world, account, sids, form }) => {
    const list = fetchCredentialList(world, account, sids.CredentialListSid)
    return { status: 201, body: toCredential(createCredential(world, list, form())) }
  },

  FetchSipCredential: ({ world, account, sids }) => {
    const list = fetchCredentialList(world, account, sids.CredentialListSid)
    return { status: 200, body: toCredential(fetchCredential(world, list, sids.Sid)) }
  },

  UpdateSipCredential: ({ world, account, sids, form }) => {
    const list = fetchCredentialList(world, account, sids.CredentialListSid)
    const credential = fetchCredential(world, list, sids.Sid)
    return { status: 200, body: toCredential(updateCredential(world, credential, form())) }
  },

  DeleteSipCredential: ({ world, account, sids }) => {
    const list = fetchCredentialList(world, account, sids.CredentialListSid)
    deleteCredential(world, list, fetchCredential(world, list, sids.Sid))
    return { status: 204 }
  },
}

/** Every member by name, so that no password gets out. */
function toCredential(credential: Credential): CredentialBody {
  const { sid, accountSid, credentialListSid } = credential
  const list = `/2010-04-01/Accounts/${accountSid}/SIP/CredentialLists/${credentialListSid}`
  return {
    sid,
    account_sid: accountSid,
    credential_list_sid: credentialListSid,
    username: credential.username,
    date_created: rfc2822Time(credential.dateCreated),
    date_updated: rfc2822Time(credential.dateUpdated),
    uri: `${list}/Credentials/${sid}.json`,
  }
}
