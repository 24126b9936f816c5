import { CommanderError } from 'commander'
import { InputError } from './input.ts'

/** What the process ends with, besides 0. */
const EXIT = { failed: 1, usage: 2, portInUse: 3, invalidInput: 4 }
const UNUSABLE_HOST = new Set(['EACCES', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'ENOTFOUND'])

/** Tells the user why the process ends, and says with what. Commander has already printed its own errors. */
export function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE') {
    console.error(`Cannot listen: ${message}. Use --port 0 for a free one.`)
    return EXIT.portInUse
  }
  if (UNUSABLE_HOST.has(code)) {
    console.error(`Cannot listen: ${message}. See --host and --port.`)
    return EXIT.usage
  }
  console.error(message)
  if (error instanceof InputError) return EXIT.invalidInput
  return error instanceof RangeError || code === 'ERR_INVALID_URL' ? EXIT.usage : EXIT.failed
}
