import { z } from '@hono/zod-openapi'

/** What the documentation leaves open and matters most to a client. Each is a setting, not code. */
export const Assumptions = z.strictObject({
  /** The status of a successful create. */
  createStatus: z.literal([201, 200]).default(201),
  /** How `errors` of a 400 names members of the body: `AccountSid` or `accountSid`. */
  errorKeys: z.enum(['pascal', 'camel']).default('pascal'),
  /** The status of a create whose credentials Twilio refuses. */
  refusedCredentials: z.literal([400, 401, 422, 502]).default(400),
})

export type Assumptions = z.output<typeof Assumptions>
