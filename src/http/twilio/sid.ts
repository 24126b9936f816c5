import { isStandIn } from '../../domain/state.ts'

const SID = /^[A-Z]{2}[0-9a-fA-F]{32}$/

/** A SID as the model knows it: Twilio's documents allow capitals among the hex digits. Any other text stays. */
export function normalSid(text: string): string {
  return SID.test(text) ? text.slice(0, 2) + text.slice(2).toLowerCase() : text
}

/** Whether a text is a SID of that kind, spelt as the model spells it. */
export function isSid(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && SID.test(text) && normalSid(text) === text
}

const AUTH_TOKEN = /^[a-f0-9]{32}$/

/** Whether a text could be an auth token, and does not only stand in for one that an export left out. */
export function isAuthToken(text: string | null): text is string {
  return text !== null && AUTH_TOKEN.test(text)
}

/** An auth token as an answer shows it: empty where only what stands in for it is known. */
export function shownToken(token: string | null): string {
  return token === null || isStandIn(token) ? '' : token
}
