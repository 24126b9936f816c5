/**
 * Lets requests begin in the order in which they came. While a surface is being loaded for one of them, the others wait:
 * they would overtake it.
 */
export class Turns {
  /** Ends when the next request may begin; undefined where it may at once. */
  #next: Promise<void> | undefined
  /** What was begun to load in this turn. */
  #load: Promise<unknown> | undefined

  /** Makes the requests that come next wait for a load, whether it succeeds or not. */
  waitFor(load: Promise<unknown>): void {
    this.#load = load.catch(() => {})
  }

  /** Serves a request when its turn comes, which is at once unless something is being loaded. */
  take<T>(serve: () => T | Promise<T>): T | Promise<T> {
    if (!this.#next) {
      const answer = serve()
      if (this.#load) this.#queue(this.#loaded())
      return answer
    }
    const begun = this.#next.then(async () => {
      const answer = { promised: serve() }
      await this.#loaded()
      return answer
    })
    this.#queue(begun)
    return begun.then(({ promised }) => promised)
  }

  #loaded(): Promise<unknown> | undefined {
    const load = this.#load
    this.#load = undefined
    return load
  }

  #queue(begun: Promise<unknown> | undefined): void {
    const done = () => {
      if (this.#next === next) this.#next = undefined
    }
    const next: Promise<void> = Promise.resolve(begun).then(done, done)
    this.#next = next
  }
}
