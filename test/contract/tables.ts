import { committed, type Schema } from './committed.ts'
import type { SeedMember } from './seeds.table.ts'

/** The operation at a method and a path. */
export function operationOf({ method, path }: { method: string; path: string }) {
  const operation = committed.paths[path]?.[method]
  if (!operation)
    throw new Error(`Cannot find ${method} ${path}: openapi.json has no such operation`)
  return operation
}

/** What a schema demands: everything in it but the words. */
export function rulesOf({ description, example, 'x-fidelity': _, ...rules }: Schema) {
  return rules
}

/** The schema that an entry of an attribute list spells out. */
export function printedRules(member: SeedMember): object {
  const { field: _, required: __, nullable, type, items, component, beyond, ...printed } = member
  if (component) return { $ref: `#/components/schemas/${component}` }
  return {
    ...printed,
    ...beyond?.keywords,
    type: nullable ? [type, 'null'] : type,
    ...(items && { items: { $ref: `#/components/schemas/${items}` } }),
  }
}

/** A JSON body that is one component. */
export function jsonOf(component: string): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${component}` } } }
}
