import type { TwilioOperation } from '../../contract/scenario.ts'
import { steeringOf } from '../steering.ts'
import type { World } from '../world.ts'
import { authenticate, type TwilioCredentials } from './accounts.ts'
import {
  attachCredentialList,
  createCredential,
  createCredentialList,
  deleteCredential,
  deleteCredentialList,
  detachCredentialList,
  fetchCredentialList,
} from './credential-lists.ts'
import { TwilioError, type TwilioErrorCode, TwilioTimeout } from './errors.ts'
import { attachPhoneNumber } from './phone-numbers.ts'
import type { Account, TransferMode } from './state.ts'
import { createTrunk, deleteTrunk, fetchTrunk, setTransferMode, type TrunkForm } from './trunks.ts'

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

/** The calls that a provider makes at Twilio. Each may throw `TwilioError` or `TwilioTimeout`, and is recorded. */
export type TwilioClient = ReturnType<typeof twilioClient>

/** A client of the fake Twilio for one pair of credentials. Scripted errors strike here, before the model is asked. */
export function twilioClient(world: World, credentials: TwilioCredentials) {
  const account = `/2010-04-01/Accounts/${credentials.accountSid}`
  const lists = `${account}/SIP/CredentialLists`

  function call<T>(
    operation: TwilioOperation,
    method: TwilioCall['method'],
    path: string,
    run: (account: Account) => T,
  ): T {
    const entry: TwilioCall = { operation, method, path, status: null, code: null }
    world.exchange.twilioCalls.push(entry)
    try {
      strike(world, credentials.authToken, operation)
      const answer = run(authenticate(world, credentials))
      entry.status = SUCCESS[method](operation)
      return answer
    } catch (error) {
      if (error instanceof TwilioError)
        Object.assign(entry, { status: error.status, code: error.code })
      throw error
    }
  }

  return {
    fetchAccount: () => call('FetchAccount', 'GET', `${account}.json`, (it) => it),
    createTrunk: (form: TrunkForm) =>
      call('CreateTrunk', 'POST', '/v1/Trunks', (it) => createTrunk(world, it, form)),
    fetchTrunk: (sid: string) =>
      call('FetchTrunk', 'GET', `/v1/Trunks/${sid}`, (it) => fetchTrunk(world, it, sid)),
    updateTrunk: (sid: string, transferMode: TransferMode) =>
      call('UpdateTrunk', 'POST', `/v1/Trunks/${sid}`, (it) =>
        setTransferMode(world, fetchTrunk(world, it, sid), transferMode),
      ),
    deleteTrunk: (sid: string) =>
      call('DeleteTrunk', 'DELETE', `/v1/Trunks/${sid}`, (it) =>
        deleteTrunk(world, it, fetchTrunk(world, it, sid)),
      ),
    createCredentialList: (friendlyName: string) =>
      call('CreateSipCredentialList', 'POST', `${lists}.json`, (it) =>
        createCredentialList(world, it, friendlyName),
      ),
    deleteCredentialList: (sid: string) =>
      call('DeleteSipCredentialList', 'DELETE', `${lists}/${sid}.json`, (it) =>
        deleteCredentialList(world, it, fetchCredentialList(world, it, sid)),
      ),
    attachCredentialList: (trunkSid: string, sid: string) =>
      call('CreateCredentialList', 'POST', `/v1/Trunks/${trunkSid}/CredentialLists`, (it) =>
        attachCredentialList(
          world,
          fetchTrunk(world, it, trunkSid),
          fetchCredentialList(world, it, sid),
        ),
      ),
    listAttachedCredentialLists: (trunkSid: string) =>
      call('ListCredentialList', 'GET', `/v1/Trunks/${trunkSid}/CredentialLists`, (it) => [
        ...fetchTrunk(world, it, trunkSid).credentialListSids,
      ]),
    detachCredentialList: (trunkSid: string, sid: string) =>
      call(
        'DeleteCredentialList',
        'DELETE',
        `/v1/Trunks/${trunkSid}/CredentialLists/${sid}`,
        (it) => detachCredentialList(world, fetchTrunk(world, it, trunkSid), sid),
      ),
    createCredential: (listSid: string, form: { username: string; password: string }) =>
      call('CreateSipCredential', 'POST', `${lists}/${listSid}/Credentials.json`, (it) =>
        createCredential(world, fetchCredentialList(world, it, listSid), form),
      ),
    listCredentials: (listSid: string) =>
      call('ListSipCredential', 'GET', `${lists}/${listSid}/Credentials.json`, (it) => [
        ...fetchCredentialList(world, it, listSid).credentialSids,
      ]),
    deleteCredential: (listSid: string, sid: string) =>
      call('DeleteSipCredential', 'DELETE', `${lists}/${listSid}/Credentials/${sid}.json`, (it) =>
        deleteCredential(world, fetchCredentialList(world, it, listSid), sid),
      ),
    attachPhoneNumber: (trunkSid: string, sid: string) =>
      call('CreatePhoneNumber', 'POST', `/v1/Trunks/${trunkSid}/PhoneNumbers`, (it) =>
        attachPhoneNumber(world, fetchTrunk(world, it, trunkSid), sid),
      ),
    listAttachedPhoneNumbers: (trunkSid: string) =>
      call('ListPhoneNumber', 'GET', `/v1/Trunks/${trunkSid}/PhoneNumbers`, (it) => [
        ...fetchTrunk(world, it, trunkSid).phoneNumberSids,
      ]),
  }
}

/** At Twilio a POST creates (201) and also updates (200). */
const SUCCESS = {
  GET: () => 200,
  POST: (operation: TwilioOperation) => (operation.startsWith('Update') ? 200 : 201),
  DELETE: () => 204,
}

/** Throws the error that the token, or else the scenario, has for this call. */
function strike(world: World, authToken: string, operation: TwilioOperation): void {
  const steering = steeringOf(authToken)
  if (steering?.kind === 'twilio-error') {
    if (steering.operation === operation) throw new TwilioError(steering.code)
    return
  }
  const script = world.scenario?.twilio?.find(
    (it) => it.operation === operation || it.operation === '*',
  )
  if (script?.error === 'timeout') throw new TwilioTimeout()
  if (script) throw new TwilioError(script.error)
}
