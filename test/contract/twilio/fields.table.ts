// By hand, from what Twilio's documents and samples say of each resource. Nothing of it comes from the definitions.

const DATES = ['date_created', 'date_updated']

const WEBHOOKS_OF_CALLS = [
  'voice_application_sid',
  'voice_caller_id_lookup',
  'voice_fallback_method',
  'voice_fallback_url',
  'voice_method',
  'voice_url',
]

const WEBHOOKS_OF_MESSAGES = [
  'sms_application_sid',
  'sms_fallback_method',
  'sms_fallback_url',
  'sms_method',
  'sms_url',
  'status_callback',
  'status_callback_method',
]

/** Every member of every resource of Twilio, in its order. */
export const FIELDS = {
  account: [
    'sid',
    'owner_account_sid',
    'auth_token',
    'friendly_name',
    'status',
    'type',
    ...DATES,
    'uri',
    'subresource_uris',
  ],
  trunk: [
    'sid',
    'account_sid',
    'friendly_name',
    'domain_name',
    'disaster_recovery_url',
    'disaster_recovery_method',
    'secure',
    'cnam_lookup_enabled',
    'recording',
    'transfer_mode',
    'transfer_caller_id',
    'auth_type',
    'auth_type_set',
    'symmetric_rtp_enabled',
    ...DATES,
    'url',
    'links',
  ],
  trunkCredentialList: [
    'account_sid',
    'sid',
    'trunk_sid',
    'friendly_name',
    'date_created',
    'date_updated',
    'url',
  ],
  trunkPhoneNumber: [
    'sid',
    'account_sid',
    'trunk_sid',
    'phone_number',
    'friendly_name',
    'api_version',
    'beta',
    'address_requirements',
    'capabilities',
    ...WEBHOOKS_OF_CALLS,
    ...WEBHOOKS_OF_MESSAGES,
    ...DATES,
    'url',
    'links',
  ],
  originationUrl: [
    'account_sid',
    'sid',
    'weight',
    'priority',
    'enabled',
    'sip_url',
    'friendly_name',
    'trunk_sid',
    ...DATES,
    'url',
  ],
  credentialList: ['sid', 'account_sid', 'friendly_name', ...DATES, 'subresource_uris', 'uri'],
  credential: ['sid', 'account_sid', 'credential_list_sid', 'username', ...DATES, 'uri'],
  phoneNumber: [
    'account_sid',
    'address_requirements',
    'address_sid',
    'api_version',
    'beta',
    'capabilities',
    ...DATES,
    'emergency_status',
    'emergency_address_sid',
    'emergency_address_status',
    'friendly_name',
    'identity_sid',
    'origin',
    'phone_number',
    'sid',
    'sms_application_sid',
    'sms_fallback_method',
    'sms_fallback_url',
    'sms_method',
    'sms_url',
    'status_callback',
    'status_callback_method',
    'trunk_sid',
    'uri',
    'voice_application_sid',
    'voice_caller_id_lookup',
    'voice_fallback_method',
    'voice_fallback_url',
    'voice_method',
    'voice_url',
    'bundle_sid',
    'voice_receive_mode',
    'status',
    'type',
  ],
  secondaryAuthToken: ['account_sid', 'secondary_auth_token', ...DATES, 'url'],
  authTokenPromotion: ['account_sid', 'auth_token', ...DATES, 'url'],
}

export type Resource = keyof typeof FIELDS

/** The members of a page of the 2010 API beside its items, and those of `meta` of the other APIs. */
export const PAGE_FIELDS = {
  flat: [
    'first_page_uri',
    'previous_page_uri',
    'next_page_uri',
    'uri',
    'page',
    'page_size',
    'start',
    'end',
  ],
  meta: ['first_page_url', 'previous_page_url', 'next_page_url', 'url', 'page', 'page_size', 'key'],
}

/** Every operation: method, path, the status of its success, and what that shows; the key where it is a list. */
export const OPERATIONS: Record<
  string,
  [method: string, path: string, status: number, shows: Resource | null, key?: string]
> = (() => {
  const accounts = '/2010-04-01/Accounts'
  const account = `${accounts}/{AccountSid}`
  const numbers = `${account}/IncomingPhoneNumbers`
  const lists = `${account}/SIP/CredentialLists`
  const credentials = `${lists}/{CredentialListSid}/Credentials`
  const trunks = '/v1/Trunks'
  const trunk = `${trunks}/{TrunkSid}`
  return {
    ListAccount: ['get', `${accounts}.json`, 200, 'account', 'accounts'],
    CreateAccount: ['post', `${accounts}.json`, 201, 'account'],
    FetchAccount: ['get', `${accounts}/{Sid}.json`, 200, 'account'],
    UpdateAccount: ['post', `${accounts}/{Sid}.json`, 200, 'account'],

    ListIncomingPhoneNumber: [
      'get',
      `${numbers}.json`,
      200,
      'phoneNumber',
      'incoming_phone_numbers',
    ],
    CreateIncomingPhoneNumber: ['post', `${numbers}.json`, 201, 'phoneNumber'],
    FetchIncomingPhoneNumber: ['get', `${numbers}/{Sid}.json`, 200, 'phoneNumber'],
    UpdateIncomingPhoneNumber: ['post', `${numbers}/{Sid}.json`, 200, 'phoneNumber'],
    DeleteIncomingPhoneNumber: ['delete', `${numbers}/{Sid}.json`, 204, null],

    ListSipCredentialList: ['get', `${lists}.json`, 200, 'credentialList', 'credential_lists'],
    CreateSipCredentialList: ['post', `${lists}.json`, 201, 'credentialList'],
    FetchSipCredentialList: ['get', `${lists}/{Sid}.json`, 200, 'credentialList'],
    UpdateSipCredentialList: ['post', `${lists}/{Sid}.json`, 200, 'credentialList'],
    DeleteSipCredentialList: ['delete', `${lists}/{Sid}.json`, 204, null],

    ListSipCredential: ['get', `${credentials}.json`, 200, 'credential', 'credentials'],
    CreateSipCredential: ['post', `${credentials}.json`, 201, 'credential'],
    FetchSipCredential: ['get', `${credentials}/{Sid}.json`, 200, 'credential'],
    UpdateSipCredential: ['post', `${credentials}/{Sid}.json`, 200, 'credential'],
    DeleteSipCredential: ['delete', `${credentials}/{Sid}.json`, 204, null],

    ListTrunk: ['get', trunks, 200, 'trunk', 'trunks'],
    CreateTrunk: ['post', trunks, 201, 'trunk'],
    FetchTrunk: ['get', `${trunks}/{Sid}`, 200, 'trunk'],
    UpdateTrunk: ['post', `${trunks}/{Sid}`, 200, 'trunk'],
    DeleteTrunk: ['delete', `${trunks}/{Sid}`, 204, null],

    ListCredentialList: [
      'get',
      `${trunk}/CredentialLists`,
      200,
      'trunkCredentialList',
      'credential_lists',
    ],
    CreateCredentialList: ['post', `${trunk}/CredentialLists`, 201, 'trunkCredentialList'],
    FetchCredentialList: ['get', `${trunk}/CredentialLists/{Sid}`, 200, 'trunkCredentialList'],
    DeleteCredentialList: ['delete', `${trunk}/CredentialLists/{Sid}`, 204, null],

    ListPhoneNumber: ['get', `${trunk}/PhoneNumbers`, 200, 'trunkPhoneNumber', 'phone_numbers'],
    CreatePhoneNumber: ['post', `${trunk}/PhoneNumbers`, 201, 'trunkPhoneNumber'],
    FetchPhoneNumber: ['get', `${trunk}/PhoneNumbers/{Sid}`, 200, 'trunkPhoneNumber'],
    DeletePhoneNumber: ['delete', `${trunk}/PhoneNumbers/{Sid}`, 204, null],

    ListOriginationUrl: [
      'get',
      `${trunk}/OriginationUrls`,
      200,
      'originationUrl',
      'origination_urls',
    ],
    CreateOriginationUrl: ['post', `${trunk}/OriginationUrls`, 201, 'originationUrl'],
    FetchOriginationUrl: ['get', `${trunk}/OriginationUrls/{Sid}`, 200, 'originationUrl'],
    UpdateOriginationUrl: ['post', `${trunk}/OriginationUrls/{Sid}`, 200, 'originationUrl'],
    DeleteOriginationUrl: ['delete', `${trunk}/OriginationUrls/{Sid}`, 204, null],

    CreateSecondaryAuthToken: ['post', '/v1/AuthTokens/Secondary', 201, 'secondaryAuthToken'],
    DeleteSecondaryAuthToken: ['delete', '/v1/AuthTokens/Secondary', 204, null],
    UpdateAuthTokenPromotion: ['post', '/v1/AuthTokens/Promote', 200, 'authTokenPromotion'],
  }
})()
