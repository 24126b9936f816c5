import { ANYWHERE, invalid, REFUSED, throughTwilio, WITH_BODY } from './problem-examples.ts'
import { sample } from './providers.ts'

const PROVIDERS = '/api/v1/providers/twilio'
const PROVIDER = `${PROVIDERS}/${sample.id}`
const NOT_FOUND = {
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
