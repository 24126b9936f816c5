import type { TwilioProvider } from '../contract/providers.ts'
import type { providerRoutes } from '../contract/routes-providers.ts'
import type { twilioProviderRoutes } from '../contract/routes-twilio-providers.ts'
import type { VerificationResult } from '../contract/verification.ts'
import { isoTime } from '../domain/clock.ts'
import { importPhoneNumbers, listAvailableNumbers } from '../domain/imports.ts'
import {
  createProvider,
  listProviders,
  type Provider,
  readProvider,
  updateAuthToken,
  updateProvider,
  verifyProvider,
} from '../domain/providers.ts'
import { deleteProvider, removePhoneNumber } from '../domain/removal.ts'
import { verificationStatus } from '../domain/verification.ts'
import type { Handlers } from './bind.ts'
import { toPage } from './page.ts'
import { toAvailableNumber } from './twilio-numbers.ts'

/** The handlers of the endpoints of Twilio accounts as providers. */
export function twilioProviderHandlers(): Handlers<typeof twilioProviderRoutes> {
  return {
    createTwilioProvider: ({ world, organisation, body }) => {
      const provider = createProvider(world, { ...body, organisation })
      const location = `/api/v1/providers/twilio/${provider.id}`
      return {
        status: world.settings.assumptions.createStatus,
        body: toTwilioProvider(provider),
        location,
      }
    },

    getTwilioProvider: ({ world, organisation, params }) => {
      const provider = readProvider(world, organisation, params.id)
      return { status: 200, body: toTwilioProvider(provider) }
    },

    updateTwilioProvider: ({ world, organisation, params, body }) => {
      const provider = updateProvider(world, organisation, params.id, body)
      return { status: 200, body: toTwilioProvider(provider) }
    },

    updateAuthToken: ({ world, organisation, params, body }) => {
      const provider = updateAuthToken(world, organisation, params.id, body.authToken)
      return { status: 200, body: toTwilioProvider(provider) }
    },

    listAvailableNumbers: ({ world, organisation, params, query }) => {
      const page = listAvailableNumbers(world, organisation, params.id, query)
      return { status: 200, body: toPage(page, toAvailableNumber) }
    },

    importPhoneNumbers: ({ world, organisation, params, body }) => {
      const { phoneNumberSids } = body
      const result = importPhoneNumbers(world, organisation, params.id, phoneNumberSids)
      const { successCount, failedCount, errors } = result
      return { status: 200, body: { successCount, failedCount, errors } }
    },

    removePhoneNumber: ({ world, organisation, params, query }) => {
      removePhoneNumber(world, organisation, params.id, params.phoneNumberId, query)
      return { status: 204 }
    },
  }
}

/** The handlers of the endpoints of every kind of provider. */
export function providerHandlers(): Handlers<typeof providerRoutes> {
  return {
    listProviders: ({ world, organisation, query }) => {
      const page = listProviders(world, organisation, query)
      return { status: 200, body: toPage(page, toTwilioProvider) }
    },

    getProvider: ({ world, organisation, params }) => {
      const provider = readProvider(world, organisation, params.id)
      return { status: 200, body: toTwilioProvider(provider) }
    },

    deleteProvider: ({ world, organisation, params }) => {
      deleteProvider(world, organisation, params.id)
      return { status: 204 }
    },

    verifyProvider: ({ world, organisation, params }) => {
      const provider = verifyProvider(world, organisation, params.id)
      return { status: 200, body: toVerificationResult(provider) }
    },
  }
}

function toVerificationResult(provider: Provider): VerificationResult {
  const { verificationStatus, verificationDetails, lastVerifiedAt } = toTwilioProvider(provider)
  return { status: verificationStatus, checks: verificationDetails, lastVerifiedAt }
}

/** A provider as the API shows it: every public member by name, in the documented order, so that no secret gets out. */
export function toTwilioProvider(provider: Provider): TwilioProvider {
  const { verification } = provider
  return {
    name: provider.name,
    providerType: 'twilio',
    accountSid: provider.accountSid,
    id: provider.id,
    verificationStatus: verificationStatus(verification),
    lastVerifiedAt:
      verification.lastVerifiedAt === null ? null : isoTime(verification.lastVerifiedAt),
    phoneNumberCount: provider.sipPhoneNumberIds.length,
    verificationDetails: verification.checks,
    trunkSid: provider.trunkSid,
    terminationUri: `sip:${provider.domainName}`,
    region: provider.region,
    supportsCallTransfer: provider.supportsCallTransfer,
  }
}
