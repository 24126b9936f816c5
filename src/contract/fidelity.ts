/** How much a definition rests on: the documentation, a conclusion from it, or a choice of ours. */
export type FidelityClass = 'documented' | 'inferred' | 'invented'

/** Where a behaviour comes from; stands as `x-fidelity` beside the definition that it speaks of. */
export interface Fidelity {
  class: FidelityClass
  /** A page of the BlackBox documentation (last part of its path), or the reason for the conclusion. */
  source: string
}

type Mark = { 'x-fidelity': Fidelity }

/** The documentation says so, on the page named. */
export const documented = (page: string): Mark => mark('documented', page)

/** No page says so, but documented facts lead there. */
export const inferred = (reason: string): Mark => mark('inferred', reason)

/** Nothing says so: a choice of the simulator. */
export const invented = (reason: string): Mark => mark('invented', reason)

const mark = (kind: FidelityClass, source: string): Mark => ({
  'x-fidelity': { class: kind, source },
})
