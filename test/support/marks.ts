import { z } from 'zod'

/** The marks of a document: each names a rule of that ledger, with what the ledger says of it. */
export function marksOf(ledger: Record<string, { class: string; source: string }>) {
  return z
    .strictObject({
      rule: z.string(),
      class: z.enum(['documented', 'inferred', 'invented']),
      source: z.string().regex(/\w/),
    })
    .refine(({ rule, ...rests }) => {
      const { class: kind, source } = ledger[rule] ?? {}
      return rests.class === kind && rests.source === source
    })
}
