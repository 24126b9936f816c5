import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { patient, redocly, root, spectral } from '../support/linters.ts'
import { text } from './committed.ts'

const CREATE = '/api/v1/providers/twilio'

// `/providers/twilio/{id}` and `/providers/{id}/verify` are both documented, and one path fits both.
test('the recommended rules of Redocly find nothing, but for two paths', patient, async () => {
  expect(await redocly(join(root, 'openapi.json'))).toEqual({ exitCode: 0, rules: [], ignored: 1 })
  const ignored = await readFile(join(root, '.redocly.lint-ignore.yaml'), 'utf8')
  expect(ignored.split('\n').slice(1)).toEqual([
    'openapi.json:',
    '  no-ambiguous-paths:',
    "    - '#/paths/~1api~1v1~1providers~1{id}~1verify'",
    '',
  ])
})

test('the OpenAPI rules of Spectral find nothing, not even a hint', patient, async () => {
  expect(await spectral(join(root, 'openapi.json'))).toEqual({ exitCode: 0, rules: [] })
})

test('no rule is switched off or softened', async () => {
  const settings = ['redocly.yaml', '.spectral.yaml'].map((it) => readFile(join(root, it), 'utf8'))
  expect(await Promise.all(settings)).toEqual([
    'extends:\n  - recommended\n',
    'extends: ["spectral:oas"]\n',
  ])
})

test(
  'Redocly refuses a copy without a summary, with a wrong example and an unknown key',
  patient,
  async () => {
    const { exitCode, rules } = await redocly(await brokenCopy())
    expect(exitCode).toBe(1)
    expect(rules).toEqual([
      'no-ambiguous-paths',
      'no-invalid-schema-examples',
      'operation-summary',
      'security-defined',
    ])
  },
)

test(
  'Spectral refuses a copy with an undeclared tag, a wrong example and no description',
  patient,
  async () => {
    const { exitCode, rules } = await spectral(await brokenCopy())
    expect(exitCode).toBe(1)
    expect(rules).toEqual([
      'oas3-operation-security-defined',
      'oas3-valid-schema-example',
      'operation-description',
      'operation-tag-defined',
    ])
  },
)

/** A copy of the document, in a directory of its own, with one fault for each of the rules above. */
async function brokenCopy(): Promise<string> {
  const document = JSON.parse(text)
  const create = document.paths[CREATE].post
  create.tags = ['Undeclared']
  create.security = [{ unknown: [] }]
  delete create.summary
  delete create.description
  document.components.schemas.TwilioProvider.properties.trunkSid.example = 'no trunk'
  const directory = await mkdtemp(join(tmpdir(), 'trunkline-rules-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, 'openapi.json')
  await writeFile(path, JSON.stringify(document))
  return path
}
