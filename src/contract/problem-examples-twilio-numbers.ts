import { ANYWHERE, invalid, PAGING, REFUSED, throughTwilio, WITH_BODY } from './problem-examples.ts'
import { NOT_FOUND, PROVIDER } from './problem-examples-providers.ts'
import { NO_NUMBER, TAKE_OFF, USED_OR_REFUSED } from './problem-examples-sip-phone-numbers.ts'
import { sampleNumber } from './sip-phone-numbers.ts'

const LIST_NUMBERS = 'Cannot list the phone numbers of the Twilio account'

/** The problems of the list of the numbers of an account. */
export const availableProblems = {
  instance: `${PROVIDER}/available-numbers`,
  cases: {
    ...throughTwilio(LIST_NUMBERS),
    400: PAGING,
    404: NOT_FOUND,
    409: { 'credentials-refused': `${LIST_NUMBERS}: ${REFUSED}.` },
  },
}

/** The problems of an import. */
export const importProblems = {
  instance: `${PROVIDER}/import-numbers`,
  cases: {
    ...ANYWHERE,
    ...WITH_BODY,
    400: {
      validation: invalid({ PhoneNumberSids: ['The PhoneNumberSids field is required.'] }),
      ...WITH_BODY[400],
    },
    404: NOT_FOUND,
  },
}

/** The problems of a removal, but for a malformed id. */
export const removeProblems = {
  instance: `${PROVIDER}/phone-numbers/${sampleNumber.id}`,
  cases: {
    ...throughTwilio(TAKE_OFF),
    404: { ...NOT_FOUND, ...NO_NUMBER },
    409: USED_OR_REFUSED,
  },
}
