import { digest } from '../domain/ids.ts'
import { isProbe } from './health.ts'
import { bindingsOf, isControl } from './world.ts'

/** Whom a port lets in. */
export interface GuardOptions {
  /** The address that the port was bound to. */
  host: string
  /** Names that clients may use besides loopback names and the address: `name`, `name:port`, or `*` for any. */
  allowedHosts: readonly string[]
  /** What `X-Admin-Token` has to say below `/__admin`; null asks for no token. */
  adminToken: string | null
}

/** Why a request is not let in, as a problem. */
export interface Refusal {
  status: 401 | 403 | 421
  detail: string
  headers?: Record<string, string>
}

/** Says why a request is not let in; undefined lets it in. */
export type Guard = (request: Request) => Refusal | undefined

const LOOPBACK =
  /^(?:(?:[\w-]+\.)*localhost|127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}|\[::1\])$/
const AUTHORITY = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/
const DEFAULT_PORT = '80'
const SHOWN_LENGTH = 100

/**
 * Makes the guard of a port. It goes by the host in the URL of a request, which is what the `Host` header said, or the
 * request target where that is a whole URL (RFC 9112, section 3.2.2).
 * @throws RangeError for an allowed host that is none
 */
export function guardOf(options: GuardOptions): Guard {
  const isServed = hostsOf(options)
  const token = options.adminToken === null ? null : digest(0, options.adminToken)
  // A client names the same host every time.
  let lastServed: string | undefined
  return (request) => {
    const { url } = request
    if (lastServed === undefined || !url.startsWith(lastServed)) {
      const origin = originOf(url)
      const authority = origin.slice(origin.indexOf('//') + 2)
      if (!isServed(authority)) return misdirected(authority)
      lastServed = `${origin}/`
    }
    if (!mayBeControl(url)) return undefined
    const { path } = bindingsOf(request, '')
    return isControl(path) ? controlRefusal(request, path, token) : undefined
  }
}

/** Whether a port bound to that address is in reach of others, so that its control plane needs a token. */
export function needsAdminToken(host: string): boolean {
  return !LOOPBACK.test(hostnameOf(host))
}

interface Authority {
  name: string
  port: string | undefined
}

/** Says of the host of a URL whether it is one of ours. Any other may be a name that a hostile page points here. */
function hostsOf({ host, allowedHosts }: GuardOptions): (text: string) => boolean {
  if (allowedHosts.includes('*')) return () => true
  const allowed = [{ name: hostnameOf(host), port: undefined }, ...allowedHosts.map(allowedHost)]
  return (text) => {
    const asked = parseAuthority(text)
    if (!asked) return false
    const { name, port = DEFAULT_PORT } = asked
    return (
      LOOPBACK.test(name) || allowed.some((it) => it.name === name && (it.port ?? port) === port)
    )
  }
}

function allowedHost(text: string): Authority {
  const authority = parseAuthority(text)
  if (authority) return authority
  throw new RangeError(
    `Cannot allow host "${text}": it takes a name or address, with or without a port, or * for any.`,
  )
}

function parseAuthority(text: string): Authority | undefined {
  const [, name, port] = AUTHORITY.exec(text.toLowerCase()) ?? []
  return name === undefined ? undefined : { name, port }
}

/** An address to bind as a URL writes it: lower case, and IPv6 in brackets and at its shortest. */
function hostnameOf(address: string): string {
  const url = `http://${address.includes(':') ? `[${address}]` : address}`
  return URL.canParse(url) ? new URL(url).hostname : address
}

/** By hand, because an odd `Host` makes a URL that cannot be parsed. */
function originOf(url: string): string {
  return url.slice(0, url.indexOf('/', url.indexOf('//') + 2))
}

function misdirected(authority: string): Refusal {
  const host = authority.slice(authority.lastIndexOf('@') + 1).slice(0, SHOWN_LENGTH)
  return {
    status: 421,
    detail: `Cannot answer for host "${host}": it is neither a loopback name nor an allowed host ((see \`--allowed-host\`)).`,
  }
}

/** Reading the path costs more than the rest of the guard, and only an escape can hide what it says. */
function mayBeControl(url: string): boolean {
  return url.includes('/__admin') || url.includes('%')
}

function controlRefusal(request: Request, path: string, token: string | null): Refusal | undefined {
  if (isForeign(request)) {
    const detail = 'Cannot use the control plane: the request comes from a page of another origin.'
    return { status: 403, detail }
  }
  // What asks whether the server is up knows no token.
  if (token === null || isProbe(path, request.method)) return undefined
  const given = request.headers.get('X-Admin-Token')
  // Digests are compared, so that the time this takes tells nothing about the token.
  if (given !== null && digest(0, given) === token) return undefined
  const why = given === null ? 'is missing' : 'is not the admin token'
  return {
    status: 401,
    detail: `Cannot use the control plane: the header \`X-Admin-Token\` ${why}.`,
    headers: { 'WWW-Authenticate': 'X-Admin-Token' },
  }
}

/** Whether a page sent it that this server did not serve. Only pages send these headers, and they cannot forge them. */
function isForeign({ headers, url }: Request): boolean {
  const site = headers.get('Sec-Fetch-Site')
  if (site === 'cross-site' || site === 'same-site') return true
  const origin = headers.get('Origin')
  return origin !== null && origin !== originOf(url)
}
