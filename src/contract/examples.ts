/** Examples of one body by name. The first is what is meant when none is named. */
export type Examples<Body> = Record<string, { value: Body }>

/** The part of a `createRoute` definition that shows examples. */
interface Definition {
  responses: Record<
    number,
    { description: string; content?: Record<string, { examples: Examples<unknown> }> }
  >
}

/**
 * The names of the examples that an operation has for a status, the default first; none where the status is not declared,
 * or has no body.
 * @param definition a value of `routes`
 */
export function exampleNames(definition: Definition, status: number): string[] {
  return Object.keys(examplesOf(definition, status))
}

/**
 * The body of an example, shared by all who ask for it; undefined where there is no such example.
 * @param definition a value of `routes`
 * @param name by default the first of `exampleNames`
 */
export function exampleOf(definition: Definition, status: number, name?: string): unknown {
  const examples = Object.entries(examplesOf(definition, status))
  const found = name === undefined ? examples[0] : examples.find(([it]) => it === name)
  return found?.[1].value
}

function examplesOf({ responses }: Definition, status: number): Examples<unknown> {
  const [content] = Object.values(responses[status]?.content ?? {})
  return content?.examples ?? {}
}
