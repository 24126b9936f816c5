/** What follows a host's colon when it is a port, and not a password. */
const PORT = String.raw`\d*(?:[\s/?#;,"'<>)]|$)`
/** The greedy ends take a password whole that holds what a URL allows only when it is encoded. */
const USERINFO = new RegExp(
  [
    String.raw`(?<web>//)(?:[^\s/?#]*@|[^\s/?#:@[]*:(?!${PORT}).*@)`,
    String.raw`(?<sip>\bsips?:)(?!//)[^\s:@]*:(?!${PORT}).*@`,
  ].join('|'),
  'gis',
)

/**
 * A text without the credentials in its URLs: `sip:[redacted]@example.com` for `sip:user:password@example.com`. A SIP
 * address without a password stays, and what went through it once stays as it is.
 */
export function withoutUserinfo(text: string): string {
  if (!text.includes('@')) return text
  const end = text.lastIndexOf('@') + 1
  // Behind the last `@` the pattern finds nothing, and would look for it again and again.
  const clean = text.slice(0, end).replace(USERINFO, '$<web>$<sip>[redacted]@')
  return clean + text.slice(end)
}
