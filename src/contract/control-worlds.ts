import { createRoute, z } from '@hono/zod-openapi'
import {
  always,
  answer,
  body,
  common,
  notThere,
  optionalBody,
  params,
  refused,
  withBody,
} from './control-common.ts'
import { WorldState } from './state.ts'
import { NewWorld, ResetScope, Snapshot, WorldSummary } from './worlds.ts'

/** Worlds: what they hold, and copies of them. */
export const worldsRoutes = {
  reset: createRoute({
    ...common,
    operationId: 'reset',
    method: 'post',
    path: '/__admin/reset',
    summary: 'Put the world back to its start',
    description:
      'The world becomes what every world begins as: the fixture, clock, scenario and settings of the start, and an empty journal. Its seed and its snapshots stay. `only` puts back parts.',
    request: { body: optionalBody(ResetScope) },
    responses: {
      200: answer('The world after it.', WorldSummary),
      ...withBody,
    },
  }),

  exportState: createRoute({
    ...common,
    operationId: 'exportState',
    method: 'get',
    path: '/__admin/state',
    summary: 'Export the world',
    description: 'Everything that is in the world, without its secrets, as `importState` takes it.',
    responses: {
      200: answer('The world.', WorldState),
      ...always,
    },
  }),

  importState: createRoute({
    ...common,
    operationId: 'importState',
    method: 'put',
    path: '/__admin/state',
    summary: 'Import a world',
    description: 'Replaces everything that is in the world; its journal and its snapshots stay.',
    request: { body: body(WorldState) },
    responses: {
      200: answer('The world after it.', WorldSummary),
      ...withBody,
    },
  }),

  worlds: createRoute({
    ...common,
    operationId: 'worlds',
    method: 'get',
    path: '/__admin/worlds',
    summary: 'List the worlds',
    description: 'Every world that was made, in the order of their making.',
    responses: {
      200: answer('The worlds.', z.array(WorldSummary)),
      ...always,
    },
  }),

  createWorld: createRoute({
    ...common,
    operationId: 'createWorld',
    method: 'post',
    path: '/__admin/worlds',
    summary: 'Make a world',
    description:
      'A world is also made by its first request; this one may be a copy, or have another seed.',
    request: { body: body(NewWorld) },
    responses: {
      201: answer('The new world.', WorldSummary),
      404: notThere('origin'),
      409: refused('There is a world of that name.'),
      ...withBody,
    },
  }),

  dropWorld: createRoute({
    ...common,
    operationId: 'dropWorld',
    method: 'delete',
    path: '/__admin/worlds/{id}',
    summary: 'Drop a world',
    description: 'Its state, journal and snapshots are gone; a request to it begins it anew.',
    request: { params: params.world },
    responses: {
      200: answer('The world that was dropped.', WorldSummary),
      404: notThere('world'),
      ...always,
    },
  }),

  snapshots: createRoute({
    ...common,
    operationId: 'snapshots',
    method: 'get',
    path: '/__admin/snapshots',
    summary: 'List the snapshots of the world',
    description: 'In the order of their taking.',
    responses: {
      200: answer('The snapshots.', z.array(Snapshot)),
      ...always,
    },
  }),

  takeSnapshot: createRoute({
    ...common,
    operationId: 'takeSnapshot',
    method: 'post',
    path: '/__admin/snapshots/{name}',
    summary: 'Keep a copy of the world',
    description: 'One of the same name is replaced. Snapshots live in memory.',
    request: { params: params.snapshot },
    responses: {
      201: answer('The snapshot.', Snapshot),
      409: refused('The world has too many snapshots.'),
      ...always,
    },
  }),

  restoreSnapshot: createRoute({
    ...common,
    operationId: 'restoreSnapshot',
    method: 'post',
    path: '/__admin/snapshots/{name}/restore',
    summary: 'Put the world back to a snapshot',
    description: 'Everything is as it was then, steering and clock included; the journal goes on.',
    request: { params: params.snapshot },
    responses: {
      200: answer('The world after it.', WorldSummary),
      404: notThere('snapshot'),
      ...always,
    },
  }),

  dropSnapshot: createRoute({
    ...common,
    operationId: 'dropSnapshot',
    method: 'delete',
    path: '/__admin/snapshots/{name}',
    summary: 'Drop a snapshot',
    description: 'The world stays as it is.',
    request: { params: params.snapshot },
    responses: {
      200: answer('The snapshot that was dropped.', Snapshot),
      404: notThere('snapshot'),
      ...always,
    },
  }),
} as const
