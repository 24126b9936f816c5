import { parseArgs } from 'node:util'

export const usage = `Usage: npm run bench -- [options]
  --long              longer slices and more rounds: the numbers to publish
  --only NAMES        a subset of raw,hono,reference,trunkline
  --sections NAMES    a subset of throughput,providers,startup,memory,install,fetch
  --providers N       size of the large world (100000)
  --json FILE         write every number to FILE`

// Many short slices rather than few long ones: on a shared machine the speed drifts within seconds, and only slices
// that lie close together can be compared.
const short = {
  rounds: 5,
  seconds: 1,
  warmUpSeconds: 0.7,
  readRounds: 9,
  starts: 11,
  fetchRounds: 9,
}
const long = {
  rounds: 12,
  seconds: 2,
  warmUpSeconds: 1.5,
  readRounds: 15,
  starts: 21,
  fetchRounds: 21,
}

const servers = ['raw', 'hono', 'reference', 'trunkline']
const sections = ['throughput', 'providers', 'startup', 'memory', 'install', 'fetch']

/** The command line as one object; throws on what it does not know. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      long: { type: 'boolean', default: false },
      only: { type: 'string', default: servers.join() },
      sections: { type: 'string', default: sections.join() },
      providers: { type: 'string', default: '100000' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    ...(values.long ? long : short),
    mode: values.long ? 'long' : 'short',
    servers: pick(servers, values.only, '--only'),
    sections: pick(sections, values.sections, '--sections'),
    providers: positive(values.providers, '--providers'),
    json: values.json,
    help: values.help,
  }
}

function pick(known, list, flag) {
  const wanted = list.split(',')
  const unknown = wanted.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new TypeError(`Cannot read ${flag}: no such name "${unknown}".`)
  return known.filter((name) => wanted.includes(name))
}

function positive(text, flag) {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new TypeError(`Cannot read ${flag}: "${text}".`)
  return number
}
