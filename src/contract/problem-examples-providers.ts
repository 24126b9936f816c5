import { ANYWHERE, invalid, PAGING, REFUSED, throughTwilio, WITH_BODY } from './problem-examples.ts'
import { sample } from './providers.ts'

const ANY_PROVIDER = `/api/v1/providers/${sample.id}`
const PROVIDERS = '/api/v1/providers/twilio'
/** The sample among the providers. */
export const PROVIDER = `${PROVIDERS}/${sample.id}`

/** What is said of a provider that there is not. */
export const NOT_FOUND = {
  'provider-not-found': `Cannot find provider ${sample.id}: no such provider.`,
}

const CREATE = 'Cannot create the Twilio provider'
const afterCreate = throughTwilio(CREATE)

/** The problems of a create. */
export const createProblems = {
  instance: PROVIDERS,
  cases: {
    ...afterCreate,
    ...WITH_BODY,
    400: {
      validation: invalid({
        AccountSid: ["The field AccountSid must match the regular expression '^AC[a-f0-9]{32}$'."],
        AuthToken: ['The AuthToken field is required.'],
        Name: ['The Name field is required.'],
      }),
      ...WITH_BODY[400],
      'credentials-refused': `${CREATE}: ${REFUSED}.`,
      'twilio-limit': `${CREATE}: Twilio answered 21244 (Maximum Number of Trunks reached).`,
    },
    401: { ...ANYWHERE[401], 'credentials-refused': `${CREATE}: ${REFUSED}.` },
    422: { 'credentials-refused': `${CREATE}: ${REFUSED}.` },
    500: {
      'fault-of-ours': `${CREATE}: Twilio answered 21243 (Credential Validation Error).`,
      ...ANYWHERE[500],
    },
    502: {
      'twilio-down': afterCreate[502]['twilio-down'],
      'twilio-unusable': `${CREATE}: Twilio answered 21248 (Trunk Domain already taken).`,
      'credentials-refused': `${CREATE}: ${REFUSED}.`,
      ...ANYWHERE[502],
    },
  },
}

/** The problems of a get, but for a malformed id. */
export const getProblems = { instance: PROVIDER, cases: { ...ANYWHERE, 404: NOT_FOUND } }

/** The problems of a get of any kind of provider, but for a malformed id. */
export const getAnyProblems = { instance: ANY_PROVIDER, cases: { ...ANYWHERE, 404: NOT_FOUND } }

/** The problems of a verification, but for a malformed id. */
export const verifyProblems = {
  instance: `${ANY_PROVIDER}/verify`,
  cases: { ...ANYWHERE, 404: NOT_FOUND },
}

/** The problems of a list of providers. */
export const listProblems = { instance: '/api/v1/providers', cases: { ...ANYWHERE, 400: PAGING } }

const DELETE = `Cannot delete provider ${sample.id}`

/** The problems of a delete, but for a malformed id. */
export const deleteProblems = {
  instance: ANY_PROVIDER,
  cases: {
    ...throughTwilio(DELETE),
    404: NOT_FOUND,
  },
}

const UPDATE = 'Cannot update the trunk of the provider'

/** The problems of an update. */
export const updateProblems = {
  instance: PROVIDER,
  cases: {
    ...throughTwilio(UPDATE),
    ...WITH_BODY,
    400: {
      validation: invalid({
        Name: ['The field Name must be a string with a maximum length of 100.'],
        '$.supportsCallTransfer': [
          'The JSON value could not be converted to boolean. Path: $.supportsCallTransfer.',
        ],
      }),
      ...WITH_BODY[400],
    },
    404: NOT_FOUND,
    409: {
      'trunk-missing': `${UPDATE}: Twilio answered 20404 (The requested resource /Trunks/${sample.trunkSid} was not found).`,
      'credentials-refused': `${UPDATE}: ${REFUSED}.`,
    },
  },
}

const REPLACE = 'Cannot update the auth token'

/** The problems of a change of the auth token. */
export const authTokenProblems = {
  instance: `${PROVIDER}/auth-token`,
  cases: {
    ...throughTwilio(REPLACE),
    ...WITH_BODY,
    400: {
      validation: invalid({
        AuthToken: ["The field AuthToken must match the regular expression '^[a-f0-9]{32}$'."],
      }),
      ...WITH_BODY[400],
      'credentials-refused': `${REPLACE}: ${REFUSED}.`,
    },
    401: { ...ANYWHERE[401], 'credentials-refused': `${REPLACE}: ${REFUSED}.` },
    404: NOT_FOUND,
    422: { 'credentials-refused': `${REPLACE}: ${REFUSED}.` },
    502: {
      ...throughTwilio(REPLACE)[502],
      'credentials-refused': `${REPLACE}: ${REFUSED}.`,
    },
  },
}
