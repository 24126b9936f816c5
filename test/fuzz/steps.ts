import { expect } from 'vitest'
import type { WorldState } from '../../src/contract/state.ts'
import { PROVIDERS } from '../support/client.ts'
import type { Answer } from '../support/conformance.ts'
import {
  ACCOUNTS,
  dropTrunk,
  expectedStatus,
  isLetIn,
  KEYS,
  type ModelAccount,
  type ModelProvider,
  type ModelWorld,
  modeOf,
  newModel,
} from '../support/fuzz-model.ts'
import type { Scene, Steps } from '../support/fuzz-sequence.ts'

const STEERING_CODES = [
  '010000',
  '010001',
  '012000',
  '310200',
  '019999',
  '020003',
  '020429',
  '020503',
  '021244',
  '021243',
  '021248',
  '021240',
  '021242',
]
const MODES = ['disable-all', 'enable-all', 'sip-only']
const ACCOUNT_LIST = Object.values(ACCOUNTS)

const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % (all.length || 1)]
const isDone = (answer: Answer | null): answer is Answer => answer !== null && answer.status < 300
const said = (model: ModelWorld, provider: ModelProvider) =>
  model.hasScenario || provider.isSteered ? null : expectedStatus(model, provider)
const forgetSaid = ({ providers }: ModelWorld) => {
  for (const it of providers.values()) if (it.said !== 'pending') it.said = null
}
const steeringToken = (index: number) => '0'.repeat(26) + pick(STEERING_CODES, index)

/** A create that fails leaves nothing. Only where its answer took time may a verification have come due in it. */
function expectUntouched(before: WorldState, after: WorldState): void {
  const isLater = after.clock.now > before.clock.now
  const seen = ({ providers, sipCredentials, sipPhoneNumbers, twilio, counters }: WorldState) => ({
    providers: Object.values(providers).map(({ verification, ...rest }) =>
      isLater ? rest : { verification, ...rest },
    ),
    sipCredentials,
    sipPhoneNumbers,
    twilio,
    counters,
  })
  expect(seen(after)).toEqual(seen(before))
}

/** The requests of BlackBox's API. */
const blackBox: Steps = {
  async create({ model, before, key, a, b, send, exported }) {
    const { sid: accountSid, token } = pick(ACCOUNT_LIST, a) ?? ACCOUNTS.main
    const own = model.accounts.get(accountSid)?.tokens[0] ?? token
    const isSteering = b === 6
    const authToken = isSteering ? steeringToken(a) : b === 7 ? 'f'.repeat(32) : own
    const transfers = b % 2 === 1
    const body = { accountSid, authToken, name: `Name ${b % 3}`, supportsCallTransfer: transfers }
    const isSteered = isSteering || model.hasScenario
    const answer = await send('POST', PROVIDERS, { key, body, isDisturbed: isSteering })
    const after = await exported()
    const stored = after.providers[answer?.body?.id ?? '']
    if (!isDone(answer) || !stored) {
      expectUntouched(before, after)
      if (isSteered || model.hasFaults) return
      const isFull = accountSid === ACCOUNTS.trial.sid && trunksOf(model, accountSid) > 0
      expect(isFull || !isLetIn(model, accountSid, authToken)).toBe(true)
      return
    }
    model.trunks.set(stored.trunkSid, accountSid)
    model.providers.set(stored.id, {
      id: stored.id,
      key,
      accountSid,
      token: authToken,
      trunkSid: stored.trunkSid,
      domainName: stored.domainName,
      listSid: stored.credentialListSid,
      credentialSid: stored.credentialSid,
      transfers,
      mode: modeOf(transfers),
      hasDomain: true,
      hasList: true,
      hasCredential: true,
      numbers: new Map(),
      isSteered: isSteering,
      said: isSteered ? null : 'pending',
    })
    if (!isSteered) expect(answer.body.verificationStatus).toBe('pending')
  },

  async read({ model, provider, send, a, b }) {
    const it = provider()
    if (!it) return
    const path = [PROVIDERS, '/api/v1/providers'][b % 2]
    const stranger = KEYS.find((key) => key !== it.key)
    const other = await send('GET', `${path}/${it.id}`, { key: stranger ?? '' })
    if (other && !model.hasFaults) expect(other.status).toBe(404)
    const prefer = a === 7 ? '?__scenario=failed' : ''
    const answer = await send('GET', `${path}/${it.id}${prefer}`, { key: it.key })
    if (!isDone(answer) || prefer !== '') return
    if (it.said === 'pending' && b % 2 === 0) it.said = said(model, it)
    const status = answer.body.verificationStatus ?? answer.body.status
    if (it.said !== null && b % 2 === 0) expect(status).toBe(it.said)
    if (b % 2 === 1 && it.said === 'pending') it.said = null
  },

  async list({ model, send }) {
    for (const key of KEYS) {
      const mine = (all: Iterable<[string, string]>) =>
        [...all].filter(([, owner]) => owner === key).map(([id]) => id)
      const providers = [...model.providers.values()].map(
        (it) => [it.id, it.key] as [string, string],
      )
      const imported = [...model.providers.values()].flatMap((it) =>
        [...it.numbers.keys()].map((id) => [id, it.key] as [string, string]),
      )
      await expectListed('/api/v1/providers', mine(providers))
      await expectListed('/api/v1/sip-phone-numbers', mine([...model.manualNumbers, ...imported]))
      const credentials = await send('GET', '/api/v1/sip-credentials?take=1000', { key })
      if (isDone(credentials)) {
        const count = mine(model.manualCredentials).length + mine(providers).length
        expect(credentials.body.totalCount ?? credentials.body.items.length).toBe(count)
      }
      async function expectListed(path: string, ids: string[]) {
        const answer = await send('GET', `${path}?take=1000`, { key })
        if (!isDone(answer)) return
        const listed = answer.body.items.map(({ id }: { id: string }) => id)
        expect(listed.sort()).toEqual(ids.sort())
      }
    }
  },

  async update({ provider, send, b }) {
    const it = provider()
    if (!it) return
    const transfers = b % 2 === 1
    const body = { supportsCallTransfer: transfers, ...(b > 3 && { name: `Renamed ${b}` }) }
    const answer = await send('PUT', `${PROVIDERS}/${it.id}`, { key: it.key, body })
    if (!isDone(answer)) return
    if (it.transfers !== transfers) it.mode = modeOf(transfers)
    it.transfers = transfers
  },

  async verify({ model, provider, send }) {
    const it = provider()
    if (!it) return
    const answer = await send('POST', `/api/v1/providers/${it.id}/verify`, { key: it.key })
    if (!isDone(answer)) return
    it.said = said(model, it)
    if (it.said !== null) expect(answer.body.status).toBe(it.said)
  },

  async delete({ model, provider, send, exported }) {
    const it = provider()
    if (!it) return
    const answer = await send('DELETE', `/api/v1/providers/${it.id}`, { key: it.key })
    if (!isDone(answer)) return
    model.providers.delete(it.id)
    const { trunks, credentialLists } = (await exported()).twilio
    const mayStay = model.hasScenario || it.isSteered || !isLetIn(model, it.accountSid, it.token)
    if (!mayStay) expect(trunks[it.trunkSid]).toBeUndefined()
    if (!mayStay && !model.loose.has(it.listSid))
      expect(credentialLists[it.listSid]).toBeUndefined()
    if (mayStay) model.loose.add(it.listSid)
    const wasThere = model.trunks.has(it.trunkSid)
    const stays = trunks[it.trunkSid] !== undefined
    if (stays) model.loose.add(it.trunkSid)
    else if (wasThere) dropTrunk(model, it.trunkSid)
    if (stays) await syncNumbers(model, exported)
  },

  async rotate({ model, provider, send, a, b }) {
    const it = provider()
    if (!it) return
    const [first, second] = model.accounts.get(it.accountSid)?.tokens ?? ['', null]
    const isSteering = b === 7
    const authToken = isSteering ? steeringToken(a) : b > 4 ? 'f'.repeat(32) : (second ?? first)
    const answer = await send('PATCH', `${PROVIDERS}/${it.id}/auth-token`, {
      key: it.key,
      body: { authToken },
      isDisturbed: isSteering,
    })
    if (!isDone(answer)) return
    it.token = authToken
    it.isSteered ||= isSteering
  },

  async import({ model, provider, send, exported, a, b }) {
    const it = provider()
    if (!it) return
    const [sid, number] = pick([...model.numbers], a + b) ?? []
    if (!sid || !number) return
    await send('GET', `${PROVIDERS}/${it.id}/available-numbers?take=1`, { key: it.key })
    const isThere = [...it.numbers.values()].some(
      (other) => other === sid || model.numbers.get(other)?.phoneNumber === number.phoneNumber,
    )
    const answer = await send('POST', `${PROVIDERS}/${it.id}/import-numbers`, {
      key: it.key,
      body: { phoneNumberSids: [sid] },
    })
    if (!isDone(answer)) return
    if (!model.hasScenario && !it.isSteered) {
      const isPossible =
        !isThere &&
        isLetIn(model, it.accountSid, it.token) &&
        number.accountSid === it.accountSid &&
        model.trunks.has(it.trunkSid)
      const wasReleased = [...it.numbers.values()].some((other) => !model.numbers.has(other))
      if (!wasReleased) expect(answer.body.successCount).toBe(isPossible ? 1 : 0)
    }
    if (answer.body.successCount === 0) return
    number.trunkSid = it.trunkSid
    for (const { id, providerId, phoneNumberSid } of Object.values(
      (await exported()).sipPhoneNumbers,
    )) {
      if (providerId === it.id) it.numbers.set(id, phoneNumberSid ?? '')
    }
  },

  async removeNumber({ model, provider, send, exported, b }) {
    const it = provider()
    const [id] = pick([...(it?.numbers ?? [])], b) ?? []
    if (!it || !id) return
    const force = b % 2 === 0
    const path =
      b > 3 ? `/api/v1/sip-phone-numbers/${id}` : `${PROVIDERS}/${it.id}/phone-numbers/${id}`
    const answer = await send('DELETE', `${path}?force=${force}`, { key: it.key })
    if (!isDone(answer)) return
    it.numbers.delete(id)
    await syncNumbers(model, exported)
  },

  async enterNumber({ model, key, send, a, b }) {
    const credentialsId = pick([...model.manualCredentials], b)?.[0] ?? null
    const body = {
      phoneNumber: `+4420794600${10 + a}`,
      credentialsId: b > 3 ? credentialsId : null,
    }
    const answer = await send('POST', '/api/v1/sip-phone-numbers', { key, body })
    if (isDone(answer)) model.manualNumbers.set(answer.body.id, key)
  },

  async dropNumber({ model, send, a, b }) {
    const [id, key] = pick([...model.manualNumbers], a) ?? []
    if (!id || !key) return
    const path = `/api/v1/sip-phone-numbers/${id}?force=${b % 2 === 0}`
    if (isDone(await send('DELETE', path, { key }))) model.manualNumbers.delete(id)
  },

  async link({ model, send, key, a, b }) {
    const imported = [...model.providers.values()].flatMap((it) => [...it.numbers.keys()])
    const id = pick([...model.manualNumbers.keys(), ...imported], a)
    if (!id) return
    const mode = ['inbound', 'replaceOutbound'][b % 2]
    const method = b > 4 ? 'DELETE' : 'PUT'
    const path = `/api/v1/sip-phone-numbers/${id}`
    await send(method, `${path}/agent-link?agentId=agent-${b % 3}&mode=${mode}`, { key })
    await send('GET', `${path}/affected-agents`, { key })
  },

  async enterCredential({ model, key, send, secrets, a }) {
    const authPassword = `sip-c0ffee-password-${a}`
    secrets.add(authPassword)
    const body = { server: `sip${a}.example.com`, authUser: 'user', authPassword }
    const answer = await send('POST', '/api/v1/sip-credentials', { key, body })
    if (isDone(answer)) model.manualCredentials.set(answer.body.id, key)
  },

  async dropCredential({ model, send, a, b }) {
    const [id, key] = pick([...model.manualCredentials], a) ?? []
    if (!id || !key) return
    await send('GET', `/api/v1/sip-credentials/${id}/affected-agents`, { key })
    const path = `/api/v1/sip-credentials/${id}?force=${b % 2 === 0}`
    if (isDone(await send('DELETE', path, { key }))) model.manualCredentials.delete(id)
  },

  async showPassword({ before, provider, send, secrets }) {
    const it = provider()
    const id = before.providers[it?.id ?? '']?.sipCredentialId
    if (!it || !id) return
    const answer = await send('GET', `/api/v1/sip-credentials/${id}`, { key: it.key })
    // What an import brought is a digest, and no secret.
    const password: string = answer?.body?.authPassword ?? ''
    if (password !== '' && !password.startsWith('sha256:')) secrets.add(password)
  },
}

/** What happens at Twilio. */
const atTwilio: Steps = {
  async deleteTrunk({ model, provider, send }) {
    const it = provider()
    if (!it) return
    const answer = await send('DELETE', `/v1/Trunks/${it.trunkSid}`, asOwner(model, it))
    if (isDone(answer)) dropTrunk(model, it.trunkSid)
  },

  async setMode({ model, provider, send, b }) {
    const it = provider()
    if (!it) return
    const mode = pick(MODES, b) ?? ''
    const form = { TransferMode: mode }
    const answer = await send('POST', `/v1/Trunks/${it.trunkSid}`, { ...asOwner(model, it), form })
    if (isDone(answer)) it.mode = mode
  },

  async setDomain({ model, provider, send, b }) {
    const it = provider()
    if (!it) return
    const name = ['', it.domainName, `other-${b}.pstn.twilio.com`][b % 3] ?? ''
    const answer = await send('POST', `/v1/Trunks/${it.trunkSid}`, {
      ...asOwner(model, it),
      form: { DomainName: name },
    })
    if (isDone(answer)) it.hasDomain = name === it.domainName
  },

  async detachList({ model, provider, send }) {
    const it = provider()
    if (!it) return
    const path = `/v1/Trunks/${it.trunkSid}/CredentialLists/${it.listSid}`
    if (isDone(await send('DELETE', path, asOwner(model, it)))) it.hasList = false
  },

  async attachList({ model, provider, send }) {
    const it = provider()
    if (!it) return
    const answer = await send('POST', `/v1/Trunks/${it.trunkSid}/CredentialLists`, {
      ...asOwner(model, it),
      form: { CredentialListSid: it.listSid },
    })
    if (isDone(answer)) it.hasList = true
  },

  async shareList({ model, provider, send }) {
    const it = provider()
    const trunkSid = [...model.loose].find((sid) => sid.startsWith('TK'))
    if (!it || !trunkSid) return
    const answer = await send('POST', `/v1/Trunks/${trunkSid}/CredentialLists`, {
      ...asOwner(model, it),
      form: { CredentialListSid: it.listSid },
    })
    if (isDone(answer)) model.loose.add(it.listSid)
  },

  async deleteList({ model, provider, send }) {
    const it = provider()
    if (!it) return
    const path = `/2010-04-01/Accounts/${it.accountSid}/SIP/CredentialLists/${it.listSid}.json`
    if (isDone(await send('DELETE', path, asOwner(model, it)))) it.hasCredential = false
  },

  async deleteCredential({ model, provider, send }) {
    const it = provider()
    if (!it) return
    const lists = `/2010-04-01/Accounts/${it.accountSid}/SIP/CredentialLists`
    const path = `${lists}/${it.listSid}/Credentials/${it.credentialSid}.json`
    if (isDone(await send('DELETE', path, asOwner(model, it)))) it.hasCredential = false
  },

  async makeTrunk({ model, send, a, b }) {
    const account = accountAt(model, a)
    const answer = await send('POST', '/v1/Trunks', {
      ...as(account),
      form: { FriendlyName: `By hand ${b}` },
    })
    if (!isDone(answer)) return
    model.trunks.set(answer.body.sid, account.sid)
    model.loose.add(answer.body.sid)
  },

  async makeList({ model, send, a, b }) {
    const account = accountAt(model, a)
    const path = `/2010-04-01/Accounts/${account.sid}/SIP/CredentialLists.json`
    const form = { FriendlyName: `By hand ${b}` }
    const answer = await send('POST', path, { ...as(account), form })
    if (isDone(answer)) model.loose.add(answer.body.sid)
  },

  async attachNumber({ model, send, a, b }) {
    const [trunkSid, accountSid] = pick([...model.trunks], a) ?? []
    const [sid, number] = pick([...model.numbers], b) ?? []
    const account = model.accounts.get(accountSid ?? '')
    if (!trunkSid || !sid || !number || !account) return
    const answer = await send('POST', `/v1/Trunks/${trunkSid}/PhoneNumbers`, {
      ...as(account),
      form: { PhoneNumberSid: sid },
    })
    if (isDone(answer)) number.trunkSid = trunkSid
  },

  async detachNumber({ model, send, a }) {
    const attached = [...model.numbers].filter(([, { trunkSid }]) => trunkSid !== null)
    const [sid, number] = pick(attached, a) ?? []
    const account = model.accounts.get(number?.accountSid ?? '')
    if (!sid || !number || !account) return
    const path = `/v1/Trunks/${number.trunkSid}/PhoneNumbers/${sid}`
    if (isDone(await send('DELETE', path, as(account)))) number.trunkSid = null
  },

  async releaseNumber({ model, send, a }) {
    const [sid, number] = pick([...model.numbers], a) ?? []
    const account = model.accounts.get(number?.accountSid ?? '')
    if (!sid || !account) return
    const path = `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers/${sid}.json`
    if (isDone(await send('DELETE', path, as(account)))) model.numbers.delete(sid)
  },

  async giveNumber({ model, send, a }) {
    const [sid, number] = pick([...model.numbers], a) ?? []
    const { main, sub } = ACCOUNTS
    if (!sid || !number || number.accountSid === ACCOUNTS.trial.sid) return
    const to = number.accountSid === main.sid ? sub.sid : main.sid
    const path = `/2010-04-01/Accounts/${number.accountSid}/IncomingPhoneNumbers/${sid}.json`
    const answer = await send('POST', path, {
      ...as(model.accounts.get(main.sid)),
      form: { AccountSid: to },
    })
    if (isDone(answer)) Object.assign(number, { accountSid: to, trunkSid: null })
  },

  async buyNumber({ model, send, a, b }) {
    const account = accountAt(model, a)
    const form: Record<string, string> =
      b > 5 ? { AreaCode: `41${b}` } : { PhoneNumber: `+14155550${101 + b}` }
    const path = `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers.json`
    const answer = await send('POST', path, { ...as(account), form })
    if (!isDone(answer)) return
    const { sid, phone_number: phoneNumber } = answer.body
    model.numbers.set(sid, { accountSid: account.sid, phoneNumber, trunkSid: null })
  },

  async lists({ model, send, a }) {
    const account = accountAt(model, a)
    const base = `/2010-04-01/Accounts/${account.sid}`
    for (const path of [
      `${base}/IncomingPhoneNumbers.json`,
      '/v1/Trunks',
      '/2010-04-01/Accounts.json',
    ]) {
      const answer = await send('GET', `${path}?PageSize=2`, as(account))
      if (account.status !== 'active' && !model.hasFaults && !model.hasScenario) {
        expect(answer?.status).toBe(account.status === 'closed' ? 401 : 403)
      }
    }
  },

  async token({ model, send, secrets, a, b }) {
    const account = accountAt(model, a)
    if (b < 4) {
      const answer = await send('POST', '/v1/AuthTokens/Secondary', as(account))
      if (!isDone(answer)) return
      account.tokens[1] = answer.body.secondary_auth_token
      secrets.add(answer.body.secondary_auth_token)
    } else if (b < 6) {
      const answer = await send('POST', '/v1/AuthTokens/Promote', as(account))
      if (isDone(answer)) account.tokens = [account.tokens[1] ?? '', null]
    } else if (isDone(await send('DELETE', '/v1/AuthTokens/Secondary', as(account)))) {
      account.tokens[1] = null
    }
  },

  async setStatus({ model, send, a, b }) {
    const account = model.accounts.get(ACCOUNTS.sub.sid)
    if (!account) return
    const status = a === 7 && b === 7 ? 'closed' : b % 2 === 0 ? 'suspended' : 'active'
    const answer = await send('POST', `/2010-04-01/Accounts/${account.sid}.json`, {
      ...as(model.accounts.get(ACCOUNTS.main.sid)),
      form: { Status: status },
    })
    if (!isDone(answer)) return
    account.status = status
    if (status !== 'closed') return
    for (const [trunkSid, owner] of model.trunks)
      if (owner === account.sid) dropTrunk(model, trunkSid)
    for (const [sid, { accountSid }] of model.numbers) {
      if (accountSid === account.sid) model.numbers.delete(sid)
    }
  },
}

const SCENARIOS = [
  'verified',
  'failed',
  'pending-forever',
  'slow-verification',
  'bad-credentials',
  'trunk-missing',
  'rate-limited',
  'twilio-down',
  'twilio-timeout',
]
const CALLS = [
  'FetchAccount',
  'CreateTrunk',
  'CreateSipCredentialList',
  'CreateCredentialList',
  'CreateSipCredential',
  '*',
]
const BREAKS = [
  'EMPTY_RESPONSE',
  'MALFORMED_JSON',
  'TRUNCATED_BODY',
  'TIMEOUT',
  'CONNECTION_RESET_BY_PEER',
  'RANDOM_DATA_THEN_CLOSE',
  'MALFORMED_RESPONSE_CHUNK',
]
const DURATIONS = ['PT10M', 'PT1H', 'P1D', 'next-event', 'PT1.5S']

/** The control plane. */
const controlPlane: Steps = {
  async setScenario({ model, send, a, b }) {
    const body =
      b > 3
        ? { name: pick(SCENARIOS, a) }
        : {
            name: 'own',
            description: 'A call that fails.',
            twilio: [{ operation: pick(CALLS, a), error: [20503, 20429, 'timeout', 21248][b] }],
          }
    await send('PUT', '/__admin/scenario', { body })
    model.hasScenario = true
    forgetSaid(model)
  },

  async clearScenario({ model, send }) {
    await send('DELETE', '/__admin/scenario')
    model.hasScenario = false
  },

  async addFault({ model, send, a, b }) {
    const body =
      b > 4
        ? { match: { operationId: 'getTwilioProvider' }, status: 503, times: 1 + a }
        : b > 2
          ? { delayMillis: a }
          : { match: { method: 'GET' }, fault: pick(BREAKS, a), probability: 0.5 }
    const answer = await send('POST', '/__admin/faults', { body })
    expect(answer?.status).toBe(201)
    model.hasFaults = true
  },

  async clearFaults({ model, send }) {
    await send('DELETE', '/__admin/faults')
    model.hasFaults = false
  },

  async advance({ model, send, a }) {
    const duration = pick(DURATIONS, a)
    const answer = await send('PUT', '/__admin/clock', { body: { action: 'advance', duration } })
    if (!isDone(answer)) return
    const isSure = duration === 'PT1H' || duration === 'P1D'
    for (const it of model.providers.values()) {
      if (it.said !== null && it.said !== 'pending') it.said = isSure ? said(model, it) : null
    }
  },

  async freeze({ model, send, b }) {
    const instant = `20${20 + b}-02-28T23:59:59Z`
    await send('PUT', '/__admin/clock', { body: { action: 'freeze', instant } })
    forgetSaid(model)
  },

  async reset({ model, send, exported, become, b }) {
    const only = [
      undefined,
      ['state'],
      ['clock'],
      ['journal'],
      ['scenario'],
      ['faults'],
      ['settings'],
    ][b]
    await send('POST', '/__admin/reset', { body: only ? { only } : {} })
    const isWhole = !only
    if (isWhole || only[0] === 'state') {
      const { hasScenario, hasFaults } = model
      const fresh = newModel(await exported())
      become(isWhole ? fresh : { ...fresh, hasScenario, hasFaults })
    } else if (only[0] === 'clock') {
      forgetSaid(model)
    } else if (only[0] === 'scenario') {
      model.hasScenario = false
    } else if (only[0] === 'faults') {
      model.hasFaults = false
    }
  },

  async takeSnapshot({ model, before, send, shelf, a }) {
    const name = `s${a % 2}`
    await send('POST', `/__admin/snapshots/${name}`)
    shelf.set(name, { state: before, model: structuredClone(model) })
  },

  async restoreSnapshot({ send, exported, become, shelf, a }) {
    const name = `s${a % 2}`
    const kept = shelf.get(name)
    const answer = await send('POST', `/__admin/snapshots/${name}/restore`)
    expect(answer?.status).toBe(kept ? 200 : 404)
    if (!kept) return
    become(structuredClone(kept.model))
    expect(await exported()).toEqual(kept.state)
  },

  async export({ model, before, shelf }) {
    shelf.set('export', { state: before, model: structuredClone(model) })
  },

  async import({ send, exported, become, shelf }) {
    const kept = shelf.get('export')
    if (!kept) return
    const answer = await send('PUT', '/__admin/state', { body: kept.state })
    expect(answer?.status).toBe(200)
    become(structuredClone(kept.model))
    expect(await exported()).toEqual(kept.state)
  },

  async setVerification({ provider, send, b }) {
    const it = provider()
    if (!it) return
    const outcome = ['pending', 'verified', 'warning', 'failed'][b]
    await send('PUT', `/__admin/providers/${it.id}/verification`, {
      body: outcome ? { outcome } : {},
    })
    it.said = null
    it.isSteered = it.isSteered || outcome !== undefined
  },

  async setSettings({ send, b }) {
    const body = { fixedDelay: b, assumptions: { errorKeys: b % 2 ? 'camel' : 'pascal' } }
    await send('PUT', '/__admin/settings', { body })
  },

  async forkAndDrop({ send, exported, a }) {
    const id = `fork-${a}`
    const answer = await send('POST', '/__admin/worlds', {
      body: { id, from: a > 3 ? 'default' : 'other' },
    })
    expect(answer?.status).toBe(201)
    expect((await send('DELETE', `/__admin/worlds/${id}`))?.status).toBe(200)
    await exported()
  },

  async lookBack({ send }) {
    for (const path of [
      'requests',
      'clock',
      'scenario',
      'scenarios',
      'faults',
      'settings',
      'worlds',
      'snapshots',
    ]) {
      await send('GET', `/__admin/${path}`)
    }
    await send('POST', '/__admin/requests/find', { body: { method: 'POST' } })
  },
}

/** Everything that a sequence may do, by its name. */
export const STEPS: Steps = {
  ...prefixed('', blackBox),
  ...prefixed('twilio.', thenVerified(atTwilio)),
  ...prefixed('control.', controlPlane),
}

/** What happened at Twilio is found at once, now and then. */
function thenVerified(steps: Steps): Steps {
  const entries = Object.entries(steps).map(([name, step]): [string, Steps[string]] => [
    name,
    async (scene) => {
      await step(scene)
      if (scene.key !== KEYS[0]) await blackBox.verify?.(scene)
    },
  ])
  return Object.fromEntries(entries)
}

function prefixed(prefix: string, steps: Steps): Steps {
  return Object.fromEntries(Object.entries(steps).map(([name, step]) => [prefix + name, step]))
}

function trunksOf(model: ModelWorld, accountSid: string): number {
  return [...model.trunks.values()].filter((owner) => owner === accountSid).length
}

/** Which numbers a removal took off a trunk depends on what Twilio answered. */
async function syncNumbers(model: ModelWorld, exported: Scene['exported']): Promise<void> {
  for (const { sid, trunkSid } of Object.values((await exported()).twilio.phoneNumbers)) {
    const number = model.numbers.get(sid)
    if (number) number.trunkSid = trunkSid
  }
}

function accountAt(model: ModelWorld, index: number): ModelAccount {
  const account = pick([...model.accounts.values()], index)
  if (!account) throw new Error('The model has no account')
  return account
}

const as = (account: ModelAccount | undefined) => ({
  credentials: `${account?.sid}:${account?.tokens[0]}`,
})

const asOwner = (model: ModelWorld, { accountSid }: ModelProvider) =>
  as(model.accounts.get(accountSid))
