import type { TwilioProvider } from '../contract/providers.ts'
import type { twilioProviderRoutes } from '../contract/routes-twilio-providers.ts'
import { isoTime } from '../domain/clock.ts'
import {
  createProvider,
  type Provider,
  readProvider,
  updateAuthToken,
  updateProvider,
} from '../domain/providers.ts'
import { verificationStatus } from '../domain/verification.ts'
import type { Handlers } from './bind.ts'

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
  }
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
