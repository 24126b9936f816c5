import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { startVerifier } from './pact/verifier.ts'
import { blocksOf, blocksOfKind, type Kind, pagesWith, START } from './support/pages.ts'
import { freePort, serve } from './support/process.ts'
import { newProject, ROOT } from './support/project.ts'
import { bash, openShell, withNpx } from './support/shell.ts'

const patient = { timeout: 120_000 }

test.each(pagesWith('shell'))(
  'the shell snippets of %s, pasted one after the other, answer as printed',
  patient,
  async (page) => {
    const shell = openShell()
    const blocks = blocksOf(page)
    for (const [index, { kind, text }] of blocks.entries()) {
      if (kind !== 'shell' && kind !== 'start') continue
      const printed =
        kind === 'start' ? await shell.start(START.exec(text)?.[0] ?? '') : await shell.paste(text)
      const expected = blocks[index + 1]
      if (expected?.kind === 'answer') {
        expect(JSON.parse(printed)).toStrictEqual(JSON.parse(expected.text))
      } else if (expected?.kind === 'printed') {
        expect(printed).toBe(expected.text)
      }
    }
  },
)

test.each(pagesWith('test'))(
  'the tests of %s pass in a project of their own',
  patient,
  async (page) => {
    const files = filesOf(page, 'module', 'test')
    const { vitest, playwright } = newProject(files)
    const count = (ending: string) => Object.keys(files).filter((it) => it.endsWith(ending)).length

    const { code, stdout, stderr } = await vitest(['--exclude=*.spec.ts'])
    expect({ code, stderr }, stdout).toStrictEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`Test Files +${count('.test.ts')} passed`))

    if (count('.spec.ts') === 0) return
    const played = await playwright(['.spec.ts'])
    expect(played).toMatchObject({ code: 0 })
    expect(played.stdout).toMatch(new RegExp(`^ +${count('.spec.ts')} passed`, 'm'))
  },
)

test('what a recipe records is a pact that can be replayed', patient, async () => {
  const record = blocksOfKind('test').find(({ text }) => text.includes('pactSpecification'))
  const page = record?.page ?? ''
  const { folder, vitest } = newProject({
    ...filesOf(page, 'module'),
    [record?.file ?? '']: record?.text ?? '',
  })
  expect(await vitest()).toMatchObject({ code: 0 })
  const [, file = ''] = /toMatchFileSnapshot\('(.+?)'/.exec(record?.text ?? '') ?? []

  const { url } = await serve()
  const verifier = startVerifier()
  onTestFinished(verifier.stop)
  const { result, interactionResults } = await verifier.verify({
    provider: 'BlackBox',
    providerBaseUrl: url,
    providerStatesSetupUrl: `${url}/__admin/pact/provider-states`,
    customProviderHeaders: { Authorization: 'Bearer test' },
    pactUrls: [join(folder, file)],
    logLevel: 'error',
  })
  expect({ result, replayed: interactionResults.length }).toStrictEqual({
    result: true,
    replayed: 1,
  })
})

test('a test that goes wrong as its page says prints what that shows', patient, async () => {
  const [journal] = blocksOfKind('journal')
  const blocks = blocksOf(journal?.page ?? '')
  const before = blocks[blocks.findIndex((it) => it.kind === 'journal') - 1]
  const { file = '', text = '' } = before ?? {}
  const refused = text.replace(/(?<=authToken: ')\w+/, `${'0'.repeat(26)}020003`)
  const { code, stderr } = await newProject({ [file]: refused }).vitest()
  expect(code).toBe(1)
  expect(stderr).toContain(journal?.text)
})

test.each(pagesWith('workflow'))(
  'the workflow of %s installs, and what it runs then does what it should',
  patient,
  async (page) => {
    const { url } = await serve(['--api-key', 'key-of-ci'])
    const { folder } = newProject({
      'package.json': JSON.stringify({ scripts: { test: 'node test.mjs' } }),
      'test.mjs': `const { status } = await fetch(process.env.TRUNKLINE_URL + '/__admin/health')
      console.log('health', status)`,
    })
    const inProject = withNpx(folder)
    for (const { kind, text } of blocksOf(page)) {
      if (kind !== 'workflow') continue
      const [install, ...others] = stepsOf(text)
      expect(install?.run).toBe('npm ci')
      for (const { run, env = {} } of others) {
        const secrets = Object.keys(env).map((name) => [name, 'key-of-ci'])
        const script = run.replaceAll('https://blackbox.dasha.ai', url)
        const printed = await bash(script, {
          cwd: folder,
          env: { ...inProject, ...Object.fromEntries(secrets) },
        })
        if (run.includes('npm test')) expect(printed).toContain('health 200')
        const [, written] = /> (\S+)$/.exec(run) ?? []
        if (written) expect(readFileSync(join(folder, written), 'utf8')).toContain('<testsuites')
      }
    }
  },
)

test.each(pagesWith('compose'))(
  'the services of %s reach each other by name, and the health check is that of the image',
  patient,
  async (page) => {
    const [block] = blocksOf(page).filter((it) => it.kind === 'compose')
    const { services } = parse(block?.text ?? '')
    const { trunkline, ...others } = services
    const port = await freePort()
    const { url } = await serve([], {
      env: { TRUNKLINE_HOST: '0.0.0.0', TRUNKLINE_PORT: `${port}`, ...trunkline.environment },
    })
    expect(url).toContain('0.0.0.0')

    for (const { environment, depends_on: needs } of Object.values<Service>(others)) {
      expect(needs).toStrictEqual({ trunkline: { condition: 'service_healthy' } })
      const { TRUNKLINE_URL: base = '', TRUNKLINE_ADMIN_TOKEN: token = '' } = environment
      expect(base).toBe('http://trunkline:4700')
      const asked = { 'X-Admin-Token': token }
      expect(await statusAt(port, 'trunkline:4700', '/__admin/worlds', asked)).toBe(200)
      expect(await statusAt(port, 'other:4700', '/__admin/worlds', asked)).toBe(421)
    }
    const image = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    expect(image).toContain(`docker build -t ${trunkline.image} .`)
    expect(image).toMatch(/^HEALTHCHECK/m)
    expect(trunkline.ports).toStrictEqual(['127.0.0.1:4700:4700'])
  },
)

interface Service {
  environment: Record<string, string>
  depends_on: object
}

interface Step {
  run: string
  env?: Record<string, string>
}

/** The commands of a workflow, in order. */
function stepsOf(workflow: string): Step[] {
  const { jobs } = parse(workflow)
  const steps: Partial<Step>[] = Object.values<{ steps: object[] }>(jobs).flatMap((it) => it.steps)
  return steps.flatMap(({ run, env }) => (run === undefined ? [] : [{ run, ...(env && { env }) }]))
}

/** The files of a page, by their names. */
function filesOf(page: string, ...kinds: Kind[]): Record<string, string> {
  const files = blocksOf(page).filter(({ kind }) => kind && kinds.includes(kind))
  return Object.fromEntries(files.map(({ file, text }) => [file, text]))
}

/** What a request by that name of the host is answered. */
function statusAt(port: number, host: string, path: string, headers: Record<string, string>) {
  return new Promise((resolve, reject) => {
    request({ port, path, headers: { ...headers, Host: host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}
