import type { z } from '@hono/zod-openapi'
import type { Context, Handler, Hono } from 'hono'
import { accessAccount } from '../../domain/twilio/accounts.ts'
import { notFound, TwilioError } from '../../domain/twilio/errors.ts'
import type { Account } from '../../domain/twilio/state.ts'
import type { World } from '../../domain/world.ts'
import type { Paths } from '../bind.ts'
import type { Forceable } from '../forced.ts'
import { queryOf } from '../path.ts'
import { note } from '../respond.ts'
import { saved } from '../saved.ts'
import type { Env, Services } from '../services.ts'
import { passFrozen, steer } from '../steer.ts'
import { answer, familyOf } from './answer.ts'
import { callerOf } from './auth.ts'
import { type Part, refusalOf, refuse, twilioAnswers } from './error.ts'
import { type Given, given, readForm } from './form.ts'
import { filtersOf, type PageRequest } from './page.ts'
import { baseOf, resourceOf, routingPath, sidsIn } from './path.ts'

/** The part of a `createRoute` definition that is served. */
interface Definition {
  operationId: string
  method: string
  path: string
  request?: {
    params?: z.ZodObject
    query?: z.ZodObject
    body?: { content: { 'application/x-www-form-urlencoded': { schema: z.ZodObject } } }
  }
  responses: object
}

type Definitions = Record<string, Definition>

type Names<D> = D extends { request: { params: infer S extends z.ZodObject } }
  ? keyof S['shape'] & string
  : never
type QueryOf<D> = D extends { request: { query: infer S extends z.ZodType } }
  ? Given<z.output<S>>
  : undefined
type FormOf<D> = D extends {
  request: {
    body: {
      content: { 'application/x-www-form-urlencoded': { schema: infer S extends z.ZodType } }
    }
  }
}
  ? Given<z.output<S>>
  : undefined

/** What a handler gets. */
export interface Input<Name extends string = string, Form = unknown, Query = unknown> {
  world: World
  /** The account whose credentials the request carries. */
  caller: Account
  /** The account that the path names; the caller's own where it names none. */
  account: Account
  /** The SIDs of the path, by the names of its parameters. */
  sids: Record<Name, string>
  /** What absolute URLs begin with: the origin that the request knows, and the prefix of its world. */
  base: string
  /**
   * Reads the form. Twilio looks for the resource first, so a handler does too.
   * @throws TwilioError 20001, 20002
   */
  form(): Form
  /**
   * Reads the query, in the same turn.
   * @throws TwilioError 20002
   */
  query(): Query & PageRequest
}

/** What a handler may answer: the declared success, with the body declared for it. */
export type Reply<D extends Definition> = {
  [Status in keyof D['responses'] & (200 | 201 | 204)]: D['responses'][Status] extends {
    content: { 'application/json': { schema: infer S extends z.ZodType } }
  }
    ? { status: Status; body: z.input<S> }
    : { status: Status }
}[keyof D['responses'] & (200 | 201 | 204)]

/** One handler for every definition: a definition without one does not compile. */
export type Handlers<All extends Definitions> = {
  [Id in keyof All]: {
    serve(input: Input<Names<All[Id]>, FormOf<All[Id]>, QueryOf<All[Id]>>): Reply<All[Id]>
  }['serve']
}

/** Any handler, for the code that serves them all. Declared as a method: its input is checked at run time instead. */
type AnyHandler = { serve(input: Input): { status: number; body?: unknown } }['serve']

/**
 * Serves every definition with its handler.
 * The order is Twilio's: credentials, the account and its status, the resource, the parameters, limits.
 * @returns the paths of the definitions, with the methods that each allows
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
    const path = routingPath(definition.path)
    const method = definition.method.toUpperCase()
    app.on(method, path, serve(definition, handler, services))
    paths.set(path, [...(paths.get(path) ?? []), method])
  }
  return paths
}

function serve(definition: Definition, handler: AnyHandler, services: Services): Handler<Env> {
  const { operationId, request = {} } = definition
  const operation: Forceable = {
    ...(definition as unknown as Forceable),
    answers: twilioAnswers,
    // A fault for all of the API is for the BlackBox API: it should not strike, nor count, how a test sets Twilio up.
    isNamedOnly: true,
  }
  const formSchema = request.body?.content['application/x-www-form-urlencoded'].schema
  const querySchema = request.query

  return (c) => {
    c.env.operationId = operationId
    return steer(c, services, operation, () => {
      if (c.req.method !== 'POST') return run(c, NOTHING_SENT)
      return readForm(c, formSchema).then((form) => (form ? run(c, form) : tooLarge(c, services)))
    })
  }

  function run(c: Context<Env>, form: URLSearchParams): Response | Promise<Response> {
    const world = services.simulator.enter(c.env.world)
    c.env.exchange = world.exchange
    world.exchange.preferred = c.env.preferred
    const response = attempt(c, world, form)
    passFrozen(c.env, world)
    return saved(services, world, response)
  }

  function attempt(c: Context<Env>, world: World, form: URLSearchParams): Response {
    // What is looked at; until the form is read, what is missing is what the path names.
    let part: Part = '/headers/authorization'
    try {
      const caller = callerOf(c, world, operationId)
      part = '/path'
      const sids = sidsIn(c, request.params)
      const account = sids.AccountSid ? accessAccount(world, caller, sids.AccountSid) : caller
      if (account.status === 'closed' && c.req.method !== 'GET') throw new TwilioError(20403)
      const base = baseOf(c)
      const { status, body } = handler({
        world,
        caller,
        account,
        sids,
        base,
        form: () => {
          part = '/body'
          return formSchema && given(formSchema, form)
        },
        query: () => {
          const query = new URLSearchParams(queryOf(c.req.url))
          const names = Object.keys(querySchema?.shape ?? {})
          const url = (familyOf(c.env.path) === 'api' ? '' : base) + c.env.path
          const filters = filtersOf(names, query)
          part = '/query'
          return { ...(querySchema && given(querySchema, query)), url, filters }
        },
      })
      return answer(c, services, status, body)
    } catch (error) {
      const isMissing = part === '/path' && error instanceof TwilioError && error.code === 20404
      return refusalOf(c, services, isMissing ? notFound(resourceOf(c)) : error, part)
    }
  }
}

const NOTHING_SENT = new URLSearchParams()

function tooLarge(c: Context<Env>, services: Services): Response {
  note(c, { pointer: '/body', message: 'It is larger than 1 MiB.' })
  return refuse(c, services, { status: 413, code: 20413, message: 'Request body too large' })
}
