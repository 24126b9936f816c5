import { unusable } from './flags.ts'

/**
 * The number that a flag was given.
 * @throws RangeError for anything but digits up to the maximum
 */
export function wholeNumber(flag: string, text: string, maximum: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > maximum) {
    throw unusable(flag, text, `a whole number from 0 to ${maximum}`)
  }
  return value
}
