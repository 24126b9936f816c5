import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { validBody } from '../support/client.ts'
import { refusalOf, type Steered, steeredWays } from '../support/steered.ts'

const START = '2025-01-01T00:00:00.000Z'

/** A scenario under which the first verification runs so many seconds after the create. */
const after = (seconds: number) => ({
  name: `after-${seconds}`,
  description: `Verified after ${seconds} seconds.`,
  verification: { progression: { mode: 'time' as const, seconds } },
})

/** A provider whose first verification is due so many seconds from now. */
async function dueIn({ control, create }: Steered, seconds: number, name = 'Main') {
  await control.setScenario(after(seconds))
  const { body } = await create({ ...validBody, name })
  await control.clearScenario()
  return body.id as string
}

describe.each(steeredWays)('$way', ({ start }) => {
  test('a clock stands at the start of 2025, and nothing is due', async () => {
    const { control } = await start()

    expect(await control.clock()).toEqual({ mode: 'frozen', now: START, nextEvent: null })
  })

  test.each([
    ['PT1S', '2025-01-01T00:00:01.000Z'],
    ['PT1.005S', '2025-01-01T00:00:01.005Z'],
    ['PT1H30M', '2025-01-01T01:30:00.000Z'],
    ['P1D', '2025-01-02T00:00:00.000Z'],
    ['P1W2DT3H4M5S', '2025-01-10T03:04:05.000Z'],
    ['PT0S', START],
  ])('%s moves a clock to %s', async (duration, now) => {
    const { control } = await start()

    expect(await control.advance(duration)).toEqual({ mode: 'frozen', now, nextEvent: null })
    expect((await control.clock()).now).toBe(now)
  })

  test.each([
    'P1M',
    'P1Y',
    '-PT1H',
    'PT-1H',
    'PT',
    'P',
    '',
    '1H',
    'pt1h',
    'PT1.5H',
    'PT1S1M',
    'PT1.0005S',
    ' PT1H',
    'PT1H\n',
    '3600',
    'next',
    'P99999999W',
  ])('the duration "%s" is refused and moves nothing', async (duration) => {
    const { control } = await start()

    const { status, problem } = await refusalOf(control.advance(duration))

    expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, ['/duration']])
    expect((await control.clock()).now).toBe(START)
  })

  test('a duration that no number holds is refused', async () => {
    const { control } = await start()

    const { problem } = await refusalOf(control.advance(`P${'9'.repeat(400)}W`))

    expect(problem.errors).toEqual({ '/duration': ['must not lead out of the years 0 to 9998'] })
  })

  test.each([
    'yesterday',
    '2025-02-30T00:00:00Z',
    '2025-01-01',
    '2025-01-01T00:00:00',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59Z',
  ])('the instant "%s" is refused and moves nothing', async (instant) => {
    const { control } = await start({ clock: 'real' })

    const { status, problem } = await refusalOf(control.freeze(instant))

    expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, ['/instant']])
    expect((await control.clock()).mode).toBe('real')
  })

  test('an action that there is not is refused with those that there are', async () => {
    const { control } = await start()

    const { message } = await refusalOf(control.setClock({ action: 'stop' } as never))

    expect(message).toMatch(/\/action: .*'freeze' \| 'advance' \| 'resume' \| 'reset'/)
  })

  test('a clock is frozen at an instant, in whatever zone it is given', async () => {
    const { control } = await start()

    expect((await control.freeze('2031-07-01T12:00:00+02:00')).now).toBe('2031-07-01T10:00:00.000Z')
  })

  test('a frozen clock goes back where it is told to', async () => {
    const { control, create } = await start()
    await control.freeze('2020-01-01T00:00:00Z')
    const { body } = await create()
    await control.setVerification(body.id, { outcome: 'failed' })

    expect((await control.exportState()).providers[body.id]?.verification.lastVerifiedAt).toBe(
      Date.UTC(2020, 0, 1),
    )
  })

  test('a real clock that is frozen stays where it was, and runs on from there', async () => {
    onTestFinished(() => void vi.useRealTimers())
    vi.setSystemTime('2030-01-01T00:00:00Z')
    const { control } = await start({ clock: 'real' })
    vi.setSystemTime('2030-01-01T01:00:00Z')
    const frozen = await control.freeze()
    vi.setSystemTime('2030-01-01T02:00:00Z')
    const still = await control.clock()
    await control.resume()
    vi.setSystemTime('2030-01-01T02:00:01Z')

    expect([frozen.now, still.now, await control.clock()]).toEqual([
      '2030-01-01T01:00:00.000Z',
      '2030-01-01T01:00:00.000Z',
      { mode: 'real', now: '2030-01-01T01:00:01.000Z', nextEvent: null },
    ])
  })

  test('a real clock that is moved on keeps its lead', async () => {
    onTestFinished(() => void vi.useRealTimers())
    vi.setSystemTime('2030-01-01T00:00:00Z')
    const { control } = await start({ clock: 'real' })
    await control.advance('P1D')
    vi.setSystemTime('2030-01-01T00:00:01Z')

    expect((await control.clock()).now).toBe('2030-01-02T00:00:01.000Z')
  })

  test('a clock is put back to what the server began with', async () => {
    const { control } = await start({ now: '2027-01-01T00:00:00Z' })
    await control.advance('P1D')
    await control.resume()

    expect(await control.setClock({ action: 'reset' })).toEqual({
      mode: 'frozen',
      now: '2027-01-01T00:00:00.000Z',
      nextEvent: null,
    })
  })

  test('what is due happens at its own instant, however far the clock is moved', async () => {
    const steered = await start()
    const id = await dueIn(steered, 600)
    await steered.control.advance('PT59M')

    expect((await steered.get(id)).body.lastVerifiedAt).toBe('2025-01-01T00:10:00Z')
  })

  test('what is due later has not happened yet', async () => {
    const steered = await start()
    const id = await dueIn(steered, 600)
    await steered.control.advance('PT9M59.999S')

    expect((await steered.get(id)).body.verificationStatus).toBe('pending')
  })

  test('a clock that is frozen at a later instant does what is due on the way', async () => {
    const steered = await start()
    const id = await dueIn(steered, 600)
    await steered.control.freeze('2025-01-01T00:30:00Z')

    expect((await steered.get(id)).body.lastVerifiedAt).toBe('2025-01-01T00:10:00Z')
  })

  test('the clock says what is due next, and goes there', async () => {
    const steered = await start()
    const { control } = steered
    await dueIn(steered, 60, 'Late')
    await dueIn(steered, 30, 'Early')

    const seen = [(await control.clock()).nextEvent]
    for (let event = 0; event < 4; event++) seen.push((await control.advance('next-event')).now)

    expect(seen).toEqual([
      '2025-01-01T00:00:30.000Z',
      '2025-01-01T00:00:30.000Z',
      '2025-01-01T00:01:00.000Z',
      '2025-01-01T01:00:30.000Z',
      '2025-01-01T01:01:00.000Z',
    ])
  })

  test('due things happen in the order of time, whatever the order of their making', async () => {
    const steered = await start()
    const late = await dueIn(steered, 60, 'Late')
    const early = await dueIn(steered, 30, 'Early')
    await steered.control.advance('PT2M')

    expect(
      [await steered.get(early), await steered.get(late)].map(({ body }) => body.lastVerifiedAt),
    ).toEqual(['2025-01-01T00:00:30Z', '2025-01-01T00:01:00Z'])
  })

  test('an event that was put off is not the next one any more', async () => {
    const steered = await start()
    const { control } = steered
    const id = await dueIn(steered, 60)
    await control.setVerification(id, { progression: { mode: 'time', seconds: 120 } })

    expect([(await control.clock()).nextEvent, (await control.advance('next-event')).now]).toEqual([
      '2025-01-01T00:02:00.000Z',
      '2025-01-01T00:02:00.000Z',
    ])
  })

  test('where nothing is due the clock cannot go to the next event', async () => {
    const { control, create } = await start()
    await create()

    const { status, message } = await refusalOf(control.advance('next-event'))

    expect([status, message]).toEqual([
      409,
      'Cannot advance to the next event: nothing is due by the clock.',
    ])
    expect((await control.clock()).now).toBe(START)
  })

  test('what was due for a provider that stays pending now is not due any more', async () => {
    const steered = await start()
    const id = await dueIn(steered, 60)
    await steered.control.setVerification(id, { outcome: 'pending' })

    expect((await steered.control.clock()).nextEvent).toBeNull()
    expect((await refusalOf(steered.control.advance('next-event'))).status).toBe(409)
  })

  test('a clock that is put back verifies again when its time comes again', async () => {
    const steered = await start()
    const { control, get } = steered
    const id = await dueIn(steered, 60)
    await control.advance('PT5M')
    await control.setClock({ action: 'reset' })

    expect((await control.clock()).nextEvent).toBe('2025-01-01T01:01:00.000Z')
    await control.advance('next-event')
    expect((await get(id)).body.lastVerifiedAt).toBe('2025-01-01T01:01:00Z')
  })
})
