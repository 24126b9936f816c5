import { fork } from 'node:child_process'

/** Forks a module and answers a function that sends it a message and resolves with the next one it sends back. */
export function forkModule(url, args = []) {
  const child = fork(url, args)
  let waiting
  child.on('message', (message) => settle((pending) => pending.resolve(message)))
  child.on('exit', (code) => {
    const error = new Error(`Cannot go on: ${url.pathname} exited with ${code}.`)
    settle((pending) => pending.reject(error))
  })
  return {
    next: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
      }),
    ask(message) {
      child.send(message)
      return this.next()
    },
    stop: () => child.kill(),
  }

  function settle(answer) {
    if (waiting === undefined) return
    const pending = waiting
    waiting = undefined
    answer(pending)
  }
}
