import type { Answer } from '../answer.ts'
import { check } from '../check.ts'
import { accepted, all, equal, holds, refused, Unseen } from '../finding.ts'
import { CREDENTIALS, NUMBERS, PROVIDERS } from '../target.ts'
import { listed } from '../things.ts'

const ENVELOPE = ['items', 'totalCount', 'skip', 'take']

const members = ({ path, body }: Answer) =>
  equal(
    `members of ${path}`,
    ENVELOPE.filter((it) => it in body),
    ENVELOPE,
  )

/** What lists have in common. */
export const listChecks = [
  check('lists/envelope', 'nothing', async ({ send }) =>
    all(members(await send('GET', CREDENTIALS)), members(await send('GET', NUMBERS))),
  ),
  check('lists/defaults', 'nothing', async ({ send }) => {
    const { skip, take } = (await send('GET', CREDENTIALS)).body
    return equal('skip and take', [skip, take], [0, 20])
  }),
  check('lists/echo', 'nothing', async ({ send }) => {
    const { skip, take } = (await send('GET', `${CREDENTIALS}?skip=3&take=1000`)).body
    return equal('skip and take', [skip, take], [3, 1000])
  }),
  check('lists/skip-range', 'nothing', async ({ send }) =>
    refused(await send('GET', `${CREDENTIALS}?skip=-1`), 'a skip of -1'),
  ),
  check('lists/take-range', 'nothing', async ({ send }) =>
    all(
      refused(await send('GET', `${CREDENTIALS}?take=0`), 'a take of 0'),
      refused(await send('GET', `${CREDENTIALS}?take=1001`), 'a take of 1001'),
    ),
  ),
  check('lists/total', 'nothing', async ({ send }) => {
    const { totalCount } = (await send('GET', CREDENTIALS)).body
    const { body } = await send('GET', `${CREDENTIALS}?take=1`)
    return equal('totalCount', body.totalCount, totalCount)
  }),
  check('lists/oldest-first', 'writes', async (target) => {
    const times = (await listed(target, CREDENTIALS)).map((it) => String(it.createdTime))
    if (times.length < 2) throw new Unseen('there are fewer than two items')
    const areSorted = times.every((it, index) => index === 0 || it >= String(times[index - 1]))
    return holds('times', times.slice(0, 5), 'rise', areSorted)
  }),
  check('lists/providers', 'nothing', async ({ send }) => accepted(await send('GET', PROVIDERS))),
  check('lists/providers-page', 'nothing', async ({ send }) =>
    members(await send('GET', PROVIDERS)),
  ),
]
