import { defineConfig } from 'vitest/config'

/** A limit is there to end what hangs, not to measure: on a busy machine a test may take long. */
const LIMIT = 30_000

export default defineConfig({ test: { testTimeout: LIMIT, hookTimeout: LIMIT } })
