import { createRoute, z } from '@hono/zod-openapi'
import { Clock, ClockChange } from './clock.ts'
import { ActiveFault, Fault } from './faults.ts'
import { invented } from './fidelity.ts'
import { Explanation, JournalEntry, Rule } from './journal.ts'
import { ProviderState } from './pact.ts'
import { ControlProblem, problemContent, VerifyProblem } from './problem.ts'
import { VerificationCheck, VerificationStatus } from './providers.ts'
import { RequestPattern } from './request-pattern.ts'
import { Scenario, ScenarioChoice, VerificationScript } from './scenario.ts'
import { Settings, SettingsChange } from './settings.ts'
import { WorldState } from './state.ts'
import { NewWorld, ResetScope, Snapshot, WorldName, WorldSummary } from './worlds.ts'

const ours = invented('the control plane is ours')
const tags = ['Control plane']

const name = (what: string) =>
  z.string().meta({ description: `The name of the ${what}.`, param: { name: 'name', in: 'path' } })
const params = {
  fault: z.object({ name: name('fault') }),
  snapshot: z.object({ name: name('snapshot').regex(WorldName.pattern, WorldName.rule) }),
  world: z.object({
    id: z
      .string()
      .meta({ description: 'The name of the world.', param: { name: 'id', in: 'path' } }),
  }),
  provider: z.object({
    id: z.guid().meta({
      description: 'The id of the provider.',
      format: 'uuid',
      param: { name: 'id', in: 'path' },
    }),
  }),
  request: z.object({
    id: z.string().meta({
      description: 'The `X-Mock-Request-Id` of the answer.',
      example: '1',
      param: { name: 'id', in: 'path' },
    }),
  }),
}

const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})
const optionalBody = <S extends z.ZodType>(schema: S) => ({
  required: false as const,
  content: { 'application/json': { schema } },
})
const answer = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
  ...ours,
})
const refused = (description: string) => ({
  description,
  content: problemContent(ControlProblem),
  ...ours,
})

const notThere = (what: string) => refused(`There is no such ${what}.`)
const Count = z.object({ count: z.int() }).meta({ id: 'Count', description: 'How many there are.' })

const Health = z
  .object({ status: z.enum(['ok']).meta({ description: 'Always `ok`: it answers.' }) })
  .meta({ id: 'Health', description: 'The simulator is up.' })

const Version = z
  .object({
    version: z.string().meta({ description: 'Of the package.', example: '0.1.0' }),
    contract: z.string().meta({ description: 'SHA-256 of `openapi.json`, in hex digits.' }),
    seed: z.int().meta({ description: 'Of this world.' }),
  })
  .meta({ id: 'Version', description: 'What this simulator is.' })

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

/** A pattern, and how many requests should fit it: at least one when nothing is said. */
const Expectation = RequestPattern.safeExtend({
  exactly: z.int().min(0).optional(),
  atLeast: z.int().min(0).optional(),
  atMost: z.int().min(0).optional(),
})

const common = { tags, security: [], ...ours }

/** The answers that any operation may give. */
const always = {
  400: refused('What was sent cannot be used: `errors` names each place by its JSON pointer.'),
  401: refused('The admin token is missing or wrong.'),
  403: refused('A web page asks, and no page may.'),
  421: refused('The `Host` is not one that the port serves.'),
  500: refused('A fault of the simulator.'),
  503: refused('There are too many worlds for one more.'),
}
const withBody = {
  ...always,
  413: refused('The body is larger than 1 MiB.'),
  415: refused('The body is not declared as JSON.'),
}

/** The control plane, by operation id: each is one method of `control` and one verb of the command line. */
export const controlRoutes = {
  health: createRoute({
    ...common,
    operationId: 'health',
    method: 'get',
    path: '/__admin/health',
    summary: 'Say that the simulator is up',
    description: 'Answers as soon as the port accepts connections.',
    responses: {
      200: answer('It is up.', Health),
      ...always,
    },
  }),

  version: createRoute({
    ...common,
    operationId: 'version',
    method: 'get',
    path: '/__admin/version',
    summary: 'Say which simulator this is',
    description: 'Two servers that answer the same behave the same.',
    responses: {
      200: answer('What this simulator is.', Version),
      ...always,
    },
  }),

  reset: createRoute({
    ...common,
    operationId: 'reset',
    method: 'post',
    path: '/__admin/reset',
    summary: 'Put the world back to its start',
    description:
      'The world becomes what every world begins as: the fixture, clock, scenario and settings of the start, and an empty journal. Its seed and its snapshots stay. `only` puts back parts.',
    request: { body: optionalBody(ResetScope) },
    responses: {
      200: answer('The world after it.', WorldSummary),
      ...withBody,
    },
  }),

  exportState: createRoute({
    ...common,
    operationId: 'exportState',
    method: 'get',
    path: '/__admin/state',
    summary: 'Export the world',
    description: 'Everything that is in the world, without its secrets, as `importState` takes it.',
    responses: {
      200: answer('The world.', WorldState),
      ...always,
    },
  }),

  importState: createRoute({
    ...common,
    operationId: 'importState',
    method: 'put',
    path: '/__admin/state',
    summary: 'Import a world',
    description: 'Replaces everything that is in the world; its journal and its snapshots stay.',
    request: { body: body(WorldState) },
    responses: {
      200: answer('The world after it.', WorldSummary),
      ...withBody,
    },
  }),

  worlds: createRoute({
    ...common,
    operationId: 'worlds',
    method: 'get',
    path: '/__admin/worlds',
    summary: 'List the worlds',
    description: 'Every world that was made, in the order of their making.',
    responses: {
      200: answer('The worlds.', z.array(WorldSummary)),
      ...always,
    },
  }),

  createWorld: createRoute({
    ...common,
    operationId: 'createWorld',
    method: 'post',
    path: '/__admin/worlds',
    summary: 'Make a world',
    description:
      'A world is also made by its first request; this one may be a copy, or have another seed.',
    request: { body: body(NewWorld) },
    responses: {
      201: answer('The new world.', WorldSummary),
      404: notThere('origin'),
      409: refused('There is a world of that name.'),
      ...withBody,
    },
  }),

  dropWorld: createRoute({
    ...common,
    operationId: 'dropWorld',
    method: 'delete',
    path: '/__admin/worlds/{id}',
    summary: 'Drop a world',
    description: 'Its state, journal and snapshots are gone; a request to it begins it anew.',
    request: { params: params.world },
    responses: {
      200: answer('The world that was dropped.', WorldSummary),
      404: notThere('world'),
      ...always,
    },
  }),

  snapshots: createRoute({
    ...common,
    operationId: 'snapshots',
    method: 'get',
    path: '/__admin/snapshots',
    summary: 'List the snapshots of the world',
    description: 'In the order of their taking.',
    responses: {
      200: answer('The snapshots.', z.array(Snapshot)),
      ...always,
    },
  }),

  takeSnapshot: createRoute({
    ...common,
    operationId: 'takeSnapshot',
    method: 'post',
    path: '/__admin/snapshots/{name}',
    summary: 'Keep a copy of the world',
    description: 'One of the same name is replaced. Snapshots live in memory.',
    request: { params: params.snapshot },
    responses: {
      201: answer('The snapshot.', Snapshot),
      ...always,
    },
  }),

  restoreSnapshot: createRoute({
    ...common,
    operationId: 'restoreSnapshot',
    method: 'post',
    path: '/__admin/snapshots/{name}/restore',
    summary: 'Put the world back to a snapshot',
    description: 'Everything is as it was then, steering and clock included; the journal goes on.',
    request: { params: params.snapshot },
    responses: {
      200: answer('The world after it.', WorldSummary),
      404: notThere('snapshot'),
      ...always,
    },
  }),

  dropSnapshot: createRoute({
    ...common,
    operationId: 'dropSnapshot',
    method: 'delete',
    path: '/__admin/snapshots/{name}',
    summary: 'Drop a snapshot',
    description: 'The world stays as it is.',
    request: { params: params.snapshot },
    responses: {
      200: answer('The snapshot that was dropped.', Snapshot),
      404: notThere('snapshot'),
      ...always,
    },
  }),

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

  requests: createRoute({
    ...common,
    operationId: 'requests',
    method: 'get',
    path: '/__admin/requests',
    summary: 'Read the journal',
    description: 'The last requests of the world, oldest first, without their secrets.',
    responses: {
      200: answer('The requests.', z.array(JournalEntry)),
      ...always,
    },
  }),

  clearRequests: createRoute({
    ...common,
    operationId: 'clearRequests',
    method: 'delete',
    path: '/__admin/requests',
    summary: 'Empty the journal',
    description: 'The numbers of the requests go on.',
    responses: {
      200: answer('How many were removed.', Count),
      ...always,
    },
  }),

  request: createRoute({
    ...common,
    operationId: 'request',
    method: 'get',
    path: '/__admin/requests/{id}',
    summary: 'Read one request',
    description: 'As it stands in the journal.',
    request: { params: params.request },
    responses: {
      200: answer('The request.', JournalEntry),
      404: notThere('request'),
      ...always,
    },
  }),

  findRequests: createRoute({
    ...common,
    operationId: 'findRequests',
    method: 'post',
    path: '/__admin/requests/find',
    summary: 'Find requests',
    description: 'Those that fit a request pattern of WireMock, oldest first.',
    request: { body: body(RequestPattern) },
    responses: {
      200: answer('The requests that fit.', z.array(JournalEntry)),
      ...withBody,
    },
  }),

  countRequests: createRoute({
    ...common,
    operationId: 'countRequests',
    method: 'post',
    path: '/__admin/requests/count',
    summary: 'Count requests',
    description: 'Those that fit a request pattern of WireMock.',
    request: { body: body(RequestPattern) },
    responses: {
      200: answer('How many fit.', Count),
      ...withBody,
    },
  }),

  verifyRequests: createRoute({
    ...common,
    operationId: 'verifyRequests',
    method: 'post',
    path: '/__admin/requests/verify',
    summary: 'Verify that requests were made',
    description:
      'Fails unless as many requests fit the pattern as it says: at least one by default.',
    request: { body: body(Expectation) },
    responses: {
      200: answer('How many fit.', Count),
      406: {
        description: 'Too few or too many fit; the nearest misses say in what they differ.',
        content: problemContent(VerifyProblem),
        ...ours,
      },
      ...withBody,
    },
  }),

  explain: createRoute({
    ...common,
    operationId: 'explain',
    method: 'get',
    path: '/__admin/requests/{id}/explain',
    summary: 'Explain an answer',
    description:
      'The route, each validation, what steered, the Twilio calls, the ids drawn and the clock, with the rules behind.',
    request: { params: params.request },
    responses: {
      200: answer('Why it was answered so.', Explanation),
      404: notThere('request'),
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

  fidelity: createRoute({
    ...common,
    operationId: 'fidelity',
    method: 'get',
    path: '/__admin/fidelity',
    summary: 'Say how much every rule rests on',
    description: 'Every mark of `openapi.json`, by its place.',
    responses: {
      200: answer('The rules.', z.array(Rule)),
      ...always,
    },
  }),
} as const
