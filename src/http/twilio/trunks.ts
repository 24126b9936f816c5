import {
  type Trunk as TrunkBody,
  trunkLinks,
  type trunkRoutes,
} from '../../contract/twilio/trunks.ts'
import { isoTime } from '../../domain/clock.ts'
import type { Trunk } from '../../domain/twilio/state.ts'
import {
  createTrunk,
  deleteTrunk,
  fetchTrunk,
  listTrunks,
  optionsOf,
  updateTrunk,
} from '../../domain/twilio/trunks.ts'
import type { Handlers } from './bind.ts'
import { metaPage } from './page.ts'

export const trunkHandlers: Handlers<typeof trunkRoutes> = {
  ListTrunk: ({ world, account, query, base }) => {
    const all = listTrunks(world, account)
    return { status: 200, body: metaPage(query(), 'trunks', all, (it) => toTrunk(it, base)) }
  },

  CreateTrunk: ({ world, account, form, base }) => ({
    status: 201,
    body: toTrunk(createTrunk(world, account, form()), base),
  }),

  FetchTrunk: ({ world, account, sids, base }) => ({
    status: 200,
    body: toTrunk(fetchTrunk(world, account, sids.Sid), base),
  }),

  UpdateTrunk: ({ world, account, sids, form, base }) => {
    const trunk = fetchTrunk(world, account, sids.Sid)
    return { status: 200, body: toTrunk(updateTrunk(world, account, trunk, form()), base) }
  },

  DeleteTrunk: ({ world, account, sids }) => {
    deleteTrunk(world, account, fetchTrunk(world, account, sids.Sid))
    return { status: 204 }
  },
}

function toTrunk(trunk: Trunk, base: string): TrunkBody {
  const options = optionsOf(trunk)
  // Twilio takes no call on a trunk that nothing is attached to which says who may call.
  const authTypes = trunk.credentialListSids.length > 0 ? ['CREDENTIAL_LIST'] : []
  const url = `${base}/v1/Trunks/${trunk.sid}`
  return {
    sid: trunk.sid,
    account_sid: trunk.accountSid,
    friendly_name: trunk.friendlyName,
    domain_name: trunk.domainName,
    disaster_recovery_url: options.disasterRecoveryUrl,
    disaster_recovery_method: options.disasterRecoveryMethod,
    secure: options.secure,
    cnam_lookup_enabled: options.cnamLookupEnabled,
    recording: { mode: 'do-not-record', trim: 'do-not-trim' },
    transfer_mode: trunk.transferMode,
    transfer_caller_id: options.transferCallerId,
    auth_type: authTypes.join(),
    auth_type_set: authTypes,
    symmetric_rtp_enabled: false,
    date_created: isoTime(trunk.dateCreated),
    date_updated: isoTime(trunk.dateUpdated),
    url,
    links: trunkLinks(url),
  }
}
