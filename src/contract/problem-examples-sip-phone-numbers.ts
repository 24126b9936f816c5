import { inUse } from './examples-sip-phone-numbers.ts'
import { ANYWHERE, invalid, PAGING, REFUSED, throughTwilio, WITH_BODY } from './problem-examples.ts'
import { NO_CREDENTIAL } from './problem-examples-sip-credentials.ts'
import { sample } from './providers.ts'
import { sampleManualNumber, sampleNumber } from './sip-phone-numbers.ts'

const NUMBERS = '/api/v1/sip-phone-numbers'
const NUMBER = `${NUMBERS}/${sampleNumber.id}`
const LINK = `${NUMBER}/agent-link`

/** No such phone number. */
export const NO_NUMBER = {
  'sip-phone-number-not-found': `Cannot find phone number ${sampleNumber.id}: no such phone number.`,
}

/** What cannot be done to a phone number that is to go, where it is Twilio's fault. */
export const TAKE_OFF = `Cannot take phone number ${sampleNumber.id} off the trunk`

/** A phone number that is to go, and cannot. */
export const USED_OR_REFUSED = {
  'in-use': {
    detail: `Cannot delete phone number ${sampleNumber.id}: agents use it ((\`force=true\` takes it from them)).`,
    more: { affectedAgents: inUse.affectedAgents },
  },
  'credentials-refused': `${TAKE_OFF}: ${REFUSED}.`,
}

/** The problems of the list of phone numbers. */
export const listNumbersProblems = { instance: NUMBERS, cases: { ...ANYWHERE, 400: PAGING } }

const numberBody = {
  ...WITH_BODY,
  400: {
    validation: invalid({
      PhoneNumber: ['The PhoneNumber field is required.'],
      DisplayName: ['The field DisplayName must be a string with a maximum length of 255.'],
    }),
    ...WITH_BODY[400],
  },
}
const TAKEN = {
  'already-exists': `Cannot store phone number ${sampleNumber.phoneNumber}: the organisation has it with this SIP credential.`,
}

/** The problems of a create of a phone number. */
export const createNumberProblems = {
  instance: NUMBERS,
  cases: {
    ...ANYWHERE,
    ...numberBody,
    404: NO_CREDENTIAL,
    409: TAKEN,
  },
}

/** The problems of a get of a phone number, but for a malformed id. */
export const getNumberProblems = { instance: NUMBER, cases: { ...ANYWHERE, 404: NO_NUMBER } }

/** The problems of an update of a phone number. */
export const updateNumberProblems = {
  instance: NUMBER,
  cases: {
    ...ANYWHERE,
    ...numberBody,
    404: { ...NO_NUMBER, ...NO_CREDENTIAL },
    409: {
      'already-exists': {
        detail: TAKEN['already-exists'],
        instance: `${NUMBERS}/${sampleManualNumber.id}`,
      },
      'managed-by-provider': `Cannot update phone number ${sampleNumber.id}: provider ${sample.id} manages its number and its SIP credential.`,
    },
  },
}

/** The problems of a delete of a phone number, but for a malformed id. */
export const deleteNumberProblems = {
  instance: NUMBER,
  cases: {
    ...throughTwilio(TAKE_OFF),
    404: NO_NUMBER,
    409: USED_OR_REFUSED,
  },
}

const noAgent = { validation: invalid({ agentId: ['The agentId field is required.'] }) }

/** The problems of a link. */
export const linkProblems = {
  instance: LINK,
  cases: {
    ...ANYWHERE,
    400: noAgent,
    404: NO_NUMBER,
    409: {
      'linked-elsewhere': `Cannot link phone number ${sampleNumber.phoneNumber}: another organisation takes its calls.`,
    },
  },
}

/** The problems of the end of a link. */
export const unlinkProblems = {
  instance: LINK,
  cases: { ...ANYWHERE, 400: noAgent, 404: NO_NUMBER },
}

/** The problems of "which agents use this number", but for a malformed id. */
export const numberUsageProblems = {
  instance: `${NUMBER}/affected-agents`,
  cases: { ...ANYWHERE, 404: NO_NUMBER },
}
