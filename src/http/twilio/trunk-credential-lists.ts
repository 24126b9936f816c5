import type {
  TrunkCredentialList,
  trunkCredentialListRoutes,
} from '../../contract/twilio/trunk-credential-lists.ts'
import { isoTime } from '../../domain/clock.ts'
import {
  attachCredentialList,
  detachCredentialList,
  fetchAttachedCredentialList,
  fetchCredentialList,
  listAttachedCredentialLists,
} from '../../domain/twilio/credential-lists.ts'
import type { CredentialList, Trunk } from '../../domain/twilio/state.ts'
import { fetchTrunk } from '../../domain/twilio/trunks.ts'
import type { Handlers } from './bind.ts'
import { metaPage } from './page.ts'

export const trunkCredentialListHandlers: Handlers<typeof trunkCredentialListRoutes> = {
  ListCredentialList: ({ world, account, sids, query, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    const all = listAttachedCredentialLists(world, trunk)
    const present = (it: CredentialList) => toTrunkCredentialList(trunk, it, base)
    return { status: 200, body: metaPage(query(), 'credential_lists', all, present) }
  },

  CreateCredentialList: ({ world, account, sids, form, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    const list = fetchCredentialList(world, account, form().credentialListSid)
    attachCredentialList(world, trunk, list)
    return { status: 201, body: toTrunkCredentialList(trunk, list, base) }
  },

  FetchCredentialList: ({ world, account, sids, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    const list = fetchAttachedCredentialList(world, trunk, sids.Sid)
    return { status: 200, body: toTrunkCredentialList(trunk, list, base) }
  },

  DeleteCredentialList: ({ world, account, sids }) => {
    detachCredentialList(world, fetchTrunk(world, account, sids.TrunkSid), sids.Sid)
    return { status: 204 }
  },
}

function toTrunkCredentialList(
  trunk: Trunk,
  list: CredentialList,
  base: string,
): TrunkCredentialList {
  return {
    account_sid: list.accountSid,
    sid: list.sid,
    trunk_sid: trunk.sid,
    friendly_name: list.friendlyName,
    date_created: isoTime(list.dateCreated),
    date_updated: isoTime(list.dateUpdated),
    url: `${base}/v1/Trunks/${trunk.sid}/CredentialLists/${list.sid}`,
  }
}
