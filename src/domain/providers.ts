import type { CreateTwilioProvider, UpdateTwilioProvider } from '../contract/providers.ts'
import { transferModeOf } from './checks.ts'
import { SimulatorError } from './errors.ts'
import { draw, password, undraw, uuid } from './ids.ts'
import { storeSipCredential } from './sip.ts'
import { type TwilioClient, twilioClient } from './twilio/client.ts'
import { TwilioError, TwilioTimeout } from './twilio/errors.ts'
import { refusal } from './twilio/refusal.ts'
import { countRead, startVerification, type Verification } from './verification.ts'
import { changed, type World } from './world.ts'

/** A Twilio account that an organisation has connected. */
export interface Provider {
  id: string
  /** The organisation it belongs to; null for a provider of a fixture, which belongs to every one. */
  organisation: string | null
  name: string
  accountSid: string
  authToken: string
  region: string | null
  supportsCallTransfer: boolean
  trunkSid: string
  domainName: string
  credentialListSid: string
  credentialSid: string
  sipCredentialId: string
  sipPhoneNumberIds: string[]
  verification: Verification
}

/** What a create takes; a fixture also says the id. */
export type NewProvider = CreateTwilioProvider & { organisation: string | null; id?: string }

/** `us1` is Twilio's base region; the documentation says "the closest available region". */
const DEFAULT_REGION = 'us1'
const MAX_NAME_ATTEMPTS = 3

/**
 * Connects a Twilio account: tries the credentials, makes trunk, credential list and SIP credential at Twilio, and
 * stores the provider. When a step fails, what the steps before it made is removed in reverse order.
 * Page: create-twilio-provider.
 * @throws SimulatorError credentials-refused, fault-of-ours, twilio-busy, -down, -limit, -timeout, -unusable
 */
export function createProvider(world: World, input: NewProvider): Provider {
  const { accountSid, authToken, name, organisation, supportsCallTransfer } = input
  const { id, ...atTwilio } = setUp(world, input)
  const { trunkSid, domainName, credentialListSid, credentialSid } = atTwilio
  const sipCredential = storeSipCredential(world, {
    organisation,
    providerId: id,
    server: domainName,
    authUser: atTwilio.username,
    authPassword: atTwilio.password,
  })
  const provider: Provider = {
    id,
    organisation,
    name,
    accountSid,
    authToken,
    region: input.region ?? DEFAULT_REGION,
    supportsCallTransfer,
    trunkSid,
    domainName,
    credentialListSid,
    credentialSid,
    sipCredentialId: sipCredential.id,
    sipPhoneNumberIds: [],
    verification: { checks: null, lastVerifiedAt: null, dueOnRead: null, dueAt: null },
  }
  world.providers[id] = provider
  changed(world)
  startVerification(world, provider)
  return provider
}

/**
 * The provider, as its organisation reads it. A verification that waits for reads advances by one.
 * Page: get-twilio-provider.
 * @throws SimulatorError provider-not-found
 */
export function readProvider(world: World, organisation: string, id: string): Provider {
  const provider = findProvider(world, organisation, id)
  countRead(world, provider)
  return provider
}

/**
 * Changes what is given; what is absent or null stays. The trunk's transfer mode follows `supportsCallTransfer`, and
 * when Twilio refuses that, nothing changes. Page: update-twilio-provider.
 * @throws SimulatorError provider-not-found, twilio-busy, -conflict, -down, -timeout, -unusable
 */
export function updateProvider(
  world: World,
  organisation: string,
  id: string,
  input: UpdateTwilioProvider,
): Provider {
  const provider = findProvider(world, organisation, id)
  const { accountSid, authToken, trunkSid } = provider
  const supportsCallTransfer = input.supportsCallTransfer ?? provider.supportsCallTransfer
  if (supportsCallTransfer !== provider.supportsCallTransfer) {
    try {
      const twilio = twilioClient(world, { accountSid, authToken })
      twilio.updateTrunk(trunkSid, transferModeOf(supportsCallTransfer))
    } catch (error) {
      throw refusal(error, 'update the trunk of the provider', 'twilio-conflict')
    }
  }
  provider.name = input.name ?? provider.name
  provider.region = input.region ?? provider.region
  provider.supportsCallTransfer = supportsCallTransfer
  changed(world)
  return provider
}

/** Another organisation's provider is not there: nobody learns that it exists. */
function findProvider(world: World, organisation: string, id: string): Provider {
  const provider = world.providers[id.toLowerCase()]
  const owner = provider?.organisation
  if (!provider || (owner !== null && owner !== organisation)) {
    throw new SimulatorError('provider-not-found', `Cannot find provider ${id}: no such provider.`)
  }
  return provider
}

interface AtTwilio {
  trunkSid: string
  domainName: string
  credentialListSid: string
  credentialSid: string
  username: string
  password: string
}

/** The part of a create that may fail: either all of it is there at Twilio afterwards, or nothing. */
function setUp(world: World, input: NewProvider): AtTwilio & { id: string } {
  const { accountSid, authToken, name, supportsCallTransfer } = input
  const twilio = twilioClient(world, { accountSid, authToken })
  const undo: (() => void)[] = []
  let mark = world.exchange.draws.length
  try {
    twilio.fetchAccount()
    mark = world.exchange.draws.length
    const id = input.id ?? uuid(draw(world, 'provider', `${accountSid} ${name}`))
    return { id, ...connect(world, twilio, id, supportsCallTransfer, undo) }
  } catch (error) {
    // An id of something that could not be removed must not be drawn again.
    if (undo.reverse().map(reachesTwilio).every(Boolean)) undraw(world, mark)
    throw refusal(error, 'create the Twilio provider')
  }
}

function reachesTwilio(step: () => void): boolean {
  try {
    step()
    return true
  } catch (error) {
    if (error instanceof TwilioError || error instanceof TwilioTimeout) return false
    throw error
  }
}

/** Trunk, list, attachment, credential: the documented order. Each step leaves its undo behind. */
function connect(
  world: World,
  twilio: TwilioClient,
  id: string,
  supportsCallTransfer: boolean,
  undo: (() => void)[],
): AtTwilio {
  const short = `dasha-${id.replaceAll('-', '').slice(0, 16)}`
  const friendlyName = `Dasha BlackBox ${id}`
  const trunk = withFreeName(21248, (suffix) =>
    twilio.createTrunk({
      friendlyName,
      domainName: `${short}${suffix}.pstn.twilio.com`,
      transferMode: transferModeOf(supportsCallTransfer),
    }),
  )
  undo.push(() => twilio.deleteTrunk(trunk.sid))
  const list = withFreeName(21240, (suffix) => twilio.createCredentialList(friendlyName + suffix))
  undo.push(() => twilio.deleteCredentialList(list.sid))
  twilio.attachCredentialList(trunk.sid, list.sid)
  undo.push(() => twilio.detachCredentialList(trunk.sid, list.sid))
  const form = { username: short, password: password(draw(world, 'sip-password', id)) }
  const credential = twilio.createCredential(list.sid, form)
  return {
    ...form,
    trunkSid: trunk.sid,
    domainName: trunk.domainName ?? '',
    credentialListSid: list.sid,
    credentialSid: credential.sid,
  }
}

/** Tries the next derived name while Twilio says that this one is taken. */
function withFreeName<T>(takenCode: number, make: (suffix: string) => T): T {
  for (let attempt = 1; ; attempt++) {
    try {
      return make(attempt === 1 ? '' : `-${attempt}`)
    } catch (error) {
      const isTaken = error instanceof TwilioError && error.code === takenCode
      if (!isTaken || attempt === MAX_NAME_ATTEMPTS) throw error
    }
  }
}
