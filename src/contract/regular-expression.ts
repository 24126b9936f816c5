import { z } from '@hono/zod-openapi'

/** Against absurd expressions; a slow one can be short, and nothing here stops it. */
const MAX_LENGTH = 1000

/** Unicode mode refuses what only Java knows (`\Q`, `\A`) where JavaScript would else read it as plain letters. */
const FLAGS = 'su'

/** A regular expression of JavaScript. `.` stands for every character, line breaks too, as in WireMock. */
export const RegularExpression = z
  .string()
  .max(MAX_LENGTH, { abort: true })
  .superRefine((source, context) => {
    const fault = faultIn(source)
    if (fault) context.addIssue({ code: 'custom', message: ruleOf(fault) })
  })

const ruleOf = (fault: string) => `must be a regular expression of JavaScript: ${fault}`

/** Whether the expression matches the whole text, as `matches` of Java does. */
export function matchesWhole(source: string, text: string): boolean {
  return new RegExp(`^(?:${source})$`, FLAGS).test(text)
}

/** Why the expression does not compile, without the expression: it may quote a secret. */
function faultIn(source: string): string | undefined {
  try {
    new RegExp(source, FLAGS)
    return undefined
  } catch (error) {
    return String(error).split(': ').at(-1)
  }
}
