/** How much a rule rests on: the documentation, a conclusion from it, or a choice of ours. */
export type FidelityClass = 'documented' | 'inferred' | 'invented'

/** Something that whoever talks to the service can observe. */
export interface LedgerRule {
  class: FidelityClass
  /** The rule in one sentence of our own. */
  says: string
  /**
   * A page of the BlackBox documentation (last part of its path), of Twilio's (its address), one of
   * Twilio's OpenAPI documents (`twilio-oai` and the file) or help articles; or the reason for a conclusion or a choice.
   */
  source: string
}

/** Rules by id: `noun/what-it-is-about`. */
export type Rules = Record<`${string}/${string}`, LedgerRule>

/**
 * What rests on one source, for a file of rules.
 * @returns a function that makes a rule of its sentence
 */
export const from = (kind: FidelityClass, source: string) => (says: string) =>
  ({ class: kind, says, source }) as const

/** The documentation says so, on the page named. */
export const onPage = (page: string) => from('documented', page)

/** No page says so, but documented facts lead there. */
export const concluded = (says: string, reason: string) => from('inferred', reason)(says)

/** Nothing says so: a choice of the simulator. */
export const chosen = (says: string, reason: string) => from('invented', reason)(says)

/** Twilio's OpenAPI documents (github.com/twilio/twilio-oai) say so; the file is the one of the API named. */
export const inOai = (api: 'accounts_v1' | 'api_v2010' | 'trunking_v1') =>
  onPage(`twilio-oai twilio_${api}.json`)

/** Twilio's page about an error code says when it comes. No page shows the body. */
export const onErrorPage = (code: number) => onPage(`twilio.com/docs/api/errors/${code}`)

/** No page says so, but recordings of real answers in public code show it. */
export const recorded = from('inferred', 'recorded answers of Twilio in public code')
