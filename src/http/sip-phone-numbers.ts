import type { AffectedPhoneNumber } from '../contract/agents.ts'
import type { sipPhoneNumberRoutes } from '../contract/routes-sip-phone-numbers.ts'
import type { SipPhoneNumber } from '../contract/sip-phone-numbers.ts'
import type * as agents from '../domain/agents.ts'
import { isoTime } from '../domain/clock.ts'
import { deleteSipPhoneNumber } from '../domain/removal.ts'
import {
  agentsUsingSipPhoneNumber,
  createSipPhoneNumber,
  getSipPhoneNumber,
  linkSipPhoneNumber,
  listSipPhoneNumbers,
  type SipPhoneNumber as Stored,
  unlinkSipPhoneNumber,
  updateSipPhoneNumber,
} from '../domain/sip-phone-numbers.ts'
import type { Handlers } from './bind.ts'
import { toPage } from './page.ts'

/** The handlers of the endpoints of phone numbers. */
export function sipPhoneNumberHandlers(): Handlers<typeof sipPhoneNumberRoutes> {
  return {
    listSipPhoneNumbers: ({ world, organisation, query }) => {
      const page = listSipPhoneNumbers(world, organisation, query)
      return { status: 200, body: toPage(page, (it) => toSipPhoneNumber(it, organisation)) }
    },

    createSipPhoneNumber: ({ world, organisation, body }) => {
      const number = createSipPhoneNumber(world, organisation, body)
      return {
        status: world.settings.assumptions.createStatus,
        body: toSipPhoneNumber(number, organisation),
        location: `/api/v1/sip-phone-numbers/${number.id}`,
      }
    },

    getSipPhoneNumber: ({ world, organisation, params }) => {
      const number = getSipPhoneNumber(world, organisation, params.id)
      return { status: 200, body: toSipPhoneNumber(number, organisation) }
    },

    updateSipPhoneNumber: ({ world, organisation, params, body }) => {
      const number = updateSipPhoneNumber(world, organisation, params.id, body)
      return { status: 200, body: toSipPhoneNumber(number, organisation) }
    },

    deleteSipPhoneNumber: ({ world, organisation, params, query }) => {
      deleteSipPhoneNumber(world, organisation, params.id, query)
      return { status: 204 }
    },

    linkSipPhoneNumber: ({ world, organisation, params, query }) => {
      const number = linkSipPhoneNumber(world, organisation, params.id, query)
      return { status: 200, body: toSipPhoneNumber(number, organisation) }
    },

    unlinkSipPhoneNumber: ({ world, organisation, params, query }) => {
      const number = unlinkSipPhoneNumber(world, organisation, params.id, query)
      return { status: 200, body: toSipPhoneNumber(number, organisation) }
    },

    listAgentsUsingSipPhoneNumber: ({ world, organisation, params }) => {
      const affected = agentsUsingSipPhoneNumber(world, organisation, params.id)
      return { status: 200, body: toAffectedPhoneNumber(affected) }
    },
  }
}

/** A number and the agents that use it, as the API shows them. */
export function toAffectedPhoneNumber(affected: agents.AffectedPhoneNumber): AffectedPhoneNumber {
  const { id, phoneNumber, affectedAgents } = affected
  return {
    id,
    phoneNumber,
    affectedAgents: affectedAgents.map(({ agentId, agentName, uses }) => ({
      agentId,
      agentName,
      uses,
    })),
  }
}

/** A record that belongs to every organisation shows the one that asks. */
function toSipPhoneNumber(number: Stored, organisation: string): SipPhoneNumber {
  return {
    id: number.id,
    orgId: number.organisation ?? organisation,
    phoneNumber: number.phoneNumber,
    credentialsId: number.sipCredentialId,
    createdTime: isoTime(number.createdAt),
    lastUpdateTime: isoTime(number.updatedAt),
    registrationStatus: NOT_REGISTERED,
    description: number.description,
    displayName: number.displayName,
    registration: number.registration,
    providerId: number.providerId,
    incomingCallsAgentId: number.inboundAgentId,
  }
}

const NOT_REGISTERED = {
  state: 'Disabled',
  errorDescription: null,
  sipResponseMessage: null,
  lastUpdated: null,
  expiresAt: null,
} as const
