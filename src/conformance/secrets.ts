import type { Access } from './target.ts'

/** A text without the secrets of the run: what a server sends back may hold what was sent. It is cut where it is long. */
export function shown(text: string, { token, account }: Access): string {
  const secrets = [token, account?.authToken ?? token]
  // A secret that is cut would not be found, so the cut comes last.
  const without = secrets
    .flatMap((it) => [it, JSON.stringify(it).slice(1, -1), encodeURIComponent(it)])
    .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text)
  return without.length > LONGEST ? `${without.slice(0, LONGEST)}…` : without
}

const LONGEST = 300
