import { readFileSync } from 'node:fs'

/** A schema of the document, as far as the tests look at it. */
export interface Schema {
  $ref?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  description?: string
  example?: unknown
  'x-fidelity'?: { class: string; source: string }
}

type Content = Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: object[]
  parameters?: {
    name: string
    in: string
    required: boolean
    description?: string
    schema: Schema
  }[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<
    string,
    {
      description: string
      headers?: Record<string, { description: string; schema: Schema }>
      /** Absent where the answer has no body. */
      content?: Content
      'x-fidelity'?: unknown
    }
  >
  'x-fidelity'?: unknown
}

interface Document {
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> }
}

/** `openapi.json` as it is committed: what a client generator reads, whatever the definitions say by now. */
export const text = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')

export const committed: Document = JSON.parse(text)

/** Every operation, with the method and the path that it stands under. */
export const operations = Object.entries(committed.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
)

/** The component that a schema refers to, or the schema itself. */
export function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const component = committed.components.schemas[nameOf(schema.$ref)]
  if (!component) throw new Error(`Cannot resolve ${schema.$ref}: there is no such component`)
  return component
}

/** The last part of a reference. */
export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1)
}
