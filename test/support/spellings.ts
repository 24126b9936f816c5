/** Whether a text shows a secret, however it is spelt: raw, in JSON, URL-encoded, in Base64. */
export function shows(text: string, secret: string): boolean {
  return spellings(secret).some((it) => text.includes(it))
}

/** Every way in which a text may show the secret. */
function spellings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const base64 = [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
    // What neighbours share a character with the secret is cut off on both sides.
    const whole = text.toString('base64').slice(Math.ceil((offset * 4) / 3))
    const rest = text.length % 3
    const core = rest === 0 ? whole : whole.slice(0, rest === 1 ? -3 : -2)
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const form = new URLSearchParams({ s: secret }).toString().slice(2)
  return [secret, json, encodeURIComponent(secret), encodeURI(secret), form, ...base64]
}
