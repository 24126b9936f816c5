import { expect } from 'vitest'
import type { z } from 'zod'
import { controlRoutes } from '../../src/contract/control.ts'
import { ProblemDetails } from '../../src/contract/problem.ts'
import { routes } from '../../src/contract/routes.ts'

interface Declared {
  description: string
  content?: Record<string, { schema: unknown } | undefined>
}

const definitions = Object.values({ ...routes, ...controlRoutes }).map((it) => ({
  ...it,
  pattern: patternOf(it.path),
}))

/**
 * Fails unless the answer is one that its route declares: the status, the content type, and a body that its schema
 * gives back unchanged, so that an extra member fails too. An answer outside every route is a ProblemDetails.
 */
export function expectDeclared(method: string, path: string, answer: Answer): void {
  if (method === 'HEAD' || method === 'OPTIONS') return
  const { status, headers, body, text } = answer
  const definition = definitions.find(
    (it) => it.method === method.toLowerCase() && it.pattern.test(path),
  )
  if (!definition) {
    expect(ProblemDetails.parse(body), text).toStrictEqual(body)
    return
  }
  const declared: Declared | undefined = Object.entries<Declared>(definition.responses).find(
    ([code]) => code === `${status}`,
  )?.[1]
  expect(
    declared,
    `${method} ${path} answered ${status}, which is not declared: ${text}`,
  ).toBeDefined()
  if (declared && !declared.content) {
    expect([headers.get('Content-Type'), text]).toEqual([null, ''])
    return
  }
  const type = headers.get('Content-Type')?.split(';')[0] ?? ''
  const schema = declared?.content?.[type]?.schema
  expect(
    schema,
    `${method} ${path} answered ${status} as ${type}, which is not declared`,
  ).toBeDefined()
  expect((schema as z.ZodType).parse(body), text).toStrictEqual(body)
}

/** What came back, read to its end. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The JSON value of the body; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at any member of any body
  body: any
}

/** The routes of a world are those of every world. */
function patternOf(template: string): RegExp {
  return new RegExp(`^(/__w/[^/]+)?${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}
