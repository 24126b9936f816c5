export function median(numbers) {
  return quantile(numbers, 0.5)
}

/** Interpolates between the two nearest values, so that the median of an even count is their mean. */
export function quantile(numbers, fraction) {
  const sorted = Float64Array.from(numbers).sort()
  const place = (sorted.length - 1) * fraction
  const below = sorted[Math.floor(place)]
  return below + (sorted[Math.ceil(place)] - below) * (place % 1)
}

export function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

/** The median of the ratios round by round. Slices of one round lie side by side in time, so a slow spell of the machine cancels out. */
export function pairedRatio(numbers, others) {
  return median(numbers.map((number, round) => number / others[round]))
}
