import type {
  OriginationUrl as OriginationUrlBody,
  originationUrlRoutes,
} from '../../contract/twilio/origination-urls.ts'
import { isoTime } from '../../domain/clock.ts'
import {
  createOriginationUrl,
  deleteOriginationUrl,
  fetchOriginationUrl,
  listOriginationUrls,
  updateOriginationUrl,
} from '../../domain/twilio/origination-urls.ts'
import type { OriginationUrl } from '../../domain/twilio/state.ts'
import { fetchTrunk } from '../../domain/twilio/trunks.ts'
import type { Handlers } from './bind.ts'
import { metaPage } from './page.ts'

export const originationUrlHandlers: Handlers<typeof originationUrlRoutes> = {
  ListOriginationUrl: ({ world, account, sids, query, base }) => {
    const all = listOriginationUrls(world, fetchTrunk(world, account, sids.TrunkSid))
    const present = (it: OriginationUrl) => toOriginationUrl(it, base)
    return { status: 200, body: metaPage(query(), 'origination_urls', all, present) }
  },

  CreateOriginationUrl: ({ world, account, sids, form, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    return { status: 201, body: toOriginationUrl(createOriginationUrl(world, trunk, form()), base) }
  },

  FetchOriginationUrl: ({ world, account, sids, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    return {
      status: 200,
      body: toOriginationUrl(fetchOriginationUrl(world, trunk, sids.Sid), base),
    }
  },

  UpdateOriginationUrl: ({ world, account, sids, form, base }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    const url = fetchOriginationUrl(world, trunk, sids.Sid)
    return { status: 200, body: toOriginationUrl(updateOriginationUrl(world, url, form()), base) }
  },

  DeleteOriginationUrl: ({ world, account, sids }) => {
    const trunk = fetchTrunk(world, account, sids.TrunkSid)
    deleteOriginationUrl(world, trunk, fetchOriginationUrl(world, trunk, sids.Sid))
    return { status: 204 }
  },
}

function toOriginationUrl(url: OriginationUrl, base: string): OriginationUrlBody {
  return {
    account_sid: url.accountSid,
    sid: url.sid,
    weight: url.weight,
    priority: url.priority,
    enabled: url.enabled,
    sip_url: url.sipUrl,
    friendly_name: url.friendlyName,
    trunk_sid: url.trunkSid,
    date_created: isoTime(url.dateCreated),
    date_updated: isoTime(url.dateUpdated),
    url: `${base}/v1/Trunks/${url.trunkSid}/OriginationUrls/${url.sid}`,
  }
}
