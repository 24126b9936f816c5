/** What HTTP Basic authentication carries. */
export interface BasicCredentials {
  user: string
  password: string
}

const BASIC = /^basic +([a-z0-9+/]+=*) *$/i

/** The Basic credentials of a request; null where it has none that can be read. */
export function basicCredentials({ headers }: Request): BasicCredentials | null {
  const encoded = BASIC.exec(headers.get('Authorization') ?? '')?.[1]
  const text = encoded === undefined ? undefined : decoded(encoded)
  const colon = text?.indexOf(':') ?? -1
  if (text === undefined || colon === -1) return null
  return { user: text.slice(0, colon), password: text.slice(colon + 1) }
}

function decoded(base64: string): string | undefined {
  try {
    return atob(base64)
  } catch {
    return undefined
  }
}
