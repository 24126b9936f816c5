import { expect, test } from 'vitest'
import { toJunit } from '../../src/conformance/junit.ts'
import type { Report } from '../../src/conformance/report.ts'
import { toText } from '../../src/conformance/text.ts'

const about = { says: 'A rule.', source: 'a-page' }

const report: Report = {
  url: 'http://127.0.0.1:4700',
  counts: { passed: 1, broken: 1, differs: 1, skipped: 2 },
  results: [
    { rule: 'create/trunk', class: 'documented', ...about, result: 'passed' },
    {
      rule: 'create/transfer-default',
      class: 'documented',
      ...about,
      result: 'broken',
      expected: 'false',
      observed: 'a "<b>" & \'c\' \u0000\uD800 true',
    },
    {
      rule: 'create/pending',
      class: 'inferred',
      ...about,
      result: 'differs',
      expected: '"pending"',
      observed: '"verified"',
    },
    { rule: 'update/name', class: 'documented', ...about, result: 'skipped', reason: 'no account' },
    { rule: 'update/null', class: 'inferred', ...about, result: 'skipped', reason: 'no account' },
  ],
  learned: {},
  leftBehind: ['/api/v1/providers/7'],
}

test('the text names what is broken, what differs, what was skipped and what was left', () => {
  expect(toText({ ...report, results: report.results.slice(2) })).toBe(`\
http://127.0.0.1:4700: 1 rules hold, 1 broken, 1 differ from our guess, 2 skipped.

Differs from our guess: Trunkline inferred or invented it. Please tell us what you saw:
  create/pending (inferred, a-page)
    A rule.
    expected: "pending"
    observed: "verified"

Skipped:
  2: no account

Left behind, please remove:
  /api/v1/providers/7
`)
})

test('the XML of JUnit has a suite for every noun, and only what is broken fails', () => {
  expect(toJunit(report)).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="trunkline conformance http://127.0.0.1:4700" tests="5" failures="1" errors="0" skipped="2">
  <testsuite name="create" tests="3" failures="1" errors="0" skipped="0">
    <testcase classname="documented" name="create/trunk: A rule."/>
    <testcase classname="documented" name="create/transfer-default: A rule.">
      <failure type="broken" message="expected: false; observed: a &quot;&lt;b&gt;&quot; &amp; &apos;c&apos; \uFFFD\uFFFD true"/>
    </testcase>
    <testcase classname="inferred" name="create/pending: A rule.">
      <system-out>differs from our guess: expected: &quot;pending&quot;; observed: &quot;verified&quot;</system-out>
    </testcase>
  </testsuite>
  <testsuite name="update" tests="2" failures="0" errors="0" skipped="2">
    <testcase classname="documented" name="update/name: A rule.">
      <skipped message="no account"/>
    </testcase>
    <testcase classname="inferred" name="update/null: A rule.">
      <skipped message="no account"/>
    </testcase>
  </testsuite>
</testsuites>
`)
})
