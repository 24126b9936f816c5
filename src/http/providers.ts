import type { providerRoutes } from '../contract/routes-providers.ts'
import type { VerificationResult } from '../contract/verification.ts'
import { listProviders, type Provider, readProvider, verifyProvider } from '../domain/providers.ts'
import { deleteProvider } from '../domain/removal.ts'
import type { Handlers } from './bind.ts'
import { toPage } from './page.ts'
import { toTwilioProvider } from './twilio-providers.ts'

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
