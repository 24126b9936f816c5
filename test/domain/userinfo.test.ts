import { expect, test } from 'vitest'
import { withoutUserinfo } from '../../src/domain/userinfo.ts'

test.each([
  ['https://bob:secret@example.com/voice', 'https://[redacted]@example.com/voice'],
  ['https://secret@example.com', 'https://[redacted]@example.com'],
  ['HTTPS://:secret@example.com', 'HTTPS://[redacted]@example.com'],
  ['//bob:secret@example.com', '//[redacted]@example.com'],
  ['https://bob:se@cret@example.com', 'https://[redacted]@example.com'],
  ['https://bob:se/cr?e#t@example.com', 'https://[redacted]@example.com'],
  ['https://bob:se cret@example.com', 'https://[redacted]@example.com'],
  ['https://bob:1234@example.com', 'https://[redacted]@example.com'],
  [
    'https://a.example.com/?to=https://bob:secret@b',
    'https://a.example.com/?to=https://[redacted]@b',
  ],
  ['sip:bob:secret@example.com', 'sip:[redacted]@example.com'],
  ['SIPS:bob:1234@example.com;transport=tls', 'SIPS:[redacted]@example.com;transport=tls'],
  ['sip:bob:se/c?r@et@example.com', 'sip:[redacted]@example.com'],
  ['sip://bob:secret@example.com', 'sip://[redacted]@example.com'],
  ['call <sip:bob:secret@example.com>', 'call <sip:[redacted]@example.com>'],
])('%s loses its credentials, once', (url, clean) => {
  expect([withoutUserinfo(url), withoutUserinfo(clean)]).toEqual([clean, clean])
})

test.each([
  'https://example.com:8080/@bob',
  'https://example.com/a:b@c',
  'see https://example.com:8080 or ask bob@example.com',
  'Agent/1.0 (+https://example.com; bob@example.com)',
  'https://[::1]:8080/@bob',
  'sip:bob@example.com:5060',
  'sip:example.com:5060;line=a@b',
  'mailto:bob@example.com',
  'Note: ask bob@example.com',
  'sip:bob:secret',
])('%s holds none, and stays', (text) => {
  expect(withoutUserinfo(text)).toBe(text)
})
