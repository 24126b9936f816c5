import type { Examples } from './examples.ts'
import type { Page } from './paging.ts'
import { sample } from './providers.ts'
import { type AvailableNumber, type ImportResult, sampleNumbers } from './twilio-numbers.ts'

const [first, second] = sampleNumbers
const capabilities = { voice: true, sms: true, mms: true, fax: false }

const imported: AvailableNumber = {
  ...first,
  friendlyName: '(415) 555-0100',
  capabilities,
  trunkSid: sample.trunkSid,
  isImported: true,
}

const free: AvailableNumber = {
  ...second,
  friendlyName: '(415) 555-0101',
  capabilities,
  trunkSid: null,
  isImported: false,
}

/** What the list of the numbers of the account answers. */
export const availablePage: Examples<Page<AvailableNumber>> = {
  numbers: { value: { items: [imported, free], totalCount: 2, skip: 0, take: 20 } },
  empty: { value: { items: [], totalCount: 0, skip: 0, take: 20 } },
}

/** What an import answers. */
export const importResult: Examples<ImportResult> = {
  imported: { value: { successCount: 2, failedCount: 0, errors: [] } },
  'partly-imported': {
    value: {
      successCount: 1,
      failedCount: 1,
      errors: [
        {
          phoneNumberSid: first.phoneNumberSid,
          errorMessage: `Cannot import phone number ${first.phoneNumberSid}: it is already imported for this provider.`,
        },
      ],
    },
  },
}
