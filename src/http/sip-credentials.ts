import type { sipCredentialRoutes } from '../contract/routes-sip-credentials.ts'
import type { SipCredential } from '../contract/sip-credentials.ts'
import { isoTime } from '../domain/clock.ts'
import {
  agentsUsingSipCredential,
  createSipCredential,
  deleteSipCredential,
  getSipCredential,
  listSipCredentials,
  type SipCredential as Stored,
  updateSipCredential,
} from '../domain/sip-credentials.ts'
import { isStandIn } from '../domain/state.ts'
import type { Handlers } from './bind.ts'
import { toPage } from './page.ts'
import { toAffectedPhoneNumber } from './sip-phone-numbers.ts'

/** The handlers of the endpoints of SIP credentials. */
export function sipCredentialHandlers(): Handlers<typeof sipCredentialRoutes> {
  return {
    listSipCredentials: ({ world, organisation, query }) => {
      const page = listSipCredentials(world, organisation, query)
      return { status: 200, body: toPage(page, (it) => toSipCredential(it, organisation)) }
    },

    createSipCredential: ({ world, organisation, body }) => {
      const credential = createSipCredential(world, organisation, body)
      return {
        status: world.settings.assumptions.createStatus,
        body: toSipCredential(credential, organisation),
        location: `/api/v1/sip-credentials/${credential.id}`,
      }
    },

    getSipCredential: ({ world, organisation, params }) => {
      const credential = getSipCredential(world, organisation, params.id)
      return { status: 200, body: toSipCredential(credential, organisation) }
    },

    updateSipCredential: ({ world, organisation, params, body }) => {
      const credential = updateSipCredential(world, organisation, params.id, body)
      return { status: 200, body: toSipCredential(credential, organisation) }
    },

    deleteSipCredential: ({ world, organisation, params, query }) => {
      deleteSipCredential(world, organisation, params.id, query)
      return { status: 204 }
    },

    listAgentsUsingSipCredential: ({ world, organisation, params }) => {
      const use = agentsUsingSipCredential(world, organisation, params.id)
      const phoneNumbers = use.phoneNumbers.map(toAffectedPhoneNumber)
      return { status: 200, body: { phoneNumbers, affectedCallsCount: use.affectedCallsCount } }
    },
  }
}

/**
 * A credential as the API shows it, and that is with its password, unless an export left it out. A record that belongs
 * to every organisation shows the one that asks. Page: get-sip-credential.
 */
function toSipCredential(credential: Stored, organisation: string): SipCredential {
  const { authPassword } = credential
  return {
    id: credential.id,
    orgId: credential.organisation ?? organisation,
    server: credential.server,
    transport: credential.transport,
    source: credential.providerId === null ? 'manual' : 'provider',
    createdTime: isoTime(credential.createdAt),
    lastUpdateTime: isoTime(credential.updatedAt),
    domain: credential.domain,
    authUser: credential.authUser,
    authPassword: authPassword !== null && isStandIn(authPassword) ? null : authPassword,
    description: credential.description,
    cpsLimit: credential.cpsLimit,
    cpsKey: credential.cpsKey,
    providerId: credential.providerId,
  }
}
