// What the kernel knows about a process. Only Linux has /proc; elsewhere these are NaN and print as "-".

import { readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** User and system time of a process so far. */
export function cpuSeconds(pid) {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === undefined) return Number.NaN
  // The second field is the program name in parentheses and may hold spaces: count from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Resident memory in MB (10^6 bytes). */
export function residentMegabytes(pid) {
  const kibibytes = read(`/proc/${pid}/status`)?.match(/^VmRSS:\s+(\d+) kB$/m)?.[1]
  return (Number(kibibytes) * 1024) / 1e6
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
