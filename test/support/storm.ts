import { readdirSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { createSimulator } from '../../src/index.ts'
import { newOperator } from './operator.ts'
import { type Served, serve, spawnCli, temporaryDirectory } from './process.ts'
import { type Random, randomFrom } from './random.ts'
import { type Ask, type Asked, agentsOf, hex, newTenant, type Player, type Seen } from './tenant.ts'

/** What a storm came to. */
export interface Tally {
  kills: number
  /** Of those, how many struck a process that was not ready yet. */
  killedAtStart: number
  /** Of those, how many left a file behind that was being written. */
  killedAtWrite: number
  acknowledged: number
  /** Requests without an answer that were found done, and not done; where both look the same, nobody knows. */
  done: number
  notDone: number
  unknown: number
}

/** Tenants of two worlds, who wait for the same writes. */
const TENANTS = [
  ['ada', 'default'],
  ['bea', 'default'],
  ['cyd', 'default'],
  ['dan', 'other'],
  ['eve', 'other'],
] as const

/** Reads change nothing where verification never comes. */
const SCENARIO = 'pending-forever'
const FIXTURE = {
  accounts: TENANTS.map(([name]) => ({
    accountSid: `AC${hex(`account of ${name}`)}`,
    authToken: hex(`token of ${name}`),
  })),
  agents: TENANTS.flatMap(([name]) => agentsOf(name)),
}

/**
 * Kills a server again and again while clients change things, and looks after each kill whether everything that was
 * acknowledged is there, and each request that was not is done as a whole or not at all. What should be there is told
 * by twins: a simulator in this process for each player, which gets the same requests and is never killed.
 */
export async function storm({ kills, seed }: { kills: number; seed: number }): Promise<Tally> {
  const random = randomFrom(seed)
  const data = temporaryDirectory()
  const fixture = join(temporaryDirectory(), 'fixture.json')
  writeFileSync(fixture, JSON.stringify(FIXTURE))
  const args = ['--data', data, '--scenario', SCENARIO, '--fixture', fixture]
  const tenants = TENANTS.map(([name, world]) => newTenant(name, world))
  const players = [...tenants, newOperator('olga'), newOperator('pat')]
  const tally = newTally()
  const doubles: Double[] = []
  for (const [index, player] of players.entries()) {
    doubles.push(await doubleOf(player, randomFrom(seed * 100 + index), tally))
  }

  while (tally.kills < kills) {
    await killAtStarts(args, random, tally, kills - 1)
    const server = await startAgain(args, data, doubles)
    await killDuring(server, data, random, doubles)
    tally.kills += 1
    if (temporaryFiles(data).length > 0) tally.killedAtWrite += 1
    for (const name of worldFiles(data)) JSON.parse(readFileSync(join(data, name), 'utf8'))
  }
  const survivor = await startAgain(args, data, doubles)
  expect((await survivor.stop()).code).toBe(143)
  await startAgain(args, data, doubles)
  return tally
}

function newTally(): Tally {
  return {
    kills: 0,
    killedAtStart: 0,
    killedAtWrite: 0,
    acknowledged: 0,
    done: 0,
    notDone: 0,
    unknown: 0,
  }
}

/** Every third start or so is killed before it is ready, at any moment. */
async function killAtStarts(
  args: string[],
  random: Random,
  tally: Tally,
  most: number,
): Promise<void> {
  while (tally.kills < most && random.below(3) === 0) {
    const { child, firstLine, ended } = spawnCli(['start', '--port', '0', ...args])
    const timer = setTimeout(() => child.kill('SIGKILL'), random.below(400))
    await Promise.race([firstLine.then(() => child.kill('SIGKILL')), ended])
    clearTimeout(timer)
    expect(await ended).toMatchObject({ code: null, stderr: '' })
    tally.kills += 1
    tally.killedAtStart += 1
  }
}

/** Starts on what was left, which has to be everything. */
async function startAgain(args: string[], data: string, doubles: Double[]): Promise<Served> {
  const server = await serve(args)
  expect(temporaryFiles(data)).toEqual([])
  await Promise.all(doubles.map((double) => double.compare(server)))
  return server
}

/** Lets everybody play, and kills at a moment that the numbers choose: on a request, or in the middle of a write. */
async function killDuring(
  { url, kill, ended }: Served,
  data: string,
  random: Random,
  doubles: Double[],
): Promise<void> {
  let left = 10 + random.below(50)
  const turns = random.below(20)
  const isAtWrite = random.below(2) === 0
  const watcher = watch(data, (_event, name) => {
    if (left <= 0 && isAtWrite && name?.endsWith('.tmp')) kill('SIGKILL')
  })
  async function strike(): Promise<void> {
    left -= 1
    // Where no write comes any more, any request will do.
    if (left === (isAtWrite ? -50 : 0)) {
      for (let n = 0; n < turns; n++) await turn()
      kill('SIGKILL')
    }
  }
  const playing = doubles.map((double) => double.play(url, strike))
  const ends = await Promise.allSettled(playing)
  watcher.close()
  kill('SIGKILL')
  await ended
  expect(ends).toEqual(doubles.map(() => ({ status: 'fulfilled', value: undefined })))
}

/** A player, and the twin that says how it should be answered. */
interface Double {
  /** Plays until the server is gone. */
  play(url: string, onSent: () => Promise<void>): Promise<void>
  /** Looks whether the server holds what the twin does, with or without the request that got no answer. */
  compare(server: Served): Promise<void>
}

async function doubleOf(player: Player, random: Random, tally: Tally): Promise<Double> {
  const log: Asked[] = []
  let twin = await newTwin(log)
  let seen = await player.look(twin)
  let unanswered: Asked | undefined

  async function learn(asked: Asked) {
    log.push(asked)
    const answer = await twin(asked)
    seen = await player.look(twin)
    return answer
  }

  return {
    async play(url, onSent) {
      for (;;) {
        const asked = player.next(random, seen)
        unanswered = asked
        const answering = fetch(requestOf(url, asked)).catch(() => undefined)
        await onSent()
        const response = await answering
        if (!response) return
        // Once the status is there, all is saved; the rest of the answer may be lost.
        unanswered = undefined
        tally.acknowledged += 1
        const text = await response.text().catch(() => undefined)
        const expected = await learn(asked)
        expect(response.status, `${asked.method} ${asked.path}`).toBe(expected.status)
        if (text === undefined) return
        expect(lasting(text, url)).toBe(lasting(expected.text, TWIN))
      }
    },
    async compare({ url }) {
      const found = comparable(await player.look(askAt(url, fetch)), url)
      const before = comparable(seen, TWIN)
      const asked = unanswered
      unanswered = undefined
      if (!asked) {
        expect(found, `${player.name} lost something`).toEqual(before)
        return
      }
      await twin(asked)
      const seenAfter = await player.look(twin)
      const after = comparable(seenAfter, TWIN)
      const what = `${player.name}: ${asked.method} ${asked.path} is half done`
      expect([before, after], what).toContainEqual(found)
      const isDone = isDeepStrictEqual(found, after)
      if (isDeepStrictEqual(before, after)) tally.unknown += 1
      else tally[isDone ? 'done' : 'notDone'] += 1
      if (isDone) {
        log.push(asked)
        seen = seenAfter
      } else {
        twin = await newTwin(log)
      }
    },
  }
}

const TWIN = 'http://twin'

/** A simulator that has had those requests. */
async function newTwin(log: Asked[]): Promise<Ask> {
  const { fetch } = await createSimulator({ scenario: SCENARIO, fixture: FIXTURE })
  const ask = askAt(TWIN, fetch)
  for (const asked of log) await ask(asked)
  return ask
}

function askAt(origin: string, send: typeof fetch): Ask {
  return async (asked) => {
    const response = await send(requestOf(origin, asked))
    return { status: response.status, text: await response.text() }
  }
}

function requestOf(origin: string, { path, ...init }: Asked): Request {
  return new Request(origin + path, init)
}

/** JSON without what a restart may change: the origin that URLs of Twilio begin with, and what the journal holds. */
function lasting(text: string, origin: string): string {
  return text.replaceAll(origin, '').replaceAll(/"requests":\d+/g, '"requests":0')
}

function comparable(seen: Seen, origin: string): Seen {
  return JSON.parse(lasting(JSON.stringify(seen), origin))
}

function worldFiles(data: string): string[] {
  return readdirSync(data).filter((name) => name.endsWith('.json'))
}

function temporaryFiles(data: string): string[] {
  return readdirSync(data).filter((name) => name.endsWith('.tmp'))
}
