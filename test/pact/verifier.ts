import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { VerifierOptions } from '@pact-foundation/pact'

/** What Pact says of a provider. */
export interface Report {
  /** Whether every interaction went as the pact says. */
  result: boolean
  interactionResults: { description: string; result: 'OK' | 'Error' }[]
  errors: {
    interaction: string
    mismatch: { message?: string; mismatches?: { path?: string; mismatch: string }[] }
  }[]
}

/** Pact's verifier in a process of its own: without a terminal, without proxies, and without telemetry. */
export function startVerifier() {
  const child = fork(fileURLToPath(new URL('verifier.mjs', import.meta.url)), {
    env: { PATH: process.env.PATH, PACT_DO_NOT_TRACK: 'true' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let printed = ''
  const print = (text: string) => {
    printed += text
  }
  child.stdout?.setEncoding('utf8').on('data', print)
  child.stderr?.setEncoding('utf8').on('data', print)
  return {
    /** Everything that it has printed. */
    printed: () => stripVTControlCharacters(printed),
    async verify(options: VerifierOptions): Promise<Report> {
      child.send(options)
      const [report] = await once(child, 'message')
      return report
    },
    stop() {
      child.kill()
    },
  }
}
