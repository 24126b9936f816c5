// The bodies that the static yardsticks send: what Trunkline answers, byte for byte in shape and nearly in size.

const at = '2025-01-01T00:00:00Z'
const accountSid = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
const domainName = 'dasha-3c90c3cc0d444b50.pstn.twilio.com'
const trunkSid = 'TKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'

export const id = '3c90c3cc-0d44-4b50-8888-8dd25736052a'

/** What a verification finds when all is well, in Trunkline's words. */
export function checks({ accountSid, trunkSid, credentialListSid, domainName }) {
  const check = (checkName, message, details) => ({
    checkName,
    message,
    status: 'passed',
    timestamp: at,
    details,
  })
  return [
    check('Credentials', 'Twilio accepts the credentials; the account is active.', {
      accountSid,
      type: 'Full',
      status: 'active',
    }),
    check('Trunk', 'The trunk exists and is configured.', {
      trunkSid,
      domainName,
      transferMode: 'enable-all',
    }),
    check('Credential List', 'The credential list is attached to the trunk.', {
      trunkSid,
      credentialListSid,
    }),
    check('Phone Numbers', 'Every imported phone number is attached to the trunk.', {
      imported: 0,
    }),
  ]
}

const pending = {
  name: 'Account 999',
  providerType: 'twilio',
  accountSid,
  id,
  verificationStatus: 'pending',
  lastVerifiedAt: null,
  phoneNumberCount: 0,
  verificationDetails: null,
  trunkSid,
  terminationUri: `sip:${domainName}`,
  region: 'us1',
  supportsCallTransfer: true,
}

export const created = JSON.stringify(pending)

export const verified = JSON.stringify({
  ...pending,
  verificationStatus: 'verified',
  lastVerifiedAt: at,
  verificationDetails: checks({
    accountSid,
    trunkSid,
    credentialListSid: 'CLcccccccccccccccccccccccccccccccc',
    domainName,
  }),
})

export const invalid = JSON.stringify({
  type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
  title: 'One or more validation errors occurred.',
  status: 400,
  detail: 'Cannot accept the request: see `errors`.',
  instance: '/api/v1/providers/twilio',
  traceId: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
  errors: {
    AccountSid: ["The field AccountSid must match the regular expression '^AC[a-f0-9]{32}$'."],
    AuthToken: ['The AuthToken field is required.'],
    Name: ['The Name field is required.'],
  },
})
