import { memoryLoad } from './measures/memory.mjs'
import { show, table } from './table.mjs'

const titles = { get: 'GET by id', put: 'PUT', create: 'POST, valid', invalid: 'POST, invalid' }

/** Everything that was measured, as text. */
export function report({ throughput, providers, startup, memory, install, fetch, goals }) {
  return [
    throughput && throughputReport(throughput),
    providers && providersReport(providers),
    startup && startupReport(startup),
    memory && memoryReport(memory),
    fetch && fetchReport(fetch),
    install && installReport(install),
    goals.length > 0 && goalsReport(goals),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function throughputReport({ operations, sizes }) {
  const header = [
    '',
    'req/s',
    'p99 ms',
    '/ raw',
    '/ hono',
    '/ reference',
    'CPU µs',
    'CPU / reference',
    'body B',
  ]
  return Object.entries(operations)
    .map(([operation, byServer]) => {
      const rows = Object.entries(byServer).map(([name, slice]) => [
        name,
        show(slice.rate, 0),
        show(slice.p99),
        show(slice.ratios.raw),
        show(slice.ratios.hono),
        show(slice.ratios.reference),
        show(slice.cpuMicroseconds, 0),
        show(slice.cpuRatio),
        show(sizes[name][operation], 0),
      ])
      return `${titles[operation]}\n${table(header, rows)}`
    })
    .join('\n\n')
}

function providersReport(servers) {
  const header = ['', 'providers', 'made in s', 'RSS MB', 'GET/s', 'mean ms', 'p50 ms', 'p99 ms']
  const rows = servers.flatMap(({ server, few, many }) =>
    [few, many].map((row) => [
      server,
      show(row.providers, 0),
      show(row.createSeconds, 1),
      show(row.resident, 0),
      show(row.rate, 0),
      show(row.mean, 3),
      show(row.p50, 3),
      show(row.p99),
    ]),
  )
  const ratios = servers.map(({ server, ratio }) => `${server} ${show(ratio)}`).join(', ')
  return `GET of ten providers in a small and in a large world\n${table(header, rows)}\nmean latency, many / few: ${ratios}`
}

function startupReport(startup) {
  const rows = Object.entries(startup).map(([name, { milliseconds, ratios }]) => [
    name,
    show(milliseconds, 0),
    show(ratios.raw),
    show(ratios.hono),
    show(ratios.reference),
  ])
  const header = ['', 'ms', '/ raw', '/ hono', '/ reference']
  return `Start-up, spawn to first 2xx\n${table(header, rows)}`
}

function memoryReport(memory) {
  const load = `${show(memoryLoad.get, 0)} GETs, ${show(memoryLoad.invalid, 0)} invalid and ${show(memoryLoad.create, 0)} valid POSTs`
  const rows = Object.entries(memory).map(([name, { idle, loaded }]) => [
    name,
    show(idle, 0),
    show(loaded, 0),
  ])
  return `RSS in MB, before and after ${load}\n${table(['', 'before', 'after'], rows)}`
}

function fetchReport(fetch) {
  const rows = Object.entries(fetch).map(([name, { rate, ratio }]) => [
    name,
    show(rate, 0),
    show(ratio),
  ])
  return `In-process fetch, GET by id\n${table(['', 'calls/s', '/ hono'], rows)}`
}

function installReport({ packages, megabytes, own, largest }) {
  const names = largest.map(({ name, megabytes }) => `${name} ${show(megabytes, 1)}`).join(', ')
  return `Run-time install: ${packages} packages, ${show(megabytes, 1)} MB (${names}), and dist ${show(own, 1)} MB`
}

function goalsReport(goals) {
  const rows = goals.map(({ name, value, limit, unit, met, sign }) => [
    name,
    show(value),
    `${sign} ${show(limit)}`,
    unit,
    met ? 'pass' : 'MISS',
  ])
  return `Goals\n${table(['', 'measured', 'goal', 'unit', ''], rows)}`
}
