/**
 * Pairs as many of `lefts` things with as many of `rights` others as can be, each at most once. One may fit several
 * others that do not fit each other (JSON with placeholders, or with fewer members), so that the first that fits is
 * not always the right one: it moves on to another where that lets more be paired (Kuhn's algorithm).
 * @returns for each left index the right one, or undefined
 */
export function pairUp(
  lefts: number,
  rights: number,
  fits: (left: number, right: number) => boolean,
): (number | undefined)[] {
  const partners = new Array<number | undefined>(lefts).fill(undefined)
  const owners = new Map<number, number>()

  function place(newcomer: number): void {
    /** Who wants each right one. */
    const wanted = new Map<number, number>()
    const seekers = [newcomer]
    for (const seeker of seekers) {
      for (const right of candidates(seeker, rights)) {
        if (wanted.has(right) || !fits(seeker, right)) continue
        wanted.set(right, seeker)
        const owner = owners.get(right)
        if (owner === undefined) {
          settle(right, wanted)
          return
        }
        seekers.push(owner)
      }
    }
  }

  /** Gives the free one to whoever wants it, what that one had to whoever wants that, and so on. */
  function settle(free: number, wanted: Map<number, number>): void {
    let right: number | undefined = free
    while (right !== undefined) {
      const seeker = wanted.get(right)
      if (seeker === undefined) return
      const given: number | undefined = partners[seeker]
      partners[seeker] = right
      owners.set(right, seeker)
      right = given
    }
  }

  for (let left = 0; left < lefts; left++) place(left)
  return partners
}

/** All right ones, the one at the same place first: two equal lists are then compared once. */
function* candidates(seeker: number, rights: number): Generator<number> {
  if (seeker < rights) yield seeker
  for (let right = 0; right < rights; right++) {
    if (right !== seeker) yield right
  }
}
