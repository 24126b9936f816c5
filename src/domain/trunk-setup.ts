import { transferModeOf } from './checks.ts'
import { newUuid, undraw } from './ids.ts'
import { sipSecrets } from './sip-credentials.ts'
import { TwilioClient } from './twilio/client.ts'
import { TwilioError, TwilioTimeout } from './twilio/errors.ts'
import { refusal } from './twilio/refusal.ts'
import { freeDomain } from './twilio/trunks.ts'
import type { World } from './world.ts'

/** What a provider is set up with. */
export interface SetupInput {
  accountSid: string
  authToken: string
  name: string
  supportsCallTransfer: boolean
  /** Drawn when absent. */
  id?: string
}

/** What stands at Twilio for a provider, and the local secrets that belong to it. */
export interface TrunkSetup {
  providerId: string
  trunkSid: string
  domainName: string
  credentialListSid: string
  credentialSid: string
  sipCredentialId: string
  username: string
  password: string
}

const MAX_NAME_ATTEMPTS = 3

/**
 * The part of a create that may fail: afterwards either all of it is there at Twilio, or nothing.
 * @throws SimulatorError that says what Twilio answered
 */
export function setUpTrunk(world: World, input: SetupInput): TrunkSetup {
  const twilio = new TwilioClient(world, input)
  const undo: (() => void)[] = []
  let mark = world.exchange.draws.length
  try {
    twilio.fetchAccount()
    mark = world.exchange.draws.length
    const providerId =
      input.id ?? newUuid(world, 'provider', `${input.accountSid} ${input.name}`, world.providers)
    return connect(world, twilio, providerId, input.supportsCallTransfer, undo)
  } catch (error) {
    // An id of something that could not be removed must not be drawn again.
    if (undo.reverse().map(reachesTwilio).every(Boolean)) undraw(world, mark)
    throw refusal(error, 'create the Twilio provider')
  }
}

/** Trunk, list, attachment, credential: the documented order. Each step leaves its undo behind. */
function connect(
  world: World,
  twilio: TwilioClient,
  providerId: string,
  supportsCallTransfer: boolean,
  undo: (() => void)[],
): TrunkSetup {
  const username = shortName(providerId)
  const transferMode = transferModeOf(supportsCallTransfer)
  const { sid: trunkSid, domainName } = withFreeName(username, 21248, (name) =>
    twilio.createTrunk({
      friendlyName: username,
      domainName: `${name}.pstn.twilio.com`,
      transferMode,
    }),
  )
  undo.push(() => {
    twilio.deleteTrunk(trunkSid)
    // Twilio would keep the name for 30 days, and a second try would not be what the first was to be.
    if (domainName !== null) freeDomain(world, domainName)
  })
  const { sid: credentialListSid } = withFreeName(username, 21240, (name) =>
    twilio.createCredentialList(name),
  )
  undo.push(() => twilio.deleteCredentialList(credentialListSid))
  twilio.attachCredentialList(trunkSid, credentialListSid)
  undo.push(() => twilio.detachCredentialList(trunkSid, credentialListSid))
  const { id: sipCredentialId, password } = sipSecrets(world, providerId)
  const { sid: credentialSid } = twilio.createCredential(credentialListSid, { username, password })
  return {
    providerId,
    trunkSid,
    domainName: domainName ?? '',
    credentialListSid,
    credentialSid,
    sipCredentialId,
    username,
    password,
  }
}

/** Short, because Twilio takes 32 characters for a user name and the id alone has 36. */
function shortName(id: string): string {
  return `dasha-${id.split('-', 3).join('')}`
}

/** Tries the next derived name while Twilio says that this one is taken. */
function withFreeName<T>(base: string, takenCode: number, make: (name: string) => T): T {
  for (let attempt = 1; ; attempt++) {
    try {
      return make(attempt === 1 ? base : `${base}-${attempt}`)
    } catch (error) {
      const isTaken = error instanceof TwilioError && error.code === takenCode
      if (!isTaken || attempt === MAX_NAME_ATTEMPTS) throw error
    }
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
