// What the framework alone costs: the same routes with static bytes, the body read as JSON, nothing validated.

import { Hono } from 'hono'
import { created, id, invalid, verified } from './bodies.mjs'

const json = { 'Content-Type': 'application/json' }
const problem = { 'Content-Type': 'application/problem+json' }
const withLocation = { ...json, Location: `/api/v1/providers/twilio/${id}` }

export const app = new Hono()

app.get('/health', (c) => c.body('{"status":"ok"}', 200, json))
app.get('/api/v1/providers/twilio/:id', (c) => c.body(verified, 200, json))

app.put('/api/v1/providers/twilio/:id', async (c) => {
  await c.req.json()
  return c.body(verified, 200, json)
})

app.post('/api/v1/providers/twilio', async (c) => {
  const { name } = await c.req.json()
  return name === '' ? c.body(invalid, 400, problem) : c.body(created, 201, withLocation)
})
