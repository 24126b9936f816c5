import type { z } from '@hono/zod-openapi'
import type { Context, Handler, Hono } from 'hono'
import type { World } from '../domain/world.ts'
import { apiKeyOf, organisationOf } from './auth.ts'
import { type Body, readJson } from './body.ts'
import type { Forceable } from './forced.ts'
import { jsonText } from './json-text.ts'
import { problemOf, validationProblem } from './problem.ts'
import { respond } from './respond.ts'
import { saved } from './saved.ts'
import type { Env, Services } from './services.ts'
import { passFrozen, steer } from './steer.ts'
import {
  merge,
  type Validated,
  validateBody,
  validateControlBody,
  validateParams,
  validateQuery,
} from './validation.ts'
import { isControl } from './world.ts'

/** The part of a `createRoute` definition that is served. */
interface Definition {
  operationId: string
  method: string
  path: string
  security?: object[]
  request?: {
    params?: z.ZodObject
    query?: z.ZodObject
    body?: { required: boolean; content: { 'application/json': { schema: z.ZodType } } }
  }
  responses: object
  getRoutingPath(): string
}

type Definitions = Record<string, Definition>

type ParamsOf<D> = D extends { request: { params: infer S extends z.ZodType } }
  ? z.output<S>
  : undefined
type QueryOf<D> = D extends { request: { query: infer S extends z.ZodType } }
  ? z.output<S>
  : undefined
type BodyOf<D> = D extends {
  request: { body: { content: { 'application/json': { schema: infer S extends z.ZodType } } } }
}
  ? z.output<S>
  : undefined

/** What a handler gets: every part as its definition declares it, valid. */
export interface Input<Params = unknown, Query = unknown, Body = unknown> {
  world: World
  organisation: string
  params: Params
  query: Query
  body: Body
}

/**
 * What a handler may answer: a declared status with the JSON body declared for it, and a path in its world; the status
 * alone where no content is declared.
 */
export type Reply<D extends Definition> = {
  [Status in keyof D['responses'] & number]: D['responses'][Status] extends {
    content: { 'application/json': { schema: infer S extends z.ZodType } }
  }
    ? { status: Status; body: z.input<S>; location?: string }
    : D['responses'][Status] extends { content: object }
      ? never
      : { status: Status }
}[keyof D['responses'] & number]

/**
 * One handler for every definition: a definition without one does not compile. Only the control plane may wait: the
 * other surfaces answer in one go, so that a request is atomic.
 */
export type Handlers<All extends Definitions> = {
  [Id in keyof All]: {
    serve(
      input: Input<ParamsOf<All[Id]>, QueryOf<All[Id]>, BodyOf<All[Id]>>,
    ):
      | Reply<All[Id]>
      | (All[Id]['path'] extends `/__admin${string}` ? Promise<Reply<All[Id]>> : never)
  }['serve']
}

/** Any handler, for the code that serves them all. Declared as a method: its input is checked at run time instead. */
type AnyHandler = {
  serve(input: Input): AnyReply | Promise<AnyReply>
}['serve']

interface AnyReply {
  status: number
  body?: unknown
  location?: string
}

/** The parts of a request, each as its schema sees it. */
interface Parts {
  params: Validated<unknown>
  query: Validated<unknown>
  body: Validated<unknown>
}

/** Every path that is served, with the methods that it allows. */
export type Paths = Map<string, string[]>

/**
 * Serves every definition with its handler.
 * The order is ASP.NET Core's: routing (404, 405), 401, 415 and 413, 400 with every problem at once, the handler.
 * @returns the paths of the definitions
 */
export function bind<All extends Definitions>(
  app: Hono<Env>,
  definitions: All,
  handlers: Handlers<All>,
  services: Services,
): Paths {
  const paths: Paths = new Map()
  for (const [id, definition] of Object.entries(definitions)) {
    const handler: AnyHandler | undefined = handlers[id]
    if (!handler) throw new Error(`Cannot serve ${id}: it has no handler`)
    const path = definition.getRoutingPath()
    const method = definition.method.toUpperCase()
    app.on(method, path, serve(definition, handler, services))
    paths.set(path, [...(paths.get(path) ?? []), method])
  }
  return paths
}

function serve(definition: Definition, handler: AnyHandler, services: Services): Handler<Env> {
  const { operationId } = definition
  const {
    params: paramsSchema,
    query: querySchema,
    body: bodyDefinition,
  } = definition.request ?? {}
  const bodySchema = bodyDefinition?.content['application/json'].schema
  const isOurs = isControl(definition.path)

  return (c) => {
    c.env.operationId = operationId
    if (isOurs) return run(c)
    if (services.apiKeys) {
      // Before all: who is not let in must not move the clock of a world.
      const apiKey = apiKeyOf(c, services)
      if (apiKey instanceof Response) return apiKey
    }
    return steer(c, services, definition as Forceable, () => run(c))
  }

  // Without a body nothing is waited for: the answer is given synchronously, which node-server sends faster.
  function run(c: Context<Env>): Response | Promise<Response> {
    const apiKey = isOurs ? '' : apiKeyOf(c, services)
    if (apiKey instanceof Response) return apiKey
    const params = paramsSchema ? validateParams(paramsSchema, c.req.param()) : NOTHING
    const query = querySchema ? validateQuery(querySchema, c.req.query()) : NOTHING
    const answered = (body: Validated<unknown>) => answer(c, apiKey, { params, query, body })
    if (!bodySchema) return answered(NOTHING)
    const isRequired = bodyDefinition?.required === true
    if (!isRequired && !hasBody(c)) return answered(validate(c, bodySchema, {}))
    const respond = (json: Body) => {
      if (json instanceof Response) return json
      return answered('data' in json ? validate(c, bodySchema, json.data) : json)
    }
    const json = readJson(c, services, isRequired)
    return json instanceof Promise ? json.then(respond) : respond(json)
  }

  function validate(c: Context<Env>, schema: z.ZodType, value: unknown): Validated<unknown> {
    if (isOurs) return validateControlBody(schema, value)
    const { assumptions } = services.simulator.world(c.env.world).settings
    return validateBody(schema, value, assumptions.errorKeys)
  }

  function answer(
    c: Context<Env>,
    apiKey: string,
    { params, query, body }: Parts,
  ): Response | Promise<Response> {
    if ('errors' in params || 'errors' in query || 'errors' in body) {
      return validationProblem(c, services, merge(params, query, body))
    }
    const valid = { params: params.data, query: query.data, body: body.data }
    if (isOurs) return control(c, valid)
    const world = services.simulator.enter(c.env.world)
    c.env.exchange = world.exchange
    world.exchange.preferred = c.env.preferred
    const response = attempt(c, { world, organisation: organisationOf(apiKey), ...valid })
    passFrozen(c.env, world)
    return saved(services, world, response)
  }

  /** A world is entered only for an operation that looks at it: others must work when no more world can be made. */
  function control(
    c: Context<Env>,
    valid: Pick<Input, 'params' | 'query' | 'body'>,
  ): Response | Promise<Response> {
    const entered: World[] = []
    const response = attempt(c, {
      get world() {
        const world = entered[0] ?? services.simulator.enter(c.env.world)
        entered[0] = world
        return world
      },
      organisation: '',
      ...valid,
    })
    return entered[0] ? saved(services, entered[0], response) : response
  }

  function attempt(c: Context<Env>, input: Input): Response | Promise<Response> {
    try {
      const reply = handler(input)
      if (!(reply instanceof Promise)) return send(c, reply)
      return reply.then((it) => send(c, it)).catch((error) => problemOf(c, services, error))
    } catch (error) {
      return problemOf(c, services, error)
    }
  }

  function send(c: Context<Env>, { status, body, location }: AnyReply): Response {
    return respond(c, services, {
      status,
      body: jsonText(body),
      location: location && c.env.prefix + location,
    })
  }
}

function hasBody({ req }: Context<Env>): boolean {
  const length = req.header('content-length')
  return length === undefined ? req.raw.headers.has('Content-Type') : Number(length) > 0
}

const NOTHING = { data: undefined }
