import { OpenAPIHono } from '@hono/zod-openapi'
import { contact, emit, license } from '../document.ts'
import { rule } from '../twilio-fidelity.ts'
import { TAGS } from './operation.ts'
import { twilioRoutes } from './routes.ts'

/** The OpenAPI 3.1 document of Twilio's side, as far as Trunkline simulates it. */
export function twilioDocument(): Document {
  emitted ??= emitTwilio()
  return emitted
}

type Document = ReturnType<typeof emitTwilio>

/** It never changes, and to emit it takes longer than to explain a request. */
let emitted: Document | undefined

function emitTwilio() {
  const app = new OpenAPIHono()
  app.openAPIRegistry.registerComponent('securitySchemes', 'basic', {
    type: 'http',
    scheme: 'basic',
    description: 'The SID of an account, and its auth token.',
    ...rule('twilio-authentication/basic'),
  })
  return emit(app, Object.values(twilioRoutes), {
    info: {
      title:
        'Twilio: accounts, phone numbers and Elastic SIP Trunking, as Trunkline simulates them',
      version: '1.0.0',
      description:
        'What api.twilio.com, trunking.twilio.com and accounts.twilio.com answer, on one port. `x-fidelity` names the rule of the ledger behind a definition, and what it rests on.',
      contact,
      license,
    },
    servers: [{ url: 'http://127.0.0.1:4700', description: 'Trunkline on its default port' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  })
}
