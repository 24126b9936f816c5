import { newSid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { invalid, notFound, TwilioError } from './errors.ts'
import { checkFriendlyName, including, type OriginationUrl, type Trunk, without } from './state.ts'

/** What an origination URL is made of. */
export type OriginationUrlForm = Pick<
  OriginationUrl,
  'friendlyName' | 'sipUrl' | 'weight' | 'priority' | 'enabled'
>

const MAX_URLS = 10

/**
 * Gives a trunk one more place to send incoming calls to.
 * @throws TwilioError 20002 for a value out of range, 21249 too many
 */
export function createOriginationUrl(
  world: World,
  trunk: Trunk,
  form: OriginationUrlForm,
): OriginationUrl {
  check(form)
  if (trunk.originationUrlSids.length >= MAX_URLS) throw new TwilioError(21249)
  const { friendlyName, sipUrl, weight, priority, enabled } = form
  const url: OriginationUrl = {
    sid: newSid(world, 'origination-url', `${trunk.sid} ${sipUrl}`, world.twilio.originationUrls),
    accountSid: trunk.accountSid,
    trunkSid: trunk.sid,
    friendlyName,
    sipUrl,
    weight,
    priority,
    enabled,
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  world.twilio.originationUrls[url.sid] = url
  trunk.originationUrlSids = including(trunk.originationUrlSids, url.sid)
  changed(world)
  return url
}

/**
 * The trunk's origination URL.
 * @throws TwilioError 20404 when the trunk has no such one
 */
export function fetchOriginationUrl(world: World, trunk: Trunk, urlSid: string): OriginationUrl {
  const url = world.twilio.originationUrls[urlSid]
  if (url?.trunkSid !== trunk.sid) {
    throw notFound(`/Trunks/${trunk.sid}/OriginationUrls/${urlSid}`)
  }
  return url
}

/** The trunk's origination URLs, in the order of their making. */
export function listOriginationUrls(world: World, trunk: Trunk): OriginationUrl[] {
  return trunk.originationUrlSids.flatMap((it) => world.twilio.originationUrls[it] ?? [])
}

/**
 * Changes what is given.
 * @throws TwilioError 20002 for a value out of range
 */
export function updateOriginationUrl(
  world: World,
  url: OriginationUrl,
  form: { [K in keyof OriginationUrlForm]?: OriginationUrlForm[K] | undefined },
): OriginationUrl {
  const {
    friendlyName = url.friendlyName,
    sipUrl = url.sipUrl,
    weight = url.weight,
    priority = url.priority,
    enabled = url.enabled,
  } = form
  const next = { friendlyName, sipUrl, weight, priority, enabled }
  check(next)
  Object.assign(url, next, { dateUpdated: now(world) })
  changed(world)
  return url
}

/** Takes it away. */
export function deleteOriginationUrl(world: World, trunk: Trunk, url: OriginationUrl): void {
  delete world.twilio.originationUrls[url.sid]
  trunk.originationUrlSids = without(trunk.originationUrlSids, url.sid)
  changed(world)
}

function check({ friendlyName, sipUrl, weight, priority }: OriginationUrlForm): void {
  checkFriendlyName(friendlyName)
  if (!/^sip:\S+$/i.test(sipUrl)) throw invalid('SipUrl')
  if (!isWhole(weight, 1)) throw invalid('Weight')
  if (!isWhole(priority, 0)) throw invalid('Priority')
}

const isWhole = (value: number, least: number): boolean =>
  Number.isInteger(value) && value >= least && value <= 65_535
