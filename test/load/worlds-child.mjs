import { memoryUsed, start } from './heap.mjs'

/** With the default world there are ten thousand. */
const WORLDS = 9999
const FEW = 1000

const { send, create } = await start()

async function createFrom(from, to) {
  const statuses = new Set()
  for (let n = from; n < to; n++) statuses.add((await create(`w${n}`)).status)
  return [...statuses]
}

const created = await createFrom(0, FEW)
const few = memoryUsed()
created.push(...(await createFrom(FEW, WORLDS)))
const perWorld = (memoryUsed() - few) / (WORLDS - FEW)
const oneMore = [
  (await create('one-more')).status,
  (await send('GET', '/__w/one-more/v1/Trunks')).status,
  (await send('GET', '/__w/one-more/__admin/state')).status,
  (await send('POST', '/__w/w0/__admin/worlds', { id: 'one-more' })).status,
]
const listed = new Set()
for (let n = 0; n < WORLDS; n++) {
  const { status, body } = await send('GET', `/__w/w${n}/api/v1/providers`)
  listed.add(`${status} ${body.totalCount}`)
}
console.log(JSON.stringify({ created, oneMore, listed: [...listed], perWorld }))
