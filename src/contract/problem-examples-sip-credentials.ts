import { ofManual } from './examples-sip-credentials.ts'
import { ANYWHERE, invalid, PAGING, WITH_BODY } from './problem-examples.ts'
import { sample } from './providers.ts'
import { sampleCredential, sampleManualCredential } from './sip-credentials.ts'

const CREDENTIALS = '/api/v1/sip-credentials'
const CREDENTIAL = `${CREDENTIALS}/${sampleManualCredential}`

/** No such SIP credential. */
export const NO_CREDENTIAL = {
  'sip-credential-not-found': `Cannot find SIP credential ${sampleManualCredential}: no such SIP credential.`,
}

/** The problems of the list of credentials. */
export const listCredentialsProblems = {
  instance: CREDENTIALS,
  cases: { ...ANYWHERE, 400: PAGING },
}

const credentialBody = {
  ...WITH_BODY,
  400: {
    validation: invalid({
      Server: ['The Server field is required.'],
      AuthPassword: ['The field AuthPassword must be a string with a maximum length of 64.'],
    }),
    ...WITH_BODY[400],
  },
}
const managed = (doing: string) => ({
  'managed-by-provider': {
    detail: `Cannot ${doing} SIP credential ${sampleCredential.id}: provider ${sample.id} manages it.`,
    instance: `${CREDENTIALS}/${sampleCredential.id}`,
  },
})

/** The problems of a create of a credential. */
export const createCredentialProblems = {
  instance: CREDENTIALS,
  cases: { ...ANYWHERE, ...credentialBody },
}

/** The problems of a get of a credential, but for a malformed id. */
export const getCredentialProblems = {
  instance: CREDENTIAL,
  cases: { ...ANYWHERE, 404: NO_CREDENTIAL },
}

/** The problems of an update of a credential. */
export const updateCredentialProblems = {
  instance: CREDENTIAL,
  cases: {
    ...ANYWHERE,
    ...credentialBody,
    404: NO_CREDENTIAL,
    409: managed('update'),
  },
}

/** The problems of a delete of a credential, but for a malformed id. */
export const deleteCredentialProblems = {
  instance: CREDENTIAL,
  cases: {
    ...ANYWHERE,
    404: NO_CREDENTIAL,
    409: {
      'in-use': {
        detail: `Cannot delete SIP credential ${sampleManualCredential}: phone numbers use it ((\`force=true\` deletes it all the same)).`,
        more: { phoneNumbers: [ofManual] },
      },
      ...managed('delete'),
    },
  },
}

/** The problems of "who uses this credential", but for a malformed id. */
export const credentialUsageProblems = {
  instance: `${CREDENTIAL}/affected-agents`,
  cases: { ...ANYWHERE, 404: NO_CREDENTIAL },
}
