/** How much a rule rests on: the documentation, a conclusion from it, or a choice of ours. */
export type FidelityClass = 'documented' | 'inferred' | 'invented'

/** Something that whoever talks to the service can observe. */
export interface LedgerRule {
  class: FidelityClass
  /** The rule in one sentence of our own. */
  says: string
  /** A page of the BlackBox documentation (last part of its path), or the reason for a conclusion or a choice. */
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
