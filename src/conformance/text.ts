import type { Report, Result } from './report.ts'

/** The report for people. */
export function toText({ url, counts, results, leftBehind }: Report): string {
  const { passed, broken, differs, skipped } = counts
  return [
    `${url}: ${passed} rules hold, ${broken} broken, ${differs} differ from our guess, ${skipped} skipped.`,
    ...chapter('Broken: the documentation says otherwise', about(results, 'broken')),
    ...chapter(
      'Differs from our guess: Trunkline inferred or invented it. Please tell us what you saw',
      about(results, 'differs'),
    ),
    ...chapter('Skipped', reasons(results)),
    ...chapter(
      'Left behind, please remove',
      leftBehind.map((path) => `  ${path}`),
    ),
    '',
  ].join('\n')
}

function chapter(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines]
}

function about(results: Result[], result: Result['result']): string[] {
  return results
    .filter((it) => it.result === result)
    .flatMap(({ rule, class: kind, says, source, expected, observed }) => [
      `  ${rule} (${kind}, ${source})`,
      `    ${says}`,
      `    expected: ${expected}`,
      `    observed: ${observed}`,
    ])
}

/** How many rules were skipped for each reason. */
function reasons(results: Result[]): string[] {
  const counts = new Map<string, number>()
  for (const { reason } of results) {
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, count]) => `  ${count}: ${reason}`)
}
