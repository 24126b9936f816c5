/** The line that a server prints once its socket accepts; the same as `trunkline start --json`. */
export function announce(port) {
  console.log(JSON.stringify({ event: 'ready', url: `http://127.0.0.1:${port}`, port }))
}
