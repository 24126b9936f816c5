import type { CheckName, CheckStatus } from '../contract/providers.ts'
import type { Provider } from './providers.ts'
import { TwilioClient } from './twilio/client.ts'
import { isTemporary, TwilioError, TwilioTimeout } from './twilio/errors.ts'
import type { World } from './world.ts'

/** What a check found: its status, a sentence about it, and the values behind. */
export interface Finding {
  status: CheckStatus
  message: string
  details: Record<string, unknown>
}

const MESSAGES: Record<CheckName, Record<CheckStatus, string>> = {
  Credentials: {
    passed: 'Twilio accepts the credentials; the account is active.',
    warning: 'The credentials could not be checked: Twilio did not give a usable answer.',
    failed: 'Twilio refuses the credentials.',
  },
  Trunk: {
    passed: 'The trunk exists and is configured.',
    warning: 'The trunk exists, but its configuration differs from the provider.',
    failed: 'The trunk does not exist or is not configured.',
  },
  'Credential List': {
    passed: 'The credential list is attached to the trunk.',
    warning: 'The credential list could not be checked: Twilio did not give a usable answer.',
    failed: 'The credential list is not attached to the trunk.',
  },
  'Phone Numbers': {
    passed: 'Every imported phone number is attached to the trunk.',
    warning: 'Some imported phone numbers are not attached to the trunk.',
    failed: 'No imported phone number is attached to the trunk.',
  },
}

/** A finding with the message that belongs to the check and its status. */
export function findingOf(
  name: CheckName,
  status: CheckStatus,
  details: Record<string, unknown> = {},
): Finding {
  return { status, message: MESSAGES[name][status], details }
}

/** Asks the fake Twilio for all four findings; null when it cannot be asked (rate limit, outage, no answer). */
export function lookAtTwilio(world: World, provider: Provider): Record<CheckName, Finding> | null {
  const twilio = new TwilioClient(world, provider)
  const credentials = lookAtCredentials(twilio)
  if (credentials.status === 'warning') return null
  if (credentials.status === 'failed') {
    const notChecked = {
      status: 'failed' as const,
      message: 'Not checked: Twilio refuses the credentials.',
      details: {},
    }
    return {
      Credentials: credentials,
      Trunk: notChecked,
      'Credential List': notChecked,
      'Phone Numbers': notChecked,
    }
  }
  return {
    Credentials: credentials,
    Trunk: ask('Trunk', () => lookAtTrunk(twilio, provider)),
    'Credential List': ask('Credential List', () => lookAtCredentialList(twilio, provider)),
    'Phone Numbers': ask('Phone Numbers', () => lookAtPhoneNumbers(world, twilio, provider)),
  }
}

function lookAtCredentials(twilio: TwilioClient): Finding {
  return ask('Credentials', () => {
    const { sid, type, status } = twilio.fetchAccount()
    return findingOf('Credentials', 'passed', { accountSid: sid, type, status })
  })
}

function lookAtTrunk(twilio: TwilioClient, provider: Provider): Finding {
  const trunk = twilio.fetchTrunk(provider.trunkSid)
  const { sid: trunkSid, domainName, transferMode } = trunk
  const details = { trunkSid, domainName, transferMode }
  if (domainName !== provider.domainName) return findingOf('Trunk', 'failed', details)
  const expected = transferModeOf(provider.supportsCallTransfer)
  return findingOf('Trunk', transferMode === expected ? 'passed' : 'warning', details)
}

function lookAtCredentialList(twilio: TwilioClient, provider: Provider): Finding {
  const { trunkSid, credentialListSid, credentialSid } = provider
  const details = { trunkSid, credentialListSid }
  if (!twilio.listAttachedCredentialLists(trunkSid).includes(credentialListSid)) {
    return findingOf('Credential List', 'failed', details)
  }
  if (twilio.listCredentials(credentialListSid).includes(credentialSid)) {
    return findingOf('Credential List', 'passed', details)
  }
  const message = 'The SIP credential of the provider is not in the credential list any more.'
  return { status: 'failed', message, details: { ...details, credentialSid } }
}

function lookAtPhoneNumbers(world: World, twilio: TwilioClient, provider: Provider): Finding {
  const { trunkSid, sipPhoneNumberIds } = provider
  if (sipPhoneNumberIds.length === 0) return findingOf('Phone Numbers', 'passed', { imported: 0 })
  const attached = new Set(attachedPhoneNumbers(twilio, trunkSid))
  const detached = sipPhoneNumberIds
    .map((id) => world.sipPhoneNumbers[id]?.phoneNumberSid ?? '')
    .filter((sid) => !attached.has(sid))
  const imported = sipPhoneNumberIds.length
  return detached.length === 0
    ? findingOf('Phone Numbers', 'passed', { imported })
    : findingOf('Phone Numbers', 'warning', { imported, detached })
}

/** To a trunk that is gone no number is attached. */
function attachedPhoneNumbers(twilio: TwilioClient, trunkSid: string): string[] {
  try {
    return twilio.listAttachedPhoneNumbers(trunkSid)
  } catch (error) {
    if (error instanceof TwilioError && error.code === 20404) return []
    throw error
  }
}

/** The transfer mode that a provider wants its trunk to have. */
export function transferModeOf(supportsCallTransfer: boolean): 'enable-all' | 'disable-all' {
  return supportsCallTransfer ? 'enable-all' : 'disable-all'
}

/** An answer that may be gone with the next call makes a check warn; any other error makes it fail. */
function ask(name: CheckName, look: () => Finding): Finding {
  try {
    return look()
  } catch (error) {
    if (error instanceof TwilioTimeout) return unusable(name, { twilio: 'timeout' })
    if (!(error instanceof TwilioError)) throw error
    const details = { twilioCode: error.code }
    return isTemporary(error) ? unusable(name, details) : findingOf(name, 'failed', details)
  }
}

function unusable(name: CheckName, details: Record<string, unknown>): Finding {
  return {
    status: 'warning',
    message: `The ${name.toLowerCase()} could not be checked: Twilio did not give a usable answer.`,
    details,
  }
}
