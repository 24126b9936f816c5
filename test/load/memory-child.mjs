import { memoryUsed, round, start } from './heap.mjs'

/** Heap after the first part of the requests, and after four times as many. */
const requests = Number(process.argv[2])
const simulator = await start()
const statuses = await round(simulator)
let sent = statuses.length

async function sendUntil(total) {
  while (sent < total) {
    await round(simulator)
    sent += statuses.length
  }
  return memoryUsed()
}

const first = await sendUntil(requests / 4)
const last = await sendUntil(requests)
console.log(JSON.stringify({ statuses, sent, first, last }))
