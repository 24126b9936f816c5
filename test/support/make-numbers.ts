import { en, Faker } from '@faker-js/faker'

/** What numbers can do at Twilio, as a fixture writes it. */
interface Capabilities {
  voice: boolean
  sms: boolean
  mms: boolean
  fax: boolean
}

/** Numbers of one place. `#` is any digit. */
interface Block {
  place: string
  /** What a caller asks for there, in the language of the place. */
  desks: string[]
  pattern: string
  capabilities: Capabilities
}

const NONE = { voice: false, sms: false, mms: false, fax: false }
const VOICE = { ...NONE, voice: true }
const SMS = { ...NONE, sms: true }
const VOICE_AND_SMS = { ...VOICE, sms: true }
const ALL_BUT_FAX = { ...VOICE_AND_SMS, mms: true }
const MESSAGES = { ...SMS, mms: true }

const ENGLISH = ['Reception', 'Support', 'Sales', 'Appointments']
const GERMAN = ['Zentrale', 'Kundendienst', 'Vertrieb']
const FRENCH = ['Accueil', 'Service client', 'Rendez-vous']
const JAPANESE = ['受付', 'サポート', '予約']
const PORTUGUESE = ['Atendimento', 'Vendas', 'Agendamento']

function blocks(desks: string[], capabilities: Capabilities, patterns: Record<string, string>) {
  return Object.entries(patterns).map(
    ([place, pattern]): Block => ({ place, desks, pattern, capabilities }),
  )
}

// The numbers that are kept for films, wherever a country keeps enough of them: nobody is called by mistake.
const BLOCKS: Record<string, Block[]> = {
  US: [
    ...blocks(ENGLISH, ALL_BUT_FAX, {
      'New York': '+1212555010#',
      Chicago: '+1312555011#',
      'San Francisco': '+1415555012#',
      Denver: '+1303555013#',
      Seattle: '+1206555014#',
    }),
    ...blocks(['Alerts', 'Reminders'], MESSAGES, { Austin: '+1512555015#' }),
  ],
  CA: [
    ...blocks(ENGLISH, ALL_BUT_FAX, { Toronto: '+1416555016#', Vancouver: '+1604555017#' }),
    ...blocks(FRENCH, ALL_BUT_FAX, { Montréal: '+1514555018#' }),
  ],
  GB: [
    ...blocks(ENGLISH, VOICE, {
      London: '+442079460###',
      Leeds: '+441134960###',
      Manchester: '+441614960###',
      Edinburgh: '+441314960###',
    }),
    ...blocks(['Alerts', 'Reminders'], SMS, { 'UK mobile': '+447700900###' }),
  ],
  DE: [
    ...blocks(GERMAN, VOICE, {
      Berlin: '+493023125###',
      Hamburg: '+494066969###',
      Köln: '+492214710###',
      München: '+498999998###',
    }),
    ...blocks(['Terminerinnerung'], SMS, { Mobil: '+4917139200##' }),
  ],
  FR: [
    ...blocks(FRENCH, VOICE, {
      Paris: '+3319900####',
      Rennes: '+3326191####',
      Marseille: '+3346571####',
    }),
    ...blocks(['Rappels'], SMS, { Mobile: '+3363998####' }),
  ],
  AU: [
    ...blocks(ENGLISH, VOICE, {
      Sydney: '+6125550####',
      Melbourne: '+6135550####',
      Perth: '+6185550####',
    }),
    ...blocks(['On call'], VOICE_AND_SMS, { 'AU mobile': '+61491570###' }),
  ],
  JP: blocks(JAPANESE, VOICE, { 東京: '+8135550####', 大阪: '+8165550####' }),
  BR: blocks(PORTUGUESE, VOICE, {
    'São Paulo': '+55115550####',
    'Rio de Janeiro': '+55215550####',
  }),
}

const ACCOUNTS = [
  { type: 'Full', countries: Object.keys(BLOCKS), count: 30 },
  { type: 'Full', countries: ['GB', 'DE', 'FR'], count: 10 },
  { type: 'Full', countries: ['AU', 'JP', 'US'], count: 9 },
  { type: 'Trial', countries: ['US', 'CA', 'BR'], count: 8 },
]
const AGENTS = ['Reception', 'Appointment booking', 'After-hours support']

/**
 * Makes what `fixtures/numbers.json` holds: accounts whose numbers stand in several countries and can do different
 * things, and agents.
 */
export function makeNumbers(seed = 1): object {
  const faker = new Faker({ locale: en, seed })
  const hex = () => faker.string.hexadecimal({ length: 32, casing: 'lower', prefix: '' })
  const used = new Set<string>()

  /** A number of the country that nobody has. */
  function numberIn(country: string): object {
    const block = faker.helpers.arrayElement(BLOCKS[country] ?? [])
    const phoneNumber = faker.helpers.replaceSymbols(block.pattern)
    if (used.has(phoneNumber)) return numberIn(country)
    used.add(phoneNumber)
    const friendlyName = `${block.place} ${faker.helpers.arrayElement(block.desks)}`
    return { phoneNumber, friendlyName, capabilities: block.capabilities }
  }

  return {
    description:
      'Accounts with phone numbers in several countries, for voice, for messages or both; no provider is connected.',
    agents: AGENTS.map((name) => ({ id: faker.string.uuid(), name })),
    accounts: ACCOUNTS.map(({ type, countries, count }) => ({
      accountSid: `AC${hex()}`,
      authToken: hex(),
      friendlyName: faker.company.name(),
      type,
      phoneNumbers: Array.from({ length: count }, (_, index) =>
        numberIn(countries[index % countries.length] ?? ''),
      ),
    })),
  }
}
