// What Trunkline wants to reach. A missed goal is printed and changes no exit code: machines differ, wrong answers do not.

/** Each goal whose numbers were measured: `{ name, value, limit, unit, met }`. */
export function judge({ throughput, providers, startup, memory, install }) {
  const goals = []
  const atLeast = (name, value, limit, unit) => add(name, value, limit, unit, value >= limit, '≥')
  const atMost = (name, value, limit, unit) => add(name, value, limit, unit, value <= limit, '≤')

  const ratio = (operation, other) => throughput?.operations[operation].trunkline?.ratios[other]
  atLeast('GET, req/s', ratio('get', 'reference'), 1, 'x reference')
  atLeast('PUT, req/s', ratio('put', 'reference'), 1, 'x reference')
  atLeast('invalid POST, req/s', ratio('invalid', 'reference'), 1, 'x reference')
  atLeast('valid POST, req/s', ratio('create', 'reference'), 0.9, 'x reference')
  atLeast('GET, req/s (aim)', ratio('get', 'hono'), 0.85, 'x bare Hono')

  const growth = providers?.find(({ server }) => server === 'trunkline')
  const many = growth?.many.providers.toLocaleString('en')
  atMost(`GET latency with ${many} providers`, growth?.ratio, 1.1, 'x that with 10')
  atMost('start-up', startup?.trunkline?.ratios.hono, 1.4, 'x bare Hono')
  atMost('RSS after load', memory?.trunkline?.loaded, 95, 'MB')
  atMost('run-time install', install?.megabytes, 25, 'MB')
  return goals

  function add(name, value, limit, unit, met, sign) {
    if (Number.isFinite(value)) goals.push({ name, value, limit, unit, met, sign })
  }
}
