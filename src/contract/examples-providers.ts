import type { Examples } from './examples.ts'
import type { Page } from './paging.ts'
import {
  type CheckName,
  type CheckStatus,
  sample,
  type TwilioProvider,
  type VerificationCheck,
} from './providers.ts'
import type { VerificationResult } from './verification.ts'

const { accountSid, trunkSid, domainName } = sample
const credentialListSid = 'CLa8f3074dcda884a473422419677f6779'
const phoneNumberSids = ['PN94092883b02abbe3968dcfbde86fa582', 'PNf5bf0c22e03a8f38a31e3871e4bec876']

const pending: TwilioProvider = {
  name: sample.name,
  providerType: 'twilio',
  accountSid,
  id: sample.id,
  verificationStatus: 'pending',
  lastVerifiedAt: null,
  phoneNumberCount: 0,
  verificationDetails: null,
  trunkSid,
  terminationUri: `sip:${domainName}`,
  region: 'us1',
  supportsCallTransfer: false,
}

const credentials = check(
  'Credentials',
  'passed',
  'Twilio accepts the credentials; the account is active.',
  { accountSid, type: 'Full', status: 'active' },
)
const trunk = check('Trunk', 'passed', 'The trunk exists and is configured.', {
  trunkSid,
  domainName,
  transferMode: 'disable-all',
})
const credentialList = check(
  'Credential List',
  'passed',
  'The credential list is attached to the trunk.',
  { trunkSid, credentialListSid },
)
const SOME_DETACHED = 'Some imported phone numbers are not attached to the trunk.'

const verified: TwilioProvider = {
  ...pending,
  verificationStatus: 'verified',
  lastVerifiedAt: sample.at,
  verificationDetails: [
    credentials,
    trunk,
    credentialList,
    check('Phone Numbers', 'passed', 'Every imported phone number is attached to the trunk.', {
      imported: 0,
    }),
  ],
}

const warning: TwilioProvider = {
  ...pending,
  verificationStatus: 'warning',
  lastVerifiedAt: sample.at,
  phoneNumberCount: 2,
  verificationDetails: [
    credentials,
    trunk,
    credentialList,
    check('Phone Numbers', 'warning', SOME_DETACHED, {
      imported: 2,
      detached: phoneNumberSids.slice(1),
    }),
  ],
}

const failed: TwilioProvider = {
  ...pending,
  verificationStatus: 'failed',
  lastVerifiedAt: sample.at,
  phoneNumberCount: 2,
  verificationDetails: [
    credentials,
    check('Trunk', 'failed', 'The trunk does not exist or is not configured.', {
      twilioCode: 20404,
    }),
    check('Credential List', 'failed', 'The credential list is not attached to the trunk.', {
      twilioCode: 20404,
    }),
    check('Phone Numbers', 'warning', SOME_DETACHED, { imported: 2, detached: phoneNumberSids }),
  ],
}

/** What a create answers; by default what it is without any steering. */
export const createdProvider: Examples<TwilioProvider> = {
  pending: { value: pending },
  verified: { value: verified },
  warning: { value: warning },
  failed: { value: failed },
}

/** What get and update answer; by default a provider for which all is well. */
export const storedProvider: Examples<TwilioProvider> = {
  verified: { value: verified },
  ...createdProvider,
}

/** What the list of providers answers. */
export const providerPage: Examples<Page<TwilioProvider>> = {
  providers: { value: { items: [verified], totalCount: 1, skip: 0, take: 20 } },
  empty: { value: { items: [], totalCount: 0, skip: 0, take: 20 } },
}

/** What a verification answers. */
export const verificationResult: Examples<VerificationResult> = {
  verified: { value: resultOf(verified) },
  pending: { value: resultOf(pending) },
  warning: { value: resultOf(warning) },
  failed: { value: resultOf(failed) },
}

function resultOf(provider: TwilioProvider): VerificationResult {
  const { verificationStatus, verificationDetails, lastVerifiedAt } = provider
  return { status: verificationStatus, checks: verificationDetails, lastVerifiedAt }
}

function check(
  checkName: CheckName,
  status: CheckStatus,
  message: string,
  details: Record<string, unknown>,
): VerificationCheck {
  return { checkName, message, status, timestamp: sample.at, details }
}
