import { z } from '@hono/zod-openapi'
import { rule } from './fidelity.ts'
import { pageOf } from './paging.ts'
import { TwilioProvider } from './providers.ts'

/** The answer of the endpoints of every kind of provider: told apart by `providerType`, of which there is one yet. */
export const Provider = z.discriminatedUnion('providerType', [TwilioProvider]).meta({
  id: 'Provider',
  description: 'A telephony provider of any kind; `providerType` says which.',
  ...rule('provider/generic'),
})

export const ProviderPage = pageOf(Provider, {
  id: 'ProviderPage',
  description: 'Providers.',
  ...rule('lists/providers-page'),
})
