import type { CreateTwilioProvider, UpdateTwilioProvider } from '../contract/providers.ts'
import { transferModeOf } from './checks.ts'
import { SimulatorError } from './errors.ts'
import { isOwnedBy } from './organisation.ts'
import { type Page, type Paging, pageOf } from './page.ts'
import { type ProviderScript, sourceOfScenario } from './precedence.ts'
import { storeSipCredential } from './sip-credentials.ts'
import { setUpTrunk } from './trunk-setup.ts'
import { TwilioClient } from './twilio/client.ts'
import { refusal } from './twilio/refusal.ts'
import {
  asPreferred,
  countRead,
  NEVER_VERIFIED,
  recallDecisions,
  startVerification,
  type Verification,
  verify,
} from './verification.ts'
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
  /** What was said of this provider alone, apart from its token. */
  script: ProviderScript | null
}

/** What a create takes; a fixture also says the id. */
export type NewProvider = CreateTwilioProvider & { organisation: string | null; id?: string }

/** `us1` is Twilio's base region; the documentation says "the closest available region". */
const DEFAULT_REGION = 'us1'

/**
 * Connects a Twilio account: tries the credentials, makes trunk, credential list and SIP credential at Twilio, and
 * stores the provider. When a step fails, what the steps before it made is removed in reverse order.
 * Page: create-twilio-provider.
 * @throws SimulatorError credentials-refused, fault-of-ours, twilio-busy, -down, -limit, -timeout, -unusable
 */
export function createProvider(world: World, input: NewProvider): Provider {
  const { accountSid, authToken, name, organisation, supportsCallTransfer } = input
  const { preferred } = world.exchange
  const setup = setUpTrunk(world, input)
  const { providerId, trunkSid, domainName, credentialListSid, credentialSid } = setup
  storeSipCredential(world, {
    id: setup.sipCredentialId,
    organisation,
    providerId,
    server: domainName,
    authUser: setup.username,
    authPassword: setup.password,
  })
  const provider: Provider = {
    id: providerId,
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
    sipCredentialId: setup.sipCredentialId,
    sipPhoneNumberIds: [],
    verification: { ...NEVER_VERIFIED },
    // The first verification comes after the request that asked for the scenario.
    script: preferred && sourceOfScenario(preferred, 1),
  }
  world.providers[providerId] = provider
  changed(world)
  startVerification(world, provider)
  return provider
}

/** The providers that an organisation sees, in the order of their making; no verification advances. */
export function listProviders(world: World, organisation: string, paging: Paging): Page<Provider> {
  const all = Object.values(world.providers).filter((it) => isOwnedBy(it, organisation))
  const { items, ...rest } = pageOf(all, paging)
  const { preferred } = world.exchange
  return { items: preferred ? items.map((it) => asPreferred(world, it)) : items, ...rest }
}

/**
 * The provider, as its organisation reads it. A verification that waits for reads advances by one, unless the request
 * asks for a scenario: then it only looks.
 * Page: get-twilio-provider.
 * @throws SimulatorError provider-not-found
 */
export function readProvider(world: World, organisation: string, id: string): Provider {
  const provider = findProvider(world, organisation, id)
  if (world.exchange.preferred) return asPreferred(world, provider)
  countRead(world, provider)
  recallDecisions(world, provider)
  return provider
}

/**
 * Changes what is given; what is absent or null stays. The trunk's transfer mode follows `supportsCallTransfer`, and
 * when Twilio refuses that, nothing changes. Page: update-twilio-provider.
 * @throws SimulatorError provider-not-found, fault-of-ours, twilio-busy, -conflict, -down, -timeout
 */
export function updateProvider(
  world: World,
  organisation: string,
  id: string,
  input: UpdateTwilioProvider,
): Provider {
  const provider = findProvider(world, organisation, id)
  const supportsCallTransfer = input.supportsCallTransfer ?? provider.supportsCallTransfer
  if (supportsCallTransfer !== provider.supportsCallTransfer) {
    try {
      const twilio = new TwilioClient(world, provider)
      twilio.updateTrunk(provider.trunkSid, transferModeOf(supportsCallTransfer))
    } catch (error) {
      throw refusal(error, 'update the trunk of the provider', 'twilio-conflict')
    }
  }
  provider.name = input.name ?? provider.name
  provider.region = input.region ?? provider.region
  provider.supportsCallTransfer = supportsCallTransfer
  changed(world)
  if (world.exchange.preferred) return asPreferred(world, provider)
  recallDecisions(world, provider)
  return provider
}

/**
 * Tries a new auth token at Twilio and stores it in the place of the old one. When Twilio refuses it, nothing changes;
 * what verification said stays said. Page: update-auth-token.
 * @throws SimulatorError provider-not-found, credentials-refused, twilio-busy, -down, -timeout
 */
export function updateAuthToken(
  world: World,
  organisation: string,
  id: string,
  authToken: string,
): Provider {
  const provider = findProvider(world, organisation, id)
  try {
    new TwilioClient(world, { ...provider, authToken }).fetchAccount()
  } catch (error) {
    throw refusal(error, 'update the auth token')
  }
  provider.authToken = authToken
  changed(world)
  if (world.exchange.preferred) return asPreferred(world, provider)
  recallDecisions(world, provider)
  return provider
}

/**
 * Runs the checks now and keeps what they say; when Twilio cannot be asked, what was said before stays said.
 * Page: verify-provider.
 * @throws SimulatorError provider-not-found
 */
export function verifyProvider(world: World, organisation: string, id: string): Provider {
  const provider = findProvider(world, organisation, id)
  verify(world, provider)
  recallDecisions(world, provider)
  return provider
}

/**
 * The provider of that id, whoever owns it.
 * @throws SimulatorError provider-not-found
 */
export function providerOf(world: World, id: string): Provider {
  const provider = world.providers[id.toLowerCase()]
  if (!provider) throw notFound(id)
  return provider
}

/**
 * The provider of that id. Another organisation's is not there: nobody learns that it exists.
 * @throws SimulatorError provider-not-found
 */
export function findProvider(world: World, organisation: string, id: string): Provider {
  const provider = providerOf(world, id)
  if (isOwnedBy(provider, organisation)) return provider
  throw notFound(id)
}

function notFound(id: string): SimulatorError {
  return new SimulatorError('provider-not-found', `Cannot find provider ${id}: no such provider.`)
}
