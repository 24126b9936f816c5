import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import { controlRoutes } from './control.ts'
import { rule } from './fidelity.ts'
import { routes } from './routes.ts'
import { WHOLE_LEDGER } from './rules/whole-ledger.ts'

export const contact = { name: 'Trunkline', url: 'https://www.npmjs.com/package/trunkline' }
export const license = { name: 'MIT', url: 'https://opensource.org/license/mit' }

/**
 * The OpenAPI 3.1 document of the BlackBox surface, emitted from the same definitions that are served.
 * Plain data: `JSON.stringify(document, null, 2)` and a newline are the bytes of `openapi.json`.
 */
export function openApiDocument(): Document {
  emitted ??= emitOpenApi()
  return emitted
}

type Document = ReturnType<typeof emitOpenApi>

/** It never changes, and to emit it takes longer than to explain a request. */
let emitted: Document | undefined

function emitOpenApi() {
  const app = new OpenAPIHono()
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key. Its organisation owns what it creates; another organisation gets 404. Trunkline accepts any key unless `--api-key` narrows it.',
    ...rule('authentication/bearer'),
  })
  return emit(app, Object.values(routes), {
    info: {
      title: 'Dasha BlackBox: telephony providers, as Trunkline simulates them',
      version: '1.0.0',
      description:
        'Connects a Twilio account as a telephony provider, imports its phone numbers and links them to agents. `x-fidelity` says of every definition whether it is documented, inferred or invented.',
      contact,
      license,
    },
    servers: [
      { url: 'http://127.0.0.1:4700', description: 'Trunkline on its default port' },
      { url: 'https://blackbox.dasha.ai', description: 'The real service' },
    ],
    tags: [
      {
        name: 'Twilio providers',
        description: 'Twilio accounts that are connected as telephony providers.',
      },
      { name: 'Providers', description: 'Telephony providers of any kind.' },
      {
        name: 'SIP phone numbers',
        description:
          'Phone numbers that agents can use, imported from a provider or entered by hand.',
      },
      {
        name: 'SIP credentials',
        description: 'How calls reach a SIP server, made by a provider or entered by hand.',
      },
    ],
  })
}

/** The OpenAPI 3.1 document of the control plane. */
export function controlDocument() {
  return emit(new OpenAPIHono(), Object.values(controlRoutes), {
    info: {
      title: 'Trunkline: the control plane',
      version: '1.0.0',
      description:
        'Puts a world into any state and tells what happened in it. It is for tests: no real service has it. A path may begin with `/__w/{world}`; without it, and without `X-Mock-World`, a request is about the world `default`.',
      contact,
      license,
    },
    servers: [{ url: 'http://127.0.0.1:4700', description: 'Trunkline on its default port' }],
    tags: [{ name: 'Control plane', description: 'Steering, time, worlds and what happened.' }],
  })
}

type Config = Omit<Parameters<OpenAPIHono['getOpenAPI31Document']>[0], 'openapi'>

/** A document of some definitions, as plain data. */
export function emit(
  { openAPIRegistry, getOpenAPI31Document }: OpenAPIHono,
  all: RouteConfig[],
  config: Config,
) {
  for (const route of all) openAPIRegistry.registerPath(route)
  const { webhooks: _none, ...document } = getOpenAPI31Document({ openapi: '3.1.0', ...config })
  const { parameters: _noParameters, ...components } = document.components ?? {}
  return withSources({ ...document, components })
}

/** A document whose marks also say what each rule rests on. */
function withSources<T>(document: T): T {
  return JSON.parse(JSON.stringify(document), (name, value) => {
    if (name !== 'x-fidelity') return value
    const id: keyof typeof WHOLE_LEDGER = value.rule
    const { class: kind, source } = WHOLE_LEDGER[id]
    return { rule: id, class: kind, source }
  })
}
