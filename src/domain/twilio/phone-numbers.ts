import { draw, newSid } from '../ids.ts'
import { changed, now, type World } from '../world.ts'
import { notFound, TwilioError } from './errors.ts'
import {
  type Account,
  type Capabilities,
  checkFriendlyName,
  type IncomingPhoneNumber,
  including,
  type NumberOptions,
  optionsIn,
  type Trunk,
  type Unset,
  without,
} from './state.ts'

/** What can be set on a phone number. An empty `trunkSid` takes it off its trunk. */
export interface NumberForm extends Unset<NumberOptions> {
  friendlyName?: string | undefined
  trunkSid?: string | undefined
  /** The account to give it to. */
  accountSid?: string | undefined
}

/** Which number to buy, or in which area; and what to set on it. */
export interface PurchaseForm extends Omit<NumberForm, 'accountSid'> {
  phoneNumber?: string | undefined
  areaCode?: string | undefined
}

/** Which numbers to list. */
export interface NumberFilter {
  /** A part of the number; `*` is any digit. */
  phoneNumber?: string | undefined
  friendlyName?: string | undefined
  origin?: string | undefined
}

const E164 = /^\+[1-9]\d{6,14}$/
const NO_CHOICE = 'It has neither a PhoneNumber nor an AreaCode.'
const AREA_CODE = /^[2-9]\d{2}$/

/** The numbers and area codes by which Twilio's test credentials choose an outcome. */
const MAGIC = {
  unavailable: '+15005550000',
  invalid: '+15005550001',
  available: '+15005550006',
  emptyArea: '533',
  fullArea: '500',
}

const DEFAULTS: NumberOptions = {
  voiceUrl: null,
  voiceMethod: 'POST',
  voiceFallbackUrl: null,
  voiceFallbackMethod: 'POST',
  voiceApplicationSid: '',
  voiceCallerIdLookup: false,
  smsUrl: '',
  smsMethod: 'POST',
  smsFallbackUrl: '',
  smsFallbackMethod: 'POST',
  smsApplicationSid: '',
  statusCallback: '',
  statusCallbackMethod: 'POST',
}

/** Gives the account a phone number, in E.164. Its friendly name is the national format, as at Twilio. */
export function addPhoneNumber(
  world: World,
  account: Account,
  phoneNumber: string,
  {
    friendlyName = nationalFormat(phoneNumber),
    capabilities = capabilitiesOf(phoneNumber),
  }: { friendlyName?: string | undefined; capabilities?: Capabilities | undefined } = {},
): IncomingPhoneNumber {
  const number: IncomingPhoneNumber = {
    sid: newSid(world, 'phone-number', `${account.sid} ${phoneNumber}`, world.twilio.phoneNumbers),
    accountSid: account.sid,
    phoneNumber,
    friendlyName,
    capabilities,
    trunkSid: null,
    options: null,
    dateCreated: now(world),
    dateUpdated: now(world),
  }
  world.twilio.phoneNumbers[number.sid] = number
  account.phoneNumberSids = including(account.phoneNumberSids, number.sid)
  changed(world)
  return number
}

/**
 * Buys a number, or any number of an area. Twilio's magic numbers (+15005550000 and so on) have their outcomes.
 * @throws TwilioError 20002 name over 64 characters, 21421 no such number, 21422 taken, 21452 none in the area, 20404 no
 * such trunk
 */
export function buyPhoneNumber(
  world: World,
  account: Account,
  { phoneNumber, areaCode, ...form }: PurchaseForm,
): IncomingPhoneNumber {
  checkFriendlyName(form.friendlyName ?? null)
  expectTrunk(world, account, form)
  const bought = phoneNumber ?? numberIn(world, account, areaCode)
  expectAvailable(world, account, bought)
  const number = addPhoneNumber(world, account, bought)
  return updatePhoneNumber(world, account, number, form)
}

/**
 * The account's number.
 * @throws TwilioError 20404 when the account has no such number
 */
export function fetchPhoneNumber(
  world: World,
  account: Account,
  numberSid: string,
): IncomingPhoneNumber {
  const number = world.twilio.phoneNumbers[numberSid]
  if (number?.accountSid === account.sid) return number
  throw notFound(`/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers/${numberSid}.json`)
}

/** The account's numbers, in the order in which it got them. */
export function listPhoneNumbers(
  world: World,
  account: Account,
  { phoneNumber = '', friendlyName, origin = 'twilio' }: NumberFilter = {},
): IncomingPhoneNumber[] {
  const digits = phoneNumber.replaceAll(/[^\d*]/g, '')
  // Each was bought at Twilio; a hosted one stays with another carrier. And no number has letters.
  if (origin !== 'twilio' || (digits === '' && phoneNumber !== '')) return []
  const part = new RegExp(digits.replaceAll('*', '\\d'))
  return account.phoneNumberSids
    .flatMap((it) => world.twilio.phoneNumbers[it] ?? [])
    .filter(
      (it) =>
        part.test(it.phoneNumber) &&
        (friendlyName === undefined || it.friendlyName === friendlyName),
    )
}

/** The options of a number, those too that were never set. */
export function numberOptionsOf({ options }: IncomingPhoneNumber): NumberOptions {
  return Object.assign({}, DEFAULTS, options ?? {})
}

/**
 * Changes what is given. A trunk and a voice application exclude each other: to set one deletes the other.
 * @param destination the account to give the number to, where it changes hands
 * @throws TwilioError 20002 name over 64 characters, 20404 no such trunk
 */
export function updatePhoneNumber(
  world: World,
  account: Account,
  number: IncomingPhoneNumber,
  form: NumberForm,
  destination: Account = account,
): IncomingPhoneNumber {
  const { friendlyName = number.friendlyName, trunkSid } = form
  checkFriendlyName(friendlyName)
  const trunk = expectTrunk(world, destination, form)
  number.friendlyName = friendlyName
  number.options = optionsIn(form, DEFAULTS, number.options)
  if (destination !== account) giveAway(world, account, number, destination)
  if (trunk) {
    attachPhoneNumber(world, trunk, number.sid)
  } else if (trunkSid === '' || form.voiceApplicationSid) {
    detachPhoneNumber(world, number)
  }
  number.dateUpdated = now(world)
  changed(world)
  return number
}

/** Gives a number back to Twilio. */
export function releasePhoneNumber(world: World, number: IncomingPhoneNumber): void {
  const account = world.twilio.accounts[number.accountSid]
  detachPhoneNumber(world, number)
  delete world.twilio.phoneNumbers[number.sid]
  if (account) account.phoneNumberSids = without(account.phoneNumberSids, number.sid)
  changed(world)
}

/**
 * Attaches a number of the account to its trunk. A number sits on one trunk, so it leaves the one before; and it has no
 * voice application then.
 * @throws TwilioError 20404 when the account has no such number
 */
export function attachPhoneNumber(
  world: World,
  trunk: Trunk,
  numberSid: string,
): IncomingPhoneNumber {
  const number = world.twilio.phoneNumbers[numberSid]
  if (number?.accountSid !== trunk.accountSid) throw notOn(trunk, numberSid)
  if (number.options?.voiceApplicationSid) {
    number.options = { ...number.options, voiceApplicationSid: '' }
  }
  if (number.trunkSid === trunk.sid) return number
  detachPhoneNumber(world, number)
  number.trunkSid = trunk.sid
  number.dateUpdated = now(world)
  trunk.phoneNumberSids = including(trunk.phoneNumberSids, number.sid)
  changed(world)
  return number
}

/** The numbers that are attached to a trunk, in the order of their attaching. */
export function listAttachedPhoneNumbers(world: World, trunk: Trunk): IncomingPhoneNumber[] {
  return trunk.phoneNumberSids.flatMap((it) => world.twilio.phoneNumbers[it] ?? [])
}

/**
 * A number that is attached to a trunk.
 * @throws TwilioError 20404 when it is not
 */
export function fetchAttachedPhoneNumber(
  world: World,
  trunk: Trunk,
  numberSid: string,
): IncomingPhoneNumber {
  const number = world.twilio.phoneNumbers[numberSid]
  if (number?.trunkSid !== trunk.sid) throw notOn(trunk, numberSid)
  return number
}

/** Takes a number off its trunk, if it is on one; it stays in the account. */
export function detachPhoneNumber(world: World, number: IncomingPhoneNumber): void {
  const trunk = number.trunkSid === null ? undefined : world.twilio.trunks[number.trunkSid]
  if (trunk) trunk.phoneNumberSids = without(trunk.phoneNumberSids, number.sid)
  number.trunkSid = null
  number.dateUpdated = now(world)
  changed(world)
}

function giveAway(world: World, from: Account, number: IncomingPhoneNumber, to: Account): void {
  detachPhoneNumber(world, number)
  from.phoneNumberSids = without(from.phoneNumberSids, number.sid)
  to.phoneNumberSids = including(to.phoneNumberSids, number.sid)
  number.accountSid = to.sid
}

function expectTrunk(world: World, account: Account, { trunkSid }: NumberForm): Trunk | null {
  if (!trunkSid) return null
  const trunk = world.twilio.trunks[trunkSid]
  if (trunk?.accountSid !== account.sid) throw notFound(`/Trunks/${trunkSid}`, 'TrunkSid')
  return trunk
}

function expectAvailable({ twilio }: World, { sid }: Account, phoneNumber: string): void {
  const parameter = 'PhoneNumber'
  if (!E164.test(phoneNumber) || phoneNumber === MAGIC.invalid) {
    throw new TwilioError(21421, { parameter })
  }
  const isTaken = Object.values(twilio.phoneNumbers).some(
    (it) =>
      it.phoneNumber === phoneNumber &&
      // To every account the magic number is available, once.
      (it.accountSid === sid || phoneNumber !== MAGIC.available),
  )
  if (isTaken || phoneNumber === MAGIC.unavailable) throw new TwilioError(21422, { parameter })
}

/** A made-up number in an area of North America: three digits of the area, an exchange from 200 on, a line. */
function numberIn(world: World, account: Account, areaCode: string | undefined): string {
  if (areaCode === undefined) throw new TwilioError(21421, { hint: NO_CHOICE })
  if (areaCode === MAGIC.fullArea) return MAGIC.available
  if (!AREA_CODE.test(areaCode) || areaCode === MAGIC.emptyArea) {
    throw new TwilioError(21452, { parameter: 'AreaCode' })
  }
  const hex = draw(world, 'phone-number', `${account.sid} area ${areaCode}`)
  const line = `${Number.parseInt(hex.slice(0, 12), 16) % 8_000_000}`.padStart(7, '0')
  return `+1${areaCode}${Number(line.charAt(0)) + 2}${line.slice(1)}`
}

function notOn(trunk: Trunk, numberSid: string): TwilioError {
  return notFound(`/Trunks/${trunk.sid}/PhoneNumbers/${numberSid}`, 'PhoneNumberSid')
}

/** What numbers usually can: a picture is sent in North America only. */
function capabilitiesOf(phoneNumber: string): Capabilities {
  return { voice: true, sms: true, mms: phoneNumber.startsWith('+1'), fax: false }
}

function nationalFormat(phoneNumber: string): string {
  const digits = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phoneNumber)
  return digits ? `(${digits[1]}) ${digits[2]}-${digits[3]}` : phoneNumber
}
