/*
 * Every sentence of the five seed pages that a client could observe, with a test that names it: the page, the words,
 * and what Trunkline makes of them. Two of the five are plain renderings of create- and update-twilio-provider and say
 * nothing else. A sentence that a page repeats, also in other words, has one test for that page. What an attribute
 * list prints (type, required, limits) is compared with openapi.json in contract/seeds-table.test.ts too.
 *
 * Not observable, and why:
 *
 * | Page   | Sentence                                                | Reason                                |
 * |--------|---------------------------------------------------------|---------------------------------------|
 * | create | "Found in the Twilio Console dashboard …" (twice)       | says where a human looks              |
 * | get    | "… not available in the generic provider endpoint"      | get-provider's own schema lists them  |
 * | all    | "Used to identify the provider in the UI …"             | no UI; "API responses" is tested      |
 * | all    | "Affects call routing latency and regional compliance." | no calls are made                     |
 * | all    | "Used for routing outbound calls through Twilio."       | no calls; whose URI it is is tested   |
 * | all    | "… allows warm and cold transfers during calls."        | no calls; the transfer mode is tested |
 * | all    | `string | null` of four members of the answer           | Trunkline always knows their values   |
 * | all    | "Request DTO …", "Response DTO …", headings             | say what the text after them is about |
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Fixture } from '../src/contract/fixture.ts'
import type { TwilioOperation } from '../src/contract/scenario.ts'
import { importPhoneNumbers } from '../src/domain/imports.ts'
import { createProvider, type NewProvider, readProvider } from '../src/domain/providers.ts'
import { addPhoneNumber } from '../src/domain/twilio/phone-numbers.ts'
import { fetchTrunk, updateTrunk } from '../src/domain/twilio/trunks.ts'
import type { World } from '../src/domain/world.ts'
import { toTwilioProvider } from '../src/http/twilio-providers.ts'
import { type Options, type Scenario, steeringToken } from '../src/index.ts'
import {
  ACCOUNT_SID,
  type Answer,
  AUTH_TOKEN,
  type Client,
  PROVIDERS,
  startInProcess,
  validBody,
} from './support/client.ts'
import { advance, newWorld } from './support/world.ts'

const OTHER_ACCOUNT_SID = 'ACbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
const OTHER_AUTH_TOKEN = 'fedcba9876543210fedcba9876543210'
const SAMPLE_ID = '3c90c3cc-0d44-4b50-8888-8dd25736052a'
const COMMON_REGIONS = ['us1', 'us2', 'ie1', 'de1', 'au1', 'jp1', 'br1', 'sg1']
const HOUR = 3_600_000

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TRUNK_SID = /^TK[a-f0-9]{32}$/
const TERMINATION_URI = /^sip:[a-z0-9-]+\.pstn\.twilio\.com$/
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** Verification runs within the create, so that every page can show its result. */
const AT_ONCE = { progression: { mode: 'immediate' } } as const

type AnswerFor = (client: Client, body?: object) => Promise<Answer>

/** The three pages that answer with a provider: what they say of its members, they all say. */
const PAGES: [page: string, answerFor: AnswerFor][] = [
  ['create-twilio-provider', (client, body) => client.create(body)],
  ['get-twilio-provider', async (client, body) => client.get(await made(client, body))],
  ['update-twilio-provider', async (client, body) => client.update(await made(client, body), {})],
]

// ---- create-twilio-provider ----

test('create-twilio-provider: "automatic SIP trunk configuration": the answer has a trunk that the request does not mention', async () => {
  const { status, body } = await (await startInProcess()).create()
  expect(status).toBe(201)
  expect(body).toMatchObject({
    trunkSid: expect.stringMatching(TRUNK_SID),
    terminationUri: expect.stringMatching(TERMINATION_URI),
  })
})

test('create-twilio-provider: "Validates credentials with Twilio, creates a SIP trunk, sets up credential lists, and generates SIP credentials": in that order [create/steps]', () => {
  const world = newWorld()
  connect(world)
  expect(world.exchange.twilioCalls.map((call) => [call.operation, call.status])).toEqual([
    ['FetchAccount', 200],
    ['CreateTrunk', 201],
    ['CreateSipCredentialList', 201],
    ['CreateCredentialList', 201],
    ['CreateSipCredential', 201],
  ])
})

test('create-twilio-provider: "Validates credentials with Twilio": credentials that Twilio refuses make no provider', () => {
  const world = newWorld()
  connect(world)
  const { providers, twilio } = structuredClone(world)
  const withWrongToken = () => connect(world, { authToken: OTHER_AUTH_TOKEN })
  expect(withWrongToken).toThrow(expect.objectContaining({ code: 'credentials-refused' }))
  expect(world).toMatchObject({ providers, twilio })
})

test('create-twilio-provider: "All credentials are encrypted before storage": neither token nor SIP password is in the data file [create/encrypted]', async () => {
  const { file, body } = await createOnDisk()
  const world = newWorld()
  // The same seed draws the same provider, so its twin in memory has the same SIP credential.
  const twin = connect(world)
  const { authUser, authPassword } = sipCredentialOf(world, twin.sipCredentialId)
  expect(body.id).toBe(twin.id)
  expect(file).toContain(authUser)
  expect(file).not.toContain(authPassword)
  expect(file).not.toContain(AUTH_TOKEN)
})

test('create-twilio-provider: "A new trunk is created in your Twilio account with termination URI": each provider has its own, in its account', () => {
  const world = newWorld()
  const [first, second] = [connect(world), connect(world)]
  expect(first.trunkSid).not.toBe(second.trunkSid)
  expect(world.twilio.accounts[ACCOUNT_SID]?.trunkSids).toEqual([first.trunkSid, second.trunkSid])
  const { domainName } = trunkOf(world, first)
  expect(toTwilioProvider(first).terminationUri).toBe(`sip:${domainName}`)
})

test('create-twilio-provider: "A credential list is created and attached to the trunk" [create/credential-list]', () => {
  const world = newWorld()
  const provider = connect(world)
  expect(world.twilio.accounts[ACCOUNT_SID]?.credentialListSids).toEqual([
    provider.credentialListSid,
  ])
  expect(trunkOf(world, provider).credentialListSids).toEqual([provider.credentialListSid])
})

test('create-twilio-provider: "Username/password credentials are generated for call authentication": Twilio and the local record have the same user', () => {
  const world = newWorld()
  const provider = connect(world)
  const list = world.twilio.credentialLists[provider.credentialListSid]
  expect(list?.credentialSids).toEqual([provider.credentialSid])
  const { authUser, server } = sipCredentialOf(world, provider.sipCredentialId)
  expect(world.twilio.credentials[provider.credentialSid]?.username).toBe(authUser)
  expect(server).toBe(trunkOf(world, provider).domainName)
})

test('create-twilio-provider: "Provider and SIP credentials are stored securely in your organization": both records belong to it', () => {
  const world = newWorld()
  const provider = connect(world, { organisation: 'ours' })
  expect(world.providers[provider.id]?.organisation).toBe('ours')
  expect(sipCredentialOf(world, provider.sipCredentialId)).toMatchObject({
    organisation: 'ours',
    providerId: provider.id,
  })
})

test('create-twilio-provider: "stored securely in your organization": the key of another organisation does not find it [authentication/own-things-only]', async () => {
  const client = await startInProcess()
  const id = await made(client)
  expect((await client.get(id)).status).toBe(200)
  expect((await client.get(id, { key: 'another-key' })).status).toBe(404)
})

test.each([
  ['Read access to account information', 'FetchAccount'],
  ['Create/manage SIP trunking resources', 'CreateTrunk'],
  ['Create/manage SIP trunking resources', 'CreateCredentialList'],
  ['Create/manage credential lists', 'CreateSipCredentialList'],
  ['Create/manage credential lists', 'CreateSipCredential'],
] as const)(
  'create-twilio-provider: "Your Twilio credentials must have the following permissions": without "%s" (%s) nothing is made [create/permissions]',
  (_, operation) => {
    const world = newWorld({ scenario: { twilio: [{ operation, error: 20403 }] } })
    expect(() => connect(world)).toThrow(expect.objectContaining({ code: 'credentials-refused' }))
    expect(world).toMatchObject({ providers: {}, sipCredentials: {} })
    expect(world.twilio).toMatchObject({ trunks: {}, credentialLists: {}, credentials: {} })
  },
)

test('create-twilio-provider: "Read incoming phone numbers": without that permission the numbers cannot be verified', () => {
  const world = newWorld({
    scenario: { twilio: [{ operation: 'ListPhoneNumber', error: 20403 }] },
  })
  const provider = connect(world)
  importNumber(world, provider, '+14155550100')
  const { verificationStatus, verificationDetails } = toTwilioProvider(
    readProvider(world, 'ours', provider.id),
  )
  expect(verificationStatus).toBe('failed')
  expect(verificationDetails?.filter((it) => it.status === 'failed')).toMatchObject([
    { checkName: 'Phone Numbers' },
  ])
})

test('create-twilio-provider: "Auth Token is encrypted before storage": a restart still knows it, though the file does not show it', async () => {
  const { file, body, directory } = await createOnDisk()
  expect(file).not.toContain(AUTH_TOKEN)
  const restarted = await startInProcess({ data: directory })
  expect((await restarted.get(body.id)).body.verificationStatus).toBe('verified')
})

test('create-twilio-provider: "Account SID is stored as plain text": the data file shows it [create/account-sid-in-clear]', async () => {
  const { file } = await createOnDisk()
  expect(file).toContain(`"accountSid":"${ACCOUNT_SID}"`)
})

test.each([
  ['is created', 201, validBody],
  ['is not valid', 400, { ...validBody, accountSid: AUTH_TOKEN }],
  ['is not JSON', 400, JSON.stringify(validBody).slice(0, -1)],
])(
  'create-twilio-provider: "Auth Token is never exposed in API responses": not when what was sent %s',
  async (_, status, body) => {
    const answer = await (await startInProcess()).send('POST', PROVIDERS, { body })
    expect(answer.status).toBe(status)
    expect(shown(answer)).not.toContain(AUTH_TOKEN)
  },
)

test('create-twilio-provider: "Auth Token is never exposed in API responses": neither the right one nor the wrong one when Twilio refuses it', async () => {
  const client = await startInProcess()
  await client.create()
  const answer = await client.create({ ...validBody, authToken: OTHER_AUTH_TOKEN })
  expect(answer.status).toBe(400)
  expect(shown(answer)).not.toContain(AUTH_TOKEN)
  expect(shown(answer)).not.toContain(OTHER_AUTH_TOKEN)
})

test('create-twilio-provider: "SIP passwords are randomly generated (32 characters)": each has its own, of three classes', () => {
  const world = newWorld()
  const passwords = [connect(world), connect(world)].map(
    (it) => sipCredentialOf(world, it.sipCredentialId).authPassword,
  )
  for (const password of passwords) {
    expect(password).toMatch(/^[a-zA-Z0-9]{32}$/)
    expect(password).toMatch(/[a-z]/)
    expect(password).toMatch(/[A-Z]/)
    expect(password).toMatch(/[0-9]/)
  }
  expect(passwords[0]).not.toBe(passwords[1])
})

test('create-twilio-provider: "SIP passwords are randomly generated": another seed draws another one', () => {
  const passwords = [newWorld({ seed: 1 }), newWorld({ seed: 2 })].map(
    (world) => sipCredentialOf(world, connect(world).sipCredentialId).authPassword,
  )
  expect(passwords[0]).not.toBe(passwords[1])
})

test.each([
  ['accountSid', 'AccountSid'],
  ['authToken', 'AuthToken'],
  ['name', 'Name'],
])(
  'create-twilio-provider: "Contains required Twilio API credentials" (%s "required", "Minimum string length: 1"): refused when absent, null or empty',
  async (member, key) => {
    const client = await startInProcess()
    for (const value of [undefined, null, '']) {
      const { status, body } = await client.create({ ...validBody, [member]: value })
      expect(status).toBe(400)
      expect(Object.keys(body.errors)).toEqual([key])
    }
  },
)

test('create-twilio-provider: "and optional configuration settings for the SIP trunk setup": region and supportsCallTransfer may be left out or given', async () => {
  const client = await startInProcess()
  expect((await client.create()).status).toBe(201)
  const settings = { region: 'ie1', supportsCallTransfer: true }
  expect(await client.create({ ...validBody, ...settings })).toMatchObject({
    status: 201,
    body: settings,
  })
})

test('create-twilio-provider: "Twilio Account SID for API authentication": Twilio is asked for that account', () => {
  const world = newWorld()
  connect(world, { accountSid: OTHER_ACCOUNT_SID })
  expect(world.exchange.twilioCalls[0]?.path).toBe(`/2010-04-01/Accounts/${OTHER_ACCOUNT_SID}.json`)
})

test.each([
  ['33 characters', `AC${'a'.repeat(31)}`],
  ['35 characters', `AC${'a'.repeat(33)}`],
  ['another prefix', `SK${'a'.repeat(32)}`],
  ['a lower-case prefix', `ac${'a'.repeat(32)}`],
  ['upper-case digits', `AC${'A'.repeat(32)}`],
  ['digits that are not hexadecimal', `AC${'g'.repeat(32)}`],
  ['the placeholder "ACxxx…" of the page', `AC${'x'.repeat(32)}`],
  ['a line break after it', `${ACCOUNT_SID}\n`],
])(
  'create-twilio-provider: "Must be exactly 34 characters starting with \'AC\' followed by 32 lowercase hexadecimal characters": refuses %s',
  async (_, accountSid) => {
    const { status, body } = await (await startInProcess()).create({ ...validBody, accountSid })
    expect(status).toBe(400)
    expect(Object.keys(body.errors)).toEqual(['AccountSid'])
  },
)

test('create-twilio-provider: "Format: AC[a-f0-9]{32}": takes every lowercase hexadecimal digit', async () => {
  const accountSid = 'AC0123456789abcdef0123456789abcdef'
  const { status, body } = await (await startInProcess()).create({ ...validBody, accountSid })
  expect(status).toBe(201)
  expect(body.accountSid).toBe(accountSid)
})

test('create-twilio-provider: "Twilio Auth Token for API authentication": only the token of the account is accepted', async () => {
  const client = await startInProcess()
  expect((await client.create()).status).toBe(201)
  const { status, body } = await client.create({ ...validBody, authToken: OTHER_AUTH_TOKEN })
  expect(status).toBe(400)
  expect(body.detail).toContain('20003')
})

test.each([
  ['31 characters', 'a'.repeat(31)],
  ['33 characters', 'a'.repeat(33)],
  ['upper-case digits', 'A'.repeat(32)],
  ['digits that are not hexadecimal', 'g'.repeat(32)],
  ['a line break after it', `${AUTH_TOKEN}\n`],
])(
  'create-twilio-provider: "Must be exactly 32 lowercase hexadecimal characters": refuses %s',
  async (_, authToken) => {
    const { status, body } = await (await startInProcess()).create({ ...validBody, authToken })
    expect(status).toBe(400)
    expect(Object.keys(body.errors)).toEqual(['AuthToken'])
  },
)

test('create-twilio-provider: "Format: [a-f0-9]{32}": takes every lowercase hexadecimal digit', async () => {
  const body = { ...validBody, authToken: '0123456789abcdeffedcba9876543210' }
  expect((await (await startInProcess()).create(body)).status).toBe(201)
})

test.each([
  ['no character', '', 400],
  ['1 character', 'a', 201],
  ['100 characters', 'a'.repeat(100), 201],
  ['100 characters outside the basic plane', '🎧'.repeat(100), 201],
  ['101 characters', 'a'.repeat(101), 400],
])(
  'create-twilio-provider: "Required string length: 1 - 100": a name of %s',
  async (_, name, expected) => {
    const { status } = await (await startInProcess()).create({ ...validBody, name })
    expect(status).toBe(expected)
  },
)

test.each([
  ['left out', validBody],
  ['null ("string | null")', { ...validBody, region: null }],
])(
  'create-twilio-provider: "If not specified, defaults to the closest available region": us1 when %s [create/region-null]',
  async (_, body) => {
    expect((await (await startInProcess()).create(body)).body.region).toBe('us1')
  },
)

test.each([...COMMON_REGIONS, 'mars1'])(
  'create-twilio-provider: "Twilio region for SIP trunk configuration … Common values": takes %s [create/region-any-text]',
  async (region) => {
    const { status, body } = await (await startInProcess()).create({ ...validBody, region })
    expect(status).toBe(201)
    expect(body.region).toBe(region)
  },
)

test.each([
  [true, 'enable-all'],
  [false, 'disable-all'],
])(
  'create-twilio-provider: "Whether to enable call transfer support" (%s): the trunk is %s [create/trunk-transfers]',
  (supportsCallTransfer, transferMode) => {
    const world = newWorld()
    const provider = connect(world, { supportsCallTransfer })
    expect(trunkOf(world, provider).transferMode).toBe(transferMode)
  },
)

test('create-twilio-provider: "Defaults to false": call transfer is off when left out', async () => {
  expect((await (await startInProcess()).create()).body.supportsCallTransfer).toBe(false)
})

test.each([
  ['string', 'accountSid', 34],
  ['string', 'authToken', {}],
  ['string', 'name', ['Main']],
  ['string | null', 'region', 1],
  ['boolean', 'supportsCallTransfer', 'true'],
  ['boolean', 'supportsCallTransfer', null],
])('create-twilio-provider: "%s" (%s): refuses %j', async (_, member, value) => {
  const { status, body } = await (await startInProcess()).create({ ...validBody, [member]: value })
  expect(status).toBe(400)
  expect(Object.keys(body.errors)).toEqual([`$.${member}`])
})

test('create-twilio-provider: "Twilio provider created successfully with SIP trunk configured": the check of the trunk passes', async () => {
  const client = await startInProcess()
  const { body } = await client.get(await made(client))
  expect(body.verificationDetails).toContainEqual(
    expect.objectContaining({ checkName: 'Trunk', status: 'passed' }),
  )
})

// ---- what all three pages say of the answer ----

test.each([
  [
    'create-twilio-provider',
    'POST',
    201,
    { ...validBody, region: 'us1', supportsCallTransfer: true },
  ],
  ['get-twilio-provider', 'GET', 200, undefined],
  [
    'update-twilio-provider',
    'PUT',
    200,
    { name: 'New', region: 'us1', supportsCallTransfer: true },
  ],
])(
  '%s: the code sample, with real values for its placeholders, gets the JSON that is printed',
  async (_, method, success, sent) => {
    const client = await startInProcess(withVerification(AT_ONCE))
    const path = method === 'POST' ? PROVIDERS : `${PROVIDERS}/${await made(client)}`
    const { status, headers, body } = await client.send(method, path, { body: sent })
    expect(status).toBe(success)
    expect(headers.get('Content-Type')).toMatch(/^application\/json/)
    const check = {
      checkName: expect.any(String),
      message: expect.any(String),
      status: 'passed',
      timestamp: expect.stringMatching(DATE_TIME),
      details: expect.any(Object),
    }
    const printed = {
      name: expect.any(String),
      providerType: 'twilio',
      accountSid: expect.any(String),
      id: expect.stringMatching(UUID),
      verificationStatus: 'verified',
      lastVerifiedAt: expect.stringMatching(DATE_TIME),
      phoneNumberCount: expect.any(Number),
      verificationDetails: [check, check, check, check],
      trunkSid: expect.any(String),
      terminationUri: expect.any(String),
      region: expect.any(String),
      supportsCallTransfer: expect.any(Boolean),
    }
    expect(body).toEqual(printed)
    expect(Object.keys(body)).toEqual(Object.keys(printed))
    expect(Object.keys(body.verificationDetails[0])).toEqual(Object.keys(check))
  },
)

test.each([
  ['create-twilio-provider', 'POST', PROVIDERS, validBody],
  ['get-twilio-provider', 'GET', `${PROVIDERS}/${SAMPLE_ID}`, undefined],
  ['update-twilio-provider', 'PUT', `${PROVIDERS}/${SAMPLE_ID}`, {}],
])('%s: "Authorization: \'Bearer <token>\'": nothing without it', async (_, method, path, body) => {
  const { status } = await (await startInProcess()).send(method, path, { key: null, body })
  expect(status).toBe(401)
})

test.each(PAGES)(
  '%s: "Contains Twilio-specific configuration details including account identifier, SIP trunk configuration, and regional settings"',
  async (_, answerFor) => {
    const { body } = await answerFor(await startInProcess(), { ...validBody, region: 'ie1' })
    expect(body).toMatchObject({
      accountSid: ACCOUNT_SID,
      trunkSid: expect.stringMatching(TRUNK_SID),
      terminationUri: expect.stringMatching(TERMINATION_URI),
      region: 'ie1',
    })
  },
)

test.each(PAGES)(
  '%s: "AuthToken is intentionally excluded from responses for security"',
  async (_, answerFor) => {
    const answer = await answerFor(await startInProcess())
    expect(answer.status).toBeLessThan(300)
    expect(shown(answer)).not.toMatch(/authToken/i)
    expect(shown(answer)).not.toContain(AUTH_TOKEN)
  },
)

test.each(PAGES)(
  '%s: "Display name for the provider integration. Used to identify the provider in the UI and API responses": two providers of one account answer with their names',
  async (_, answerFor) => {
    const client = await startInProcess()
    for (const name of ['Support line', 'Продажи ☎']) {
      expect((await answerFor(client, { ...validBody, name })).body.name).toBe(name)
    }
  },
)

test.each(PAGES)(
  '%s: "Type of VoIP provider. Always returns Twilio for this DTO": twilio',
  async (_, answerFor) => {
    expect((await answerFor(await startInProcess())).body.providerType).toBe('twilio')
  },
)

test.each(PAGES)(
  '%s: "A unique identifier for the Twilio account associated with this provider. Format: AC[a-f0-9]{32}": the SID that was given',
  async (_, answerFor) => {
    const client = await startInProcess()
    for (const accountSid of [ACCOUNT_SID, OTHER_ACCOUNT_SID]) {
      expect((await answerFor(client, { ...validBody, accountSid })).body.accountSid).toBe(
        accountSid,
      )
    }
  },
)

test.each(PAGES)(
  '%s: "Unique identifier for the provider integration" (string<uuid>): the provider is found under it, and no other',
  async (_, answerFor) => {
    const client = await startInProcess()
    const first = (await answerFor(client, { ...validBody, name: 'First' })).body
    const second = (await answerFor(client, { ...validBody, name: 'Second' })).body
    expect(first.id).toMatch(UUID)
    expect(second.id).toMatch(UUID)
    expect((await client.get(first.id)).body.name).toBe('First')
    expect((await client.get(second.id)).body.name).toBe('Second')
  },
)

test.each(
  PAGES.flatMap(([page, answerFor]) =>
    (['pending', 'verified', 'warning', 'failed'] as const).map(
      (outcome) => [page, outcome, answerFor] as const,
    ),
  ),
)(
  '%s: "Supported values: pending, verified, warning, failed": %s',
  async (_, outcome, answerFor) => {
    const client = await startInProcess(withVerification({ ...AT_ONCE, outcome }))
    expect((await answerFor(client)).body.verificationStatus).toBe(outcome)
  },
)

test.each(PAGES)(
  '%s: "Current verification status of the provider credentials. Indicates the health and validity of the integration": failed when the credentials fail',
  async (_, answerFor) => {
    const checks = { Credentials: 'failed' } as const
    const client = await startInProcess(withVerification({ ...AT_ONCE, checks }))
    expect((await answerFor(client)).body.verificationStatus).toBe('failed')
  },
)

test.each(PAGES)(
  '%s: "Timestamp when the provider credentials were last verified"',
  async (_, answerFor) => {
    const now = '2025-06-07T08:09:10Z'
    const client = await startInProcess({ now, ...withVerification(AT_ONCE) })
    expect((await answerFor(client)).body.lastVerifiedAt).toBe(now)
  },
)

test.each(PAGES)(
  '%s: "Null if verification has never been performed": time and details',
  async (_, answerFor) => {
    const never = { ...validBody, authToken: steeringToken({ kind: 'pending' }) }
    expect((await answerFor(await startInProcess(), never)).body).toMatchObject({
      verificationStatus: 'pending',
      lastVerifiedAt: null,
      verificationDetails: null,
    })
  },
)

test.each(PAGES)(
  '%s: "Detailed results of the last verification. Contains individual check results with status, messages, and timestamps"',
  async (_, answerFor) => {
    const now = '2025-06-07T08:09:10Z'
    const checks = { 'Phone Numbers': 'warning' } as const
    const client = await startInProcess({ now, ...withVerification({ ...AT_ONCE, checks }) })
    const message = expect.stringMatching(/^[A-Z].+\.$/)
    expect((await answerFor(client)).body.verificationDetails).toMatchObject([
      { checkName: 'Credentials', status: 'passed', message, timestamp: now },
      { checkName: 'Trunk', status: 'passed', message, timestamp: now },
      { checkName: 'Credential List', status: 'passed', message, timestamp: now },
      { checkName: 'Phone Numbers', status: 'warning', message, timestamp: now },
    ])
  },
)

test('get-twilio-provider: "Detailed results of the last verification": an hour later they are those of the next one', () => {
  const world = newWorld()
  const { id, trunkSid } = connect(world)
  const first = toTwilioProvider(readProvider(world, 'ours', id))
  delete world.twilio.trunks[trunkSid]
  advance(world, HOUR)
  const last = toTwilioProvider(readProvider(world, 'ours', id))
  expect(first).toMatchObject({
    verificationStatus: 'verified',
    lastVerifiedAt: '2025-01-01T00:00:00Z',
  })
  expect(last).toMatchObject({
    verificationStatus: 'failed',
    lastVerifiedAt: '2025-01-01T01:00:00Z',
  })
  expect(last.verificationDetails).toContainEqual(
    expect.objectContaining({
      checkName: 'Trunk',
      status: 'failed',
      timestamp: '2025-01-01T01:00:00Z',
    }),
  )
})

test('create-twilio-provider: "Total number of phone numbers currently imported and managed": none yet, whatever the account owns', async () => {
  const { client } = await withNumbers()
  const { body } = await client.create({ ...validBody, name: 'Second' })
  expect(body.phoneNumberCount).toBe(0)
})

test.each([
  ['get-twilio-provider', 'GET', undefined],
  ['update-twilio-provider', 'PUT', {}],
])(
  '%s: "Total number of phone numbers currently imported and managed": the imported ones, not all of the account',
  async (_, method, body) => {
    const { client, id } = await withNumbers()
    const answer = await client.send(method, `${PROVIDERS}/${id}`, { body })
    expect(answer.body.phoneNumberCount).toBe(2)
  },
)

test.each(PAGES)(
  '%s: "The unique identifier for the SIP trunk created in Twilio for this provider. Format: TK[a-f0-9]{32}": each has its own',
  async (_, answerFor) => {
    const client = await startInProcess()
    const sids = [(await answerFor(client)).body.trunkSid, (await answerFor(client)).body.trunkSid]
    expect(sids[0]).toMatch(TRUNK_SID)
    expect(sids[1]).toMatch(TRUNK_SID)
    expect(sids[0]).not.toBe(sids[1])
  },
)

test.each(PAGES)(
  '%s: "SIP trunk termination URI configured for this provider … Format: sip:.pstn.twilio.com": each has its own',
  async (_, answerFor) => {
    const client = await startInProcess()
    const uris = [(await answerFor(client)).body, (await answerFor(client)).body].map(
      (it) => it.terminationUri,
    )
    expect(uris[0]).toMatch(TERMINATION_URI)
    expect(uris[1]).toMatch(TERMINATION_URI)
    expect(uris[0]).not.toBe(uris[1])
  },
)

test.each(PAGES)(
  '%s: "Twilio region where the SIP trunk is configured … Common values: us1, us2, ie1, de1, au1, jp1, br1, sg1"',
  async (_, answerFor) => {
    const client = await startInProcess()
    for (const region of COMMON_REGIONS) {
      expect((await answerFor(client, { ...validBody, region })).body.region).toBe(region)
    }
  },
)

test.each(PAGES)('%s: "Whether the provider supports call transfers"', async (_, answerFor) => {
  const client = await startInProcess()
  for (const supportsCallTransfer of [true, false]) {
    const { body } = await answerFor(client, { ...validBody, supportsCallTransfer })
    expect(body.supportsCallTransfer).toBe(supportsCallTransfer)
  }
})

test('create-twilio-provider: "Requires proper Twilio account configuration and sufficient permissions": a provider with call transfer is refused without', async () => {
  const client = await startInProcess(withTwilio('CreateTrunk', 20403))
  const { status, body } = await client.create({ ...validBody, supportsCallTransfer: true })
  expect(status).toBe(400)
  expect(body.detail).toContain('20403')
})

test('get-twilio-provider: "Requires proper Twilio account configuration": verification warns when the trunk does not transfer calls', () => {
  const world = newWorld()
  const provider = connect(world, { supportsCallTransfer: true })
  const trunk = trunkOf(world, provider)
  updateTrunk(world, accountOf(world, provider), trunk, { transferMode: 'disable-all' })
  const read = toTwilioProvider(readProvider(world, 'ours', provider.id))
  expect(read).toMatchObject({ supportsCallTransfer: true, verificationStatus: 'warning' })
  expect(read.verificationDetails?.filter((it) => it.status === 'warning')).toMatchObject([
    { checkName: 'Trunk', details: { transferMode: 'disable-all' } },
  ])
})

test('update-twilio-provider: "Requires proper Twilio account configuration and sufficient permissions": without permission the setting stays', async () => {
  const client = await startInProcess(withTwilio('UpdateTrunk', 20403))
  const id = await made(client)
  expect((await client.update(id, { supportsCallTransfer: true })).status).toBe(409)
  expect((await client.get(id)).body.supportsCallTransfer).toBe(false)
})

// ---- get-twilio-provider ----

test.each([
  ['accountSid', 'Your Twilio Account SID', ACCOUNT_SID],
  ['trunkSid', 'SID of the auto-configured SIP trunk', expect.stringMatching(TRUNK_SID)],
  ['terminationUri', 'SIP termination URI for the trunk', expect.stringMatching(TERMINATION_URI)],
  ['region', 'Twilio region for the trunk', 'ie1'],
  ['supportsCallTransfer', 'Whether call transfer is enabled', true],
])(
  'get-twilio-provider: "returns Twilio-specific configuration details": %s, "%s"',
  async (member, _, value) => {
    const client = await startInProcess()
    const body = { ...validBody, region: 'ie1', supportsCallTransfer: true }
    expect((await client.get(await made(client, body))).body[member]).toEqual(value)
  },
)

test('get-twilio-provider: "SID of the auto-configured SIP trunk", "SIP termination URI for the trunk": Twilio has that trunk under that name', () => {
  const world = newWorld()
  const { id } = connect(world)
  const { trunkSid, terminationUri } = toTwilioProvider(readProvider(world, 'ours', id))
  expect(world.twilio.trunks[trunkSid ?? '']?.domainName).toBe(terminationUri?.slice('sip:'.length))
})

test('get-twilio-provider: "The Auth Token is never exposed in API responses for security reasons": not in a verification that fails either', async () => {
  const client = await startInProcess(withVerification({ outcome: 'failed' }))
  const answer = await client.get(await made(client))
  expect(answer.body.verificationStatus).toBe('failed')
  expect(shown(answer)).not.toContain(AUTH_TOKEN)
})

test('get-twilio-provider: "Only the Account SID is returned": nothing of the SIP credentials [provider/sip-password-hidden]', async () => {
  const world = newWorld()
  const twin = connect(world)
  const { authPassword } = sipCredentialOf(world, twin.sipCredentialId)
  const client = await startInProcess()
  const answer = await client.get(await made(client))
  expect(answer.body).toMatchObject({ id: twin.id, accountSid: ACCOUNT_SID })
  expect(shown(answer)).not.toContain(authPassword)
  expect(shown(answer)).not.toContain(twin.credentialSid)
})

test('get-twilio-provider: "Update provider: PUT /api/v1/providers/twilio/{id} - Update Twilio-specific configuration": the next GET shows it', async () => {
  const client = await startInProcess()
  const id = await made(client)
  await client.update(id, { region: 'de1' })
  expect((await client.get(id)).body.region).toBe('de1')
})

test.each([
  ['get-twilio-provider', 'GET', undefined],
  ['update-twilio-provider', 'PUT', {}],
])(
  '%s: "Provider identifier" (id, string<uuid>, required): one that is no uuid is refused, one that names nothing is not found',
  async (_, method, body) => {
    const client = await startInProcess()
    const malformed = await client.send(method, `${PROVIDERS}/main`, { body })
    expect(malformed.status).toBe(400)
    expect(Object.keys(malformed.body.errors)).toEqual(['id'])
    expect((await client.send(method, `${PROVIDERS}/${SAMPLE_ID}`, { body })).status).toBe(404)
  },
)

test('get-twilio-provider: "Returns Twilio provider successfully with all configuration details": 200, and no member is null', async () => {
  const client = await startInProcess()
  const { status, body } = await client.get(await made(client))
  expect(status).toBe(200)
  expect(Object.keys(body)).toHaveLength(12)
  expect(Object.values(body)).not.toContain(null)
})

// ---- update-twilio-provider ----

test('update-twilio-provider: "Updates an existing Twilio provider configuration": the same provider, changed', async () => {
  const client = await startInProcess()
  const id = await made(client)
  await client.update(id, { name: 'Renamed' })
  expect((await client.get(id)).body).toMatchObject({ id, name: 'Renamed' })
})

test.each([
  ['name', 'Display name for the provider', 'Renamed'],
  ['region', 'Twilio region for SIP trunk (us1, us2, ie1, de1, etc.)', 'de1'],
  ['supportsCallTransfer', 'Enable/disable call transfer support', true],
])(
  'update-twilio-provider: "Only provided fields are updated": %s, "%s"',
  async (member, _, value) => {
    const client = await startInProcess()
    const { body } = await client.create()
    expect((await client.update(body.id, { [member]: value })).body).toEqual({
      ...body,
      [member]: value,
    })
  },
)

test.each([
  [false, true, 'enable-all'],
  [true, false, 'disable-all'],
])(
  'update-twilio-provider: "Enable/disable call transfer support": from %s to %s, and verification finds the trunk %s [update/trunk-follows]',
  async (from, to, transferMode) => {
    const client = await startInProcess()
    const id = await made(client, { ...validBody, supportsCallTransfer: from })
    expect((await client.update(id, { supportsCallTransfer: to })).body.supportsCallTransfer).toBe(
      to,
    )
    const { verificationDetails } = (await client.get(id)).body
    const details = expect.objectContaining({ transferMode })
    expect(verificationDetails).toContainEqual(
      expect.objectContaining({ checkName: 'Trunk', status: 'passed', details }),
    )
  },
)

test.each([
  ['an account SID', { accountSid: OTHER_ACCOUNT_SID }],
  ['an auth token', { authToken: OTHER_AUTH_TOKEN }],
  ['both', { accountSid: OTHER_ACCOUNT_SID, authToken: OTHER_AUTH_TOKEN }],
])(
  'update-twilio-provider: "Credentials (Account SID, Auth Token) cannot be updated through this endpoint": %s in the body changes nothing',
  async (_, credentials) => {
    const client = await startInProcess()
    const id = await made(client)
    expect((await client.update(id, { ...credentials, name: 'Renamed' })).status).toBe(200)
    // Had the token changed, Twilio would refuse it now.
    expect((await client.get(id)).body).toMatchObject({
      accountSid: ACCOUNT_SID,
      name: 'Renamed',
      verificationStatus: 'verified',
    })
  },
)

test('update-twilio-provider: "Create a new provider with the new credentials": it stands beside the old one', async () => {
  const client = await startInProcess()
  const old = await made(client)
  const credentials = { accountSid: OTHER_ACCOUNT_SID, authToken: OTHER_AUTH_TOKEN }
  const { status, body } = await client.create({ ...validBody, ...credentials })
  expect(status).toBe(201)
  expect((await client.get(body.id)).body.accountSid).toBe(OTHER_ACCOUNT_SID)
  expect((await client.get(old)).body.accountSid).toBe(ACCOUNT_SID)
})

test('update-twilio-provider: "Create a new provider if you need to change credentials": the account and the name may be taken already', async () => {
  const client = await startInProcess()
  const old = await made(client)
  const { status, body } = await client.create()
  expect(status).toBe(201)
  expect(body.id).not.toBe(old)
})

test('update-twilio-provider: "Only include the fields you want to change in the request body": two of three', async () => {
  const client = await startInProcess()
  const { body } = await client.create({ ...validBody, region: 'ie1' })
  const change = { name: 'Renamed', supportsCallTransfer: true }
  expect((await client.update(body.id, change)).body).toEqual({ ...body, ...change })
})

test.each([
  ['none of them', {}],
  ['a null name ("string | null")', { name: null }],
  ['a null region ("string | null")', { region: null }],
  ['a null supportsCallTransfer ("boolean | null")', { supportsCallTransfer: null }],
])(
  'update-twilio-provider: "All fields are optional and only provided fields will be updated": %s leaves everything as it is',
  async (_, change) => {
    const client = await startInProcess()
    const settings = { region: 'ie1', supportsCallTransfer: true }
    const { body } = await client.create({ ...validBody, ...settings })
    const answer = await client.update(body.id, change)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(body)
  },
)

test.each([
  ['no character, as no minimum is printed', '', 200],
  ['100 characters', 'a'.repeat(100), 200],
  ['101 characters', 'a'.repeat(101), 400],
])(
  'update-twilio-provider: "Maximum string length: 100": a name of %s',
  async (_, name, expected) => {
    const client = await startInProcess()
    expect((await client.update(await made(client), { name })).status).toBe(expected)
  },
)

test.each([...COMMON_REGIONS, 'mars1'])(
  'update-twilio-provider: "Twilio region for SIP trunk configuration … Common values": takes %s',
  async (region) => {
    const client = await startInProcess()
    expect((await client.update(await made(client), { region })).body.region).toBe(region)
  },
)

test.each([
  ['string | null', 'name', 5],
  ['string | null', 'region', ['ie1']],
  ['boolean | null', 'supportsCallTransfer', 'yes'],
])('update-twilio-provider: "%s" (%s): refuses %j', async (_, member, value) => {
  const client = await startInProcess()
  const { status, body } = await client.update(await made(client), { [member]: value })
  expect(status).toBe(400)
  expect(Object.keys(body.errors)).toEqual([`$.${member}`])
})

test('update-twilio-provider: "Twilio provider updated successfully": 200 with the provider', async () => {
  const client = await startInProcess()
  const { status, body } = await client.update(await made(client), { name: 'Renamed' })
  expect(status).toBe(200)
  expect(body.name).toBe('Renamed')
})

test('create-twilio-provider: "Use the /available-numbers endpoint to see phone numbers in your Twilio account"; get-twilio-provider: "List phone numbers in Twilio account"', async () => {
  const { send, id } = await withNumber()
  const { status, body } = await send('GET', `${PROVIDERS}/${id}/available-numbers`)
  expect([status, body.totalCount]).toEqual([200, 1])
  expect(body.items).toMatchObject([{ phoneNumber: '+14155550100', isImported: false }])
})

test('create-twilio-provider: "Import desired phone numbers using the /import-numbers endpoint"', async () => {
  const { send, get, id, phoneNumberSids } = await withNumber()
  const { body } = await send('POST', `${PROVIDERS}/${id}/import-numbers`, {
    body: { phoneNumberSids },
  })
  expect(body).toEqual({ successCount: 1, failedCount: 0, errors: [] })
  expect((await get(id)).body.phoneNumberCount).toBe(1)
})

test('create-twilio-provider: "Link imported phone numbers to agents for call handling"', async () => {
  const { send, id, phoneNumberSids } = await withNumber()
  await send('POST', `${PROVIDERS}/${id}/import-numbers`, { body: { phoneNumberSids } })
  const [number] = (await send('GET', `/api/v1/sip-phone-numbers?providerId=${id}`)).body.items
  const link = `/api/v1/sip-phone-numbers/${number.id}/agent-link?agentId=reception`
  expect((await send('PUT', link)).body.incomingCallsAgentId).toBe('reception')
})

test('get-twilio-provider: "GET /api/v1/providers/{id} - Returns polymorphic response with base provider fields"', async () => {
  const client = await startInProcess()
  const id = await made(client)
  const own = (await client.get(id)).body
  const generic = (await client.send('GET', `/api/v1/providers/${id}`)).body
  expect(generic).toEqual(own)
  expect(generic.providerType).toBe('twilio')
})

test('update-twilio-provider: "Create a new provider with the new credentials", "Import phone numbers to the new provider", "Delete the old provider"', async () => {
  const { create, send, get, id, phoneNumberSids } = await withNumber()
  await send('POST', `${PROVIDERS}/${id}/import-numbers`, { body: { phoneNumberSids } })
  const next = (await create({ ...validBody, name: 'Replacement' })).body
  await send('POST', `${PROVIDERS}/${next.id}/import-numbers`, { body: { phoneNumberSids } })
  expect((await send('DELETE', `/api/v1/providers/${id}`)).status).toBe(204)
  expect((await get(id)).status).toBe(404)
  expect((await get(next.id)).body).toMatchObject({
    phoneNumberCount: 1,
    verificationStatus: 'verified',
  })
})

/** Creates a provider in the domain. */
function connect(world: World, details: Partial<NewProvider> = {}) {
  const defaults = { ...validBody, supportsCallTransfer: false, organisation: 'ours' }
  return createProvider(world, { ...defaults, ...details })
}

/** A provider whose Twilio account owns one phone number, and the SID of that. */
async function withNumber() {
  const phoneNumbers = [{ phoneNumber: '+14155550100' }]
  const accounts = [{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, phoneNumbers }]
  const client = await startInProcess({ fixture: Fixture.parse({ accounts }) })
  const id = await made(client)
  const { body } = await client.send('GET', `${PROVIDERS}/${id}/available-numbers`)
  return { ...client, id, phoneNumberSids: [body.items[0].phoneNumberSid] }
}

/** Creates a provider over HTTP, and gives its id. */
async function made(client: Client, body: object = validBody): Promise<string> {
  return (await client.create(body)).body.id
}

/** Creates a provider in a simulator that keeps its worlds in files, and gives the file. */
async function createOnDisk() {
  const directory = await mkdtemp(join(tmpdir(), 'trunkline-seeds-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const { body } = await (await startInProcess({ data: directory })).create()
  const file = await readFile(join(directory, 'default.json'), 'utf8')
  return { directory, body, file }
}

/** A simulator that starts with a provider of an account with three numbers, of which two are imported. */
async function withNumbers() {
  const numbers = ['+14155550100', '+14155550101', '+14155550102']
  const phoneNumbers = numbers.map((phoneNumber) => ({ phoneNumber }))
  const { accountSid, authToken, name } = validBody
  const client = await startInProcess({
    fixture: {
      accounts: [{ accountSid, authToken, phoneNumbers }],
      providers: [{ id: SAMPLE_ID, accountSid, name, phoneNumbers: numbers.slice(1) }],
    },
  })
  return { client, id: SAMPLE_ID }
}

/** Options under which verification says this. */
function withVerification(verification: Scenario['verification']): Options {
  return { scenario: { name: 'test', description: 'of a test', verification } }
}

/** Options under which Twilio refuses one operation. */
function withTwilio(operation: TwilioOperation, error: 20403): Options {
  return { scenario: { name: 'test', description: 'of a test', twilio: [{ operation, error }] } }
}

function importNumber(world: World, provider: ReturnType<typeof connect>, phoneNumber: string) {
  const { sid } = addPhoneNumber(world, accountOf(world, provider), phoneNumber)
  importPhoneNumbers(world, 'ours', provider.id, [sid])
}

function trunkOf(world: World, provider: ReturnType<typeof connect>) {
  return fetchTrunk(world, accountOf(world, provider), provider.trunkSid)
}

function accountOf(world: World, { accountSid }: ReturnType<typeof connect>) {
  const account = world.twilio.accounts[accountSid]
  if (!account) throw new Error(`Cannot find account ${accountSid}`)
  return account
}

function sipCredentialOf(world: World, id: string) {
  const credential = world.sipCredentials[id]
  if (!credential) throw new Error(`Cannot find SIP credential ${id}: there is none`)
  return credential
}

/** Everything that the caller gets to see. */
function shown({ headers, text }: Answer): string {
  return `${JSON.stringify([...headers])}\n${text}`
}
