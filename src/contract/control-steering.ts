import { createRoute, z } from '@hono/zod-openapi'
import { Clock, ClockChange } from './clock.ts'
import {
  always,
  answer,
  body,
  Count,
  common,
  notThere,
  params,
  refused,
  withBody,
} from './control-common.ts'
import { ActiveFault, Fault } from './faults.ts'
import { ProviderState } from './pact.ts'
import { VerificationCheck, VerificationStatus } from './providers.ts'
import { Scenario, ScenarioChoice, VerificationScript } from './scenario.ts'
import { Settings, SettingsChange } from './settings.ts'

const ProviderVerification = z
  .object({
    id: z.guid(),
    verificationStatus: VerificationStatus,
    verificationDetails: z.union([z.array(VerificationCheck), z.null()]),
    lostTo: z.union([z.string(), z.null()]).meta({
      description:
        'The stronger way of steering that has the word instead; null when there is none.',
      example: 'authToken',
    }),
  })
  .meta({ id: 'ProviderVerification', description: 'What verification says of a provider now.' })

const ProviderStateValues = z
  .record(z.string(), z.unknown())
  .meta({ id: 'ProviderStateValues', description: 'Values for the generators of Pact.' })

/** What chooses the answers of a world. */
export const steeringRoutes = {
  clock: createRoute({
    ...common,
    operationId: 'clock',
    method: 'get',
    path: '/__admin/clock',
    summary: 'Read the clock',
    description: 'What is due by now has happened.',
    responses: {
      200: answer('The clock.', Clock),
      ...always,
    },
  }),

  setClock: createRoute({
    ...common,
    operationId: 'setClock',
    method: 'put',
    path: '/__admin/clock',
    summary: 'Freeze, advance, resume or reset the clock',
    description: 'What is due on the way happens in the order of time, each at its own instant.',
    request: { body: body(ClockChange) },
    responses: {
      200: answer('The clock after it.', Clock),
      409: refused('Nothing is due.'),
      ...withBody,
    },
  }),

  scenario: createRoute({
    ...common,
    operationId: 'scenario',
    method: 'get',
    path: '/__admin/scenario',
    summary: 'Read the scenario',
    description: 'The scenario that is on in this world; null when all is well.',
    responses: {
      200: answer('The scenario.', z.object({ scenario: z.union([Scenario, z.null()]) })),
      ...always,
    },
  }),

  setScenario: createRoute({
    ...common,
    operationId: 'setScenario',
    method: 'put',
    path: '/__admin/scenario',
    summary: 'Set the scenario',
    description: 'By the name of a known one, or in full. It speaks from the next request on.',
    request: { body: body(ScenarioChoice) },
    responses: {
      200: answer('The scenario.', z.object({ scenario: z.union([Scenario, z.null()]) })),
      404: notThere('scenario'),
      ...withBody,
    },
  }),

  clearScenario: createRoute({
    ...common,
    operationId: 'clearScenario',
    method: 'delete',
    path: '/__admin/scenario',
    summary: 'Take the scenario away',
    description: 'All is well again, also when the start had said otherwise.',
    responses: {
      200: answer('No scenario.', z.object({ scenario: z.union([Scenario, z.null()]) })),
      ...always,
    },
  }),

  scenarios: createRoute({
    ...common,
    operationId: 'scenarios',
    method: 'get',
    path: '/__admin/scenarios',
    summary: 'List the known scenarios',
    description: 'The shipped ones and the one of the start.',
    responses: {
      200: answer('The scenarios.', z.array(Scenario)),
      ...always,
    },
  }),

  setVerification: createRoute({
    ...common,
    operationId: 'setVerification',
    method: 'put',
    path: '/__admin/providers/{id}/verification',
    summary: 'Say what verification says of one provider',
    description:
      'It happens at once unless a `progression` says when. `{}` leaves the provider to the fake Twilio again.',
    request: { params: params.provider, body: body(VerificationScript) },
    responses: {
      200: answer('What stands now.', ProviderVerification),
      404: notThere('provider'),
      ...withBody,
    },
  }),

  faults: createRoute({
    ...common,
    operationId: 'faults',
    method: 'get',
    path: '/__admin/faults',
    summary: 'List the faults',
    description: 'In the order in which they are asked; the first that fits strikes.',
    responses: {
      200: answer('The faults.', z.array(ActiveFault)),
      ...always,
    },
  }),

  addFault: createRoute({
    ...common,
    operationId: 'addFault',
    method: 'post',
    path: '/__admin/faults',
    summary: 'Add a fault',
    description: 'One of the same name is replaced.',
    request: { body: body(Fault) },
    responses: {
      201: answer('The fault.', ActiveFault),
      ...withBody,
    },
  }),

  clearFaults: createRoute({
    ...common,
    operationId: 'clearFaults',
    method: 'delete',
    path: '/__admin/faults',
    summary: 'Remove every fault',
    description: 'Those of the scenario too.',
    responses: {
      200: answer('The faults that were removed.', Count),
      ...always,
    },
  }),

  removeFault: createRoute({
    ...common,
    operationId: 'removeFault',
    method: 'delete',
    path: '/__admin/faults/{name}',
    summary: 'Remove a fault',
    description: 'The others stay.',
    request: { params: params.fault },
    responses: {
      200: answer('The fault that was removed.', ActiveFault),
      404: notThere('fault'),
      ...always,
    },
  }),

  settings: createRoute({
    ...common,
    operationId: 'settings',
    method: 'get',
    path: '/__admin/settings',
    summary: 'Read the settings',
    description: 'How the world answers.',
    responses: {
      200: answer('The settings.', Settings),
      ...always,
    },
  }),

  setSettings: createRoute({
    ...common,
    operationId: 'setSettings',
    method: 'put',
    path: '/__admin/settings',
    summary: 'Change the settings',
    description: 'What is absent stays.',
    request: { body: body(SettingsChange) },
    responses: {
      200: answer('The settings after it.', Settings),
      ...withBody,
    },
  }),

  providerState: createRoute({
    ...common,
    operationId: 'providerState',
    method: 'post',
    path: '/__admin/pact/provider-states',
    summary: 'Put the world into a provider state of Pact',
    description:
      '`setup` begins with a world at its start; `teardown` puts it back there. The states stand in the README.',
    request: { body: body(ProviderState) },
    responses: {
      200: answer('What was set up, as values for the generators of Pact.', ProviderStateValues),
      ...withBody,
    },
  }),
} as const
