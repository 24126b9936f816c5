import { expect, test } from 'vitest'
import type { TwilioScript } from '../../src/contract/scenario.ts'
import { SimulatorError } from '../../src/domain/errors.ts'
import { importPhoneNumbers } from '../../src/domain/imports.ts'
import {
  createProvider,
  updateAuthToken,
  updateProvider,
  verifyProvider,
} from '../../src/domain/providers.ts'
import { deleteProvider, removePhoneNumber } from '../../src/domain/removal.ts'
import {
  attachCredentialList,
  createCredentialList,
  deleteCredentialList,
  detachCredentialList,
} from '../../src/domain/twilio/credential-lists.ts'
import {
  createCredential,
  deleteCredential,
  fetchCredential,
} from '../../src/domain/twilio/credentials.ts'
import {
  attachPhoneNumber,
  detachPhoneNumber,
  releasePhoneNumber,
} from '../../src/domain/twilio/phone-numbers.ts'
import type { Account } from '../../src/domain/twilio/state.ts'
import {
  createTrunk,
  deleteTrunk,
  type TrunkForm,
  updateTrunk,
} from '../../src/domain/twilio/trunks.ts'
import { verificationStatus } from '../../src/domain/verification.ts'
import { newExchange, type World } from '../../src/domain/world.ts'
import {
  ACCOUNT,
  accountIn,
  connect,
  connectWith,
  numbersIn,
  ORGANISATION,
  OTHER_TOKEN,
  present,
  rotate,
  script,
  TOKEN,
  trunkIn,
} from '../support/domain.ts'
import { newWorld } from '../support/world.ts'

const EMPTY = { numbers: [] as string[] }

/**
 * What is so at Twilio, what Twilio answers, and what verification says of it. The four checks stand in their order:
 * `p` passed, `w` warning, `f` failed.
 */
test.each<[string, string, string, (setting: Setting) => void, { numbers?: string[] }?]>([
  ['all is well', 'pppp', 'verified', () => {}],
  ['no number is imported', 'pppp', 'verified', () => {}, EMPTY],
  ['the account is a trial', 'pppp', 'verified', ({ account }) => set(account, { type: 'Trial' })],
  ['the token was rotated', 'ffff', 'failed', ({ world }) => void rotate(world)],
  ['the account is closed', 'ffff', 'failed', ({ account }) => set(account, { status: 'closed' })],
  [
    'the account is suspended',
    'ffff',
    'failed',
    ({ account }) => set(account, { status: 'suspended' }),
  ],
  ['the credentials are test credentials', 'ffff', 'failed', says('*', 20008)],
  ['the trunk is deleted', 'pffw', 'failed', trunkGone],
  ['the trunk is deleted, without numbers', 'pffp', 'failed', trunkGone, EMPTY],
  ['the domain name is gone', 'pfpp', 'failed', trunkWith({ domainName: '' })],
  [
    'the domain name is another',
    'pfpp',
    'failed',
    trunkWith({ domainName: 'other.pstn.twilio.com' }),
  ],
  ['the transfer mode is another', 'pwpp', 'warning', trunkWith({ transferMode: 'enable-all' })],
  ['transfers go to SIP alone', 'pwpp', 'warning', trunkWith({ transferMode: 'sip-only' })],
  ['the trunk is called something else', 'pppp', 'verified', trunkWith({ friendlyName: 'Mine' })],
  ['the list is detached', 'ppfp', 'failed', listDetached],
  ['the list is deleted', 'ppfp', 'failed', listGone],
  ['another list is attached instead', 'ppfp', 'failed', listReplaced],
  ['our credential is gone', 'ppfp', 'failed', credentialGone],
  ['our credential has company', 'pppp', 'verified', credentialJoined],
  [
    'a number is detached',
    'pppw',
    'warning',
    ({ world, number }) => detachPhoneNumber(world, number),
  ],
  [
    'a number is released',
    'pppw',
    'warning',
    ({ world, number }) => releasePhoneNumber(world, number),
  ],
  [
    'a number moved to a trunk that somebody made',
    'pppw',
    'warning',
    ({ world, account, number }) =>
      void attachPhoneNumber(world, createTrunk(world, account, {}), number.sid),
  ],
  [
    'a number moved to another provider',
    'pppw',
    'warning',
    ({ world, number }) =>
      void importPhoneNumbers(world, ORGANISATION, connect(world, { name: 'Other' }).id, [
        number.sid,
      ]),
  ],
  ['the trunk cannot be asked: 20429', 'pwpp', 'warning', says('FetchTrunk', 20429)],
  ['the trunk cannot be asked: 20500', 'pwpp', 'warning', says('FetchTrunk', 20500)],
  ['the trunk cannot be asked: timeout', 'pwpp', 'warning', says('FetchTrunk', 'timeout')],
  ['the lists cannot be asked: 20503', 'ppwp', 'warning', says('ListCredentialList', 20503)],
  ['the credentials cannot be asked: 20429', 'ppwp', 'warning', says('ListSipCredential', 20429)],
  ['the numbers cannot be asked: 20503', 'pppw', 'warning', says('ListPhoneNumber', 20503)],
  ['the numbers cannot be asked: timeout', 'pppw', 'warning', says('ListPhoneNumber', 'timeout')],
  ['the account cannot be asked: 20429', 'pppp', 'verified', says('FetchAccount', 20429)],
  ['the account cannot be asked: 20503', 'pppp', 'verified', says('FetchAccount', 20503)],
  ['the account cannot be asked: timeout', 'pppp', 'verified', says('FetchAccount', 'timeout')],
  [
    'two things at once',
    'pwfw',
    'failed',
    (setting) => {
      trunkWith({ transferMode: 'enable-all' })(setting)
      listDetached(setting)
      detachPhoneNumber(setting.world, setting.number)
    },
  ],
])(
  '%s: %s, %s [twilio-providers/account] [twilio-providers/domain] [twilio-providers/credential] [twilio-providers/harmless]',
  (_, checks, overall, happen, { numbers } = {}) => {
    const setting = newSetting(numbers)
    const { world, provider } = setting
    verifyProvider(world, ORGANISATION, provider.id)
    happen(setting)
    const { verification } = verifyProvider(world, ORGANISATION, provider.id)

    expect(verification.checks?.map((it) => it.status.charAt(0)).join('')).toBe(checks)
    expect(verificationStatus(verification)).toBe(overall)
  },
)

/** What is done while Twilio fails, and what each of them does to the world. */
const DOINGS = {
  create: ({ world }: Setting) =>
    createProvider(world, {
      organisation: ORGANISATION,
      accountSid: ACCOUNT,
      authToken: TOKEN,
      name: 'New',
      supportsCallTransfer: false,
    }),
  'update auth token': ({ world, provider }: Setting) =>
    updateAuthToken(world, ORGANISATION, provider.id, provider.authToken),
  'switch transfers': ({ world, provider }: Setting) =>
    updateProvider(world, ORGANISATION, provider.id, { name: 'New', supportsCallTransfer: true }),
  'import a number': ({ world, provider, free }: Setting) =>
    importPhoneNumbers(world, ORGANISATION, provider.id, [free.sid]),
  'remove a number': ({ world, provider }: Setting) =>
    removePhoneNumber(world, ORGANISATION, provider.id, present(provider.sipPhoneNumberIds[0]), {
      force: false,
    }),
  'delete the provider': ({ world, provider }: Setting) =>
    deleteProvider(world, ORGANISATION, provider.id),
}

type Doing = keyof typeof DOINGS
type Answer = TwilioScript['error']

const REFUSED: Answer[] = [20003, 20008, 20403]
const NO_SUCH: Answer[] = [20404]
const BUSY: Answer[] = [20429]
const DOWN: Answer[] = [20500, 20503]
const SILENT: Answer[] = ['timeout']

/**
 * What is done, the call of Twilio that fails, what Twilio answers then, and what the caller is told. After a refusal
 * there is nothing that was not there before; after a success there is a trace of it.
 */
test.each(
  rows([
    ['create', 'FetchAccount', REFUSED, 'credentials-refused'],
    ['create', 'FetchAccount', BUSY, 'twilio-busy'],
    ['create', 'FetchAccount', DOWN, 'twilio-down'],
    ['create', 'FetchAccount', SILENT, 'twilio-timeout'],
    ['create', 'CreateTrunk', [21244], 'twilio-limit'],
    ['create', 'CreateTrunk', [21245, 21247, 21248], 'twilio-unusable'],
    ['create', 'CreateTrunk', DOWN, 'twilio-down'],
    ['create', 'CreateSipCredentialList', [21239], 'twilio-limit'],
    ['create', 'CreateSipCredentialList', [21240], 'twilio-unusable'],
    ['create', 'CreateSipCredentialList', SILENT, 'twilio-timeout'],
    ['create', 'CreateCredentialList', [21245, 20404], 'twilio-unusable'],
    ['create', 'CreateCredentialList', BUSY, 'twilio-busy'],
    ['create', 'CreateSipCredential', [21242], 'twilio-limit'],
    ['create', 'CreateSipCredential', [21243], 'fault-of-ours'],
    ['create', 'CreateSipCredential', DOWN, 'twilio-down'],
    ['update auth token', 'FetchAccount', REFUSED, 'credentials-refused'],
    ['update auth token', 'FetchAccount', BUSY, 'twilio-busy'],
    ['update auth token', 'FetchAccount', DOWN, 'twilio-down'],
    ['update auth token', 'FetchAccount', SILENT, 'twilio-timeout'],
    ['switch transfers', 'UpdateTrunk', [...NO_SUCH, ...REFUSED, 20409], 'twilio-conflict'],
    ['switch transfers', 'UpdateTrunk', BUSY, 'twilio-busy'],
    ['switch transfers', 'UpdateTrunk', DOWN, 'twilio-down'],
    ['switch transfers', 'UpdateTrunk', SILENT, 'twilio-timeout'],
    ['import a number', 'FetchIncomingPhoneNumber', [...NO_SUCH, ...REFUSED], 'failed item'],
    ['import a number', 'FetchIncomingPhoneNumber', [...BUSY, ...DOWN, ...SILENT], 'failed item'],
    ['import a number', 'CreatePhoneNumber', [21245, ...NO_SUCH, ...DOWN], 'failed item'],
    ['remove a number', 'DeletePhoneNumber', NO_SUCH, 'done'],
    ['remove a number', 'DeletePhoneNumber', [...REFUSED, 20409], 'twilio-conflict'],
    ['remove a number', 'DeletePhoneNumber', BUSY, 'twilio-busy'],
    ['remove a number', 'DeletePhoneNumber', DOWN, 'twilio-down'],
    ['remove a number', 'DeletePhoneNumber', SILENT, 'twilio-timeout'],
    ['delete the provider', '*', [...NO_SUCH, ...REFUSED], 'done'],
    ['delete the provider', '*', BUSY, 'twilio-busy'],
    ['delete the provider', '*', DOWN, 'twilio-down'],
    ['delete the provider', '*', SILENT, 'twilio-timeout'],
  ]),
)('%s, and %s answers %s: %s', (doing, operation, error, told) => {
  const setting = newSetting()
  const { world } = setting
  const before = structuredClone(withoutExchange(world))
  script(world, { operation, error })
  world.exchange = newExchange(world.clock.now)

  expect(toldBy(() => DOINGS[doing](setting))).toBe(told)
  const after = withoutExchange({ ...world, scenario: null })
  if (told === 'done') expect(after.revision).toBeGreaterThan(before.revision)
  else expect({ ...after, revision: before.revision }).toStrictEqual(before)
})

test('a name that is taken at Twilio makes a create try the next one [twilio-providers/next-name]', () => {
  const world = newWorld()
  const account = accountIn(world)
  const name = firstName()
  createTrunk(world, account, { domainName: `${name}.pstn.twilio.com` })
  createCredentialList(world, account, name)
  const { domainName, credentialListSid } = connect(world)

  expect(domainName).toBe(`${name}-2.pstn.twilio.com`)
  expect(world.twilio.credentialLists[credentialListSid]?.friendlyName).toBe(`${name}-2`)
})

test('a trial account has room for one provider until that one is deleted', () => {
  const world = newWorld()
  accountIn(world, ACCOUNT, { type: 'Trial' })
  const { id } = connect(world)
  expect(toldBy(() => connect(world, { name: 'Second' }))).toBe('twilio-limit')
  deleteProvider(world, ORGANISATION, id)
  expect(connect(world, { name: 'Second' }).accountSid).toBe(ACCOUNT)
})

test('a token that an account does not have is refused without a script too', () => {
  const setting = newSetting()
  const { world, provider } = setting
  const before = structuredClone(withoutExchange(world))

  expect(toldBy(() => updateAuthToken(world, ORGANISATION, provider.id, OTHER_TOKEN))).toBe(
    'credentials-refused',
  )
  expect(withoutExchange(world)).toStrictEqual(before)
})

type Setting = ReturnType<typeof newSetting>

/** A provider with its numbers, and one number of its account that it has not imported. */
function newSetting(numbers = ['+14155550100', '+14155550101']) {
  const world = newWorld()
  const { provider, sids } = connectWith(world, ...numbers)
  const [freeSid = ''] = numbersIn(world, '+14155550102')
  const [free, number] = [freeSid, sids[0] ?? freeSid].map((it) => world.twilio.phoneNumbers[it])
  return {
    world,
    account: accountIn(world),
    provider,
    trunk: trunkIn(world, provider),
    list: present(world.twilio.credentialLists[provider.credentialListSid]),
    number: present(number),
    free: present(free),
  }
}

type Happening = (setting: Setting) => void

function set(account: Account, details: Partial<Account>): void {
  Object.assign(account, details)
}

function says(operation: TwilioScript['operation'], error: Answer): Happening {
  return ({ world }) => script(world, { operation, error })
}

function trunkWith(form: TrunkForm): Happening {
  return ({ world, account, trunk }) => void updateTrunk(world, account, trunk, form)
}

function trunkGone({ world, account, trunk }: Setting): void {
  deleteTrunk(world, account, trunk)
}

function listDetached({ world, trunk, list }: Setting): void {
  detachCredentialList(world, trunk, list.sid)
}

function listGone(setting: Setting): void {
  listDetached(setting)
  deleteCredentialList(setting.world, setting.account, setting.list)
}

function listReplaced(setting: Setting): void {
  const { world, account, trunk } = setting
  listDetached(setting)
  attachCredentialList(world, trunk, createCredentialList(world, account, 'Mine'))
}

function credentialGone({ world, provider, list }: Setting): void {
  deleteCredential(world, list, fetchCredential(world, list, provider.credentialSid))
}

function credentialJoined({ world, list }: Setting): void {
  createCredential(world, list, { username: 'somebody', password: 'Abcdefghijk1' })
}

/** One row for each answer. */
function rows(
  groups: [Doing, TwilioScript['operation'], Answer[], string][],
): [Doing, TwilioScript['operation'], Answer, string][] {
  return groups.flatMap(([doing, operation, answers, told]) =>
    answers.map((it): [Doing, TwilioScript['operation'], Answer, string] => [
      doing,
      operation,
      it,
      told,
    ]),
  )
}

/** What a caller learns: the code of the refusal, that an item failed, or that it is done. */
function toldBy(run: () => unknown): string {
  try {
    const answer = run()
    const failed = typeof answer === 'object' && answer !== null && 'failedCount' in answer
    return failed && answer.failedCount !== 0 ? 'failed item' : 'done'
  } catch (error) {
    if (error instanceof SimulatorError) return error.code
    throw error
  }
}

function withoutExchange({ exchange: _, ...rest }: World): Omit<World, 'exchange'> {
  return rest
}

/** The name that the first provider takes for its list, and for its domain. */
function firstName(): string {
  const { domainName } = connect(newWorld())
  return domainName.slice(0, domainName.indexOf('.'))
}
