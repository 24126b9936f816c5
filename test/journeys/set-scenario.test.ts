import { describe, expect, test } from 'vitest'
import { refusalOf, steeredWays } from '../support/steered.ts'

const OWN = {
  name: 'numbers-fail',
  description: 'The numbers fail.',
  verification: { checks: { 'Phone Numbers': 'failed' as const } },
}

describe.each(steeredWays)('$way', ({ start }) => {
  test('all is well at the start', async () => {
    const { control } = await start()

    expect(await control.scenario()).toEqual({ scenario: null })
  })

  test('the scenario of the start is on, and among the known ones [steering/5-start]', async () => {
    const { control } = await start({ scenario: OWN })

    expect(await control.scenario()).toEqual({ scenario: OWN })
    expect(await control.scenarios()).toContainEqual(OWN)
  })

  test('the shipped scenarios are known by name', async () => {
    const { control } = await start()

    expect((await control.scenarios()).map(({ name }) => name)).toEqual([
      'bad-credentials',
      'credential-list-detached',
      'failed',
      'pending-forever',
      'rate-limited',
      'slow-verification',
      'trunk-missing',
      'twilio-down',
      'twilio-timeout',
      'verified',
      'warning',
    ])
  })

  test('a scenario of the start takes the place of a shipped one of its name', async () => {
    const warning = { ...OWN, name: 'warning' }
    const { control } = await start({ scenario: warning })

    expect((await control.scenarios()).filter(({ name }) => name === 'warning')).toEqual([warning])
    await control.clearScenario()
    expect(await control.setScenario('warning')).toEqual({ scenario: warning })
  })

  test('a scenario that is set by its name speaks from the next request on', async () => {
    const { control, create, get } = await start()
    const { id } = (await create()).body
    const { scenario } = await control.setScenario('warning')

    expect([scenario?.name, (await control.scenario()).scenario]).toEqual(['warning', scenario])
    expect((await get(id)).body.verificationStatus).toBe('warning')
  })

  test('a scenario may be given in full', async () => {
    const { control, create, get } = await start()
    expect(await control.setScenario(OWN)).toEqual({ scenario: OWN })
    const { id } = (await create()).body

    expect(
      (await get(id)).body.verificationDetails.map((it: { status: string }) => it.status),
    ).toEqual(['passed', 'passed', 'passed', 'failed'])
  })

  test('a scenario takes the place of the one before', async () => {
    const { control, create } = await start()
    await control.setScenario('twilio-down')
    await control.setScenario('warning')

    expect((await create()).status).toBe(201)
  })

  test('a scenario that is cleared speaks no more, until it is reset to that of the start', async () => {
    const { control, create } = await start({ scenario: 'twilio-down' })
    const statuses = [(await create()).status]
    expect(await control.clearScenario()).toEqual({ scenario: null })
    statuses.push((await create()).status)
    await control.reset({ only: ['scenario'] })
    statuses.push((await create()).status)

    expect(statuses).toEqual([502, 201, 502])
  })

  test('a name that nobody knows is refused with those that are known', async () => {
    const { control } = await start({ scenario: 'failed' })

    const { status, message } = await refusalOf(control.setScenario('fail'))

    expect([status, message]).toEqual([
      404,
      expect.stringMatching(
        /^Cannot set scenario fail: no such scenario\. Use one of bad-.*, failed/,
      ),
    ])
    expect((await control.scenario()).scenario?.name).toBe('failed')
  })

  test.each([
    [{}, ['/name']],
    [{ name: 7 }, ['/name']],
    [{ ...OWN, description: undefined }, ['/description']],
    [{ ...OWN, verification: { outcome: 'great' } }, ['/verification/outcome']],
    [
      { ...OWN, verification: { outcome: 'failed', progression: { mode: 'time', seconds: 0 } } },
      ['/verification/progression/seconds'],
    ],
    [{ ...OWN, verification: { outcome: 'failed', checks: {} } }, ['/verification']],
    [{ ...OWN, verification: { checks: { Numbers: 'failed' } } }, ['/verification/checks/Numbers']],
    [{ ...OWN, twilio: [{ operation: 'FetchAccount', error: 1 }] }, ['/twilio/0/error']],
    [{ ...OWN, twilio: [{ operation: 'Call', error: 20003 }] }, ['/twilio/0/operation']],
    [{ ...OWN, faults: [{ match: {} }] }, ['/faults/0']],
    [{ ...OWN, faults: [{ status: 418 }] }, ['/faults/0/status']],
    [{ ...OWN, faults: [{ status: 503 }, { fault: 'NOISE' }] }, ['/faults/1/fault']],
    [{ ...OWN, fault: 'TIMEOUT' }, ['/fault']],
  ])('the scenario %j is refused at %j and changes nothing', async (scenario, places) => {
    const { control } = await start({ scenario: 'failed' })

    const { status, problem } = await refusalOf(control.setScenario(scenario as never))

    expect([status, Object.keys(problem.errors ?? {})]).toEqual([400, places])
    expect((await control.scenario()).scenario?.name).toBe('failed')
  })
})
