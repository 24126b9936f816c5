import { expect, onTestFinished, test, vi } from 'vitest'
import { connectSimulator } from '../../src/client.ts'
import { browserModules } from '../support/modules.ts'
import { startOnPort } from '../support/port.ts'

test('the client carries no engine', async () => {
  expect((await browserModules('src/client.ts')).sort()).toStrictEqual([
    'src/client.ts',
    'src/control.ts',
    'src/domain/world-name.ts',
    'src/request.ts',
  ])
})

test('who replaces the global fetch catches nothing that steers the simulator', async () => {
  const { url } = await startOnPort()
  vi.stubGlobal('fetch', () => Promise.reject(new Error('replaced')))
  onTestFinished(() => void vi.unstubAllGlobals())
  const { control, fetch } = connectSimulator(url)
  expect(await control.health()).toStrictEqual({ status: 'ok' })
  expect((await fetch(new Request('http://trunkline/openapi.json'))).status).toBe(200)
})
