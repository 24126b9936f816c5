import type { TwilioOperation, TwilioScript } from '../../contract/scenario.ts'
import { decide, type Steered, sourcesFor } from '../precedence.ts'
import type { World } from '../world.ts'
import { authenticate, type TwilioCredentials } from './accounts.ts'
import {
  attachCredentialList,
  createCredentialList,
  deleteCredentialList,
  detachCredentialList,
  fetchCredentialList,
} from './credential-lists.ts'
import { createCredential } from './credentials.ts'
import { TwilioError, type TwilioErrorCode, TwilioTimeout } from './errors.ts'
import {
  attachPhoneNumber,
  detachPhoneNumber,
  fetchAttachedPhoneNumber,
  fetchPhoneNumber,
  listPhoneNumbers,
} from './phone-numbers.ts'
import type {
  Account,
  Credential,
  CredentialList,
  IncomingPhoneNumber,
  TransferMode,
  Trunk,
} from './state.ts'
import { createTrunk, deleteTrunk, fetchTrunk, type TrunkForm, updateTrunk } from './trunks.ts'

/** One call of the conversation with Twilio, without its secrets. */
export interface TwilioCall {
  operation: TwilioOperation
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** The HTTP status of the answer; null when none came. */
  status: number | null
  /** Twilio's error code, where the answer is an error. */
  code: TwilioErrorCode | null
}

/**
 * The calls that a provider makes at the fake Twilio with its credentials. Each is recorded in the exchange, and may
 * throw `TwilioError` or `TwilioTimeout`: what is scripted strikes first, then the account and the model have their say.
 */
export class TwilioClient {
  readonly #world: World
  readonly #credentials: TwilioCredentials
  readonly #scripts: readonly TwilioScript[]

  constructor(world: World, subject: TwilioCredentials & Steered) {
    const { accountSid, authToken } = subject
    this.#world = world
    this.#credentials = { accountSid, authToken }
    const sources = sourcesFor(world, subject)
    this.#scripts = decide(world, 'what Twilio answers', sources, (it) => it.twilio)?.says ?? []
  }

  fetchAccount(): Account {
    return this.#call('FetchAccount', 'GET', `${this.#account}.json`, (account) => account)
  }

  createTrunk(form: TrunkForm): Trunk {
    return this.#call('CreateTrunk', 'POST', '/v1/Trunks', (account) =>
      createTrunk(this.#world, account, form),
    )
  }

  fetchTrunk(sid: string): Trunk {
    return this.#call('FetchTrunk', 'GET', `/v1/Trunks/${sid}`, (account) =>
      fetchTrunk(this.#world, account, sid),
    )
  }

  updateTrunk(sid: string, transferMode: TransferMode): Trunk {
    return this.#call('UpdateTrunk', 'POST', `/v1/Trunks/${sid}`, (account) =>
      updateTrunk(this.#world, account, fetchTrunk(this.#world, account, sid), { transferMode }),
    )
  }

  deleteTrunk(sid: string): void {
    this.#call('DeleteTrunk', 'DELETE', `/v1/Trunks/${sid}`, (account) =>
      deleteTrunk(this.#world, account, fetchTrunk(this.#world, account, sid)),
    )
  }

  createCredentialList(friendlyName: string): CredentialList {
    return this.#call('CreateSipCredentialList', 'POST', `${this.#lists}.json`, (account) =>
      createCredentialList(this.#world, account, friendlyName),
    )
  }

  deleteCredentialList(sid: string): void {
    this.#call('DeleteSipCredentialList', 'DELETE', `${this.#lists}/${sid}.json`, (account) =>
      deleteCredentialList(this.#world, account, fetchCredentialList(this.#world, account, sid)),
    )
  }

  attachCredentialList(trunkSid: string, sid: string): void {
    const path = `/v1/Trunks/${trunkSid}/CredentialLists`
    this.#call('CreateCredentialList', 'POST', path, (account) => {
      const trunk = fetchTrunk(this.#world, account, trunkSid)
      attachCredentialList(this.#world, trunk, fetchCredentialList(this.#world, account, sid))
    })
  }

  listAttachedCredentialLists(trunkSid: string): string[] {
    const path = `/v1/Trunks/${trunkSid}/CredentialLists`
    return this.#call('ListCredentialList', 'GET', path, (account) => [
      ...fetchTrunk(this.#world, account, trunkSid).credentialListSids,
    ])
  }

  detachCredentialList(trunkSid: string, sid: string): void {
    const path = `/v1/Trunks/${trunkSid}/CredentialLists/${sid}`
    this.#call('DeleteCredentialList', 'DELETE', path, (account) =>
      detachCredentialList(this.#world, fetchTrunk(this.#world, account, trunkSid), sid),
    )
  }

  createCredential(listSid: string, form: { username: string; password: string }): Credential {
    const path = `${this.#lists}/${listSid}/Credentials.json`
    return this.#call('CreateSipCredential', 'POST', path, (account) =>
      createCredential(this.#world, fetchCredentialList(this.#world, account, listSid), form),
    )
  }

  listCredentials(listSid: string): string[] {
    const path = `${this.#lists}/${listSid}/Credentials.json`
    return this.#call('ListSipCredential', 'GET', path, (account) => [
      ...fetchCredentialList(this.#world, account, listSid).credentialSids,
    ])
  }

  attachPhoneNumber(trunkSid: string, sid: string): void {
    this.#call('CreatePhoneNumber', 'POST', `/v1/Trunks/${trunkSid}/PhoneNumbers`, (account) =>
      attachPhoneNumber(this.#world, fetchTrunk(this.#world, account, trunkSid), sid),
    )
  }

  listAttachedPhoneNumbers(trunkSid: string): string[] {
    const path = `/v1/Trunks/${trunkSid}/PhoneNumbers`
    return this.#call('ListPhoneNumber', 'GET', path, (account) => [
      ...fetchTrunk(this.#world, account, trunkSid).phoneNumberSids,
    ])
  }

  detachPhoneNumber(trunkSid: string, sid: string): void {
    const path = `/v1/Trunks/${trunkSid}/PhoneNumbers/${sid}`
    this.#call('DeletePhoneNumber', 'DELETE', path, (account) => {
      const trunk = fetchTrunk(this.#world, account, trunkSid)
      detachPhoneNumber(this.#world, fetchAttachedPhoneNumber(this.#world, trunk, sid))
    })
  }

  listPhoneNumbers(): IncomingPhoneNumber[] {
    const path = `${this.#account}/IncomingPhoneNumbers.json`
    return this.#call('ListIncomingPhoneNumber', 'GET', path, (account) =>
      listPhoneNumbers(this.#world, account),
    )
  }

  fetchPhoneNumber(sid: string): IncomingPhoneNumber {
    const path = `${this.#account}/IncomingPhoneNumbers/${sid}.json`
    return this.#call('FetchIncomingPhoneNumber', 'GET', path, (account) =>
      fetchPhoneNumber(this.#world, account, sid),
    )
  }

  get #account(): string {
    return `/2010-04-01/Accounts/${this.#credentials.accountSid}`
  }

  get #lists(): string {
    return `${this.#account}/SIP/CredentialLists`
  }

  #call<T>(
    operation: TwilioOperation,
    method: TwilioCall['method'],
    path: string,
    run: (account: Account) => T,
  ): T {
    const entry: TwilioCall = { operation, method, path, status: null, code: null }
    this.#world.exchange.twilioCalls.push(entry)
    try {
      strike(this.#scripts, operation)
      const answer = run(authenticate(this.#world, this.#credentials))
      entry.status = successStatus(operation, method)
      return answer
    } catch (error) {
      if (error instanceof TwilioError) {
        entry.status = error.status
        entry.code = error.code
      }
      throw error
    }
  }
}

/** At Twilio a POST creates (201) and also updates (200). */
function successStatus(operation: TwilioOperation, method: TwilioCall['method']): number {
  if (method === 'DELETE') return 204
  return method === 'POST' && !operation.startsWith('Update') ? 201 : 200
}

/** Throws the error that is scripted for this call. */
function strike(scripts: readonly TwilioScript[], operation: TwilioOperation): void {
  const script = scripts.find((it) => it.operation === operation || it.operation === '*')
  if (script?.error === 'timeout') throw new TwilioTimeout()
  if (script) throw new TwilioError(script.error)
}
