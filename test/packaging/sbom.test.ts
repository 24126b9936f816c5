import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { npm, ROOT } from '../support/project.ts'
import { TIMEOUT } from './packed.ts'

interface Bom {
  bomFormat: string
  metadata: { component: { name: string; version: string } }
  components: { 'bom-ref': string; name: string; version: string }[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

interface Locked {
  version: string
  dependencies?: Record<string, string>
}

const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'))

test(
  'the bill of materials holds what is installed at run time, to the last package',
  TIMEOUT,
  async () => {
    const bom: Bom = JSON.parse(await npm(['run', '--silent', 'sbom'], ROOT))
    const { name, version, dependencies } = read('package.json')
    const packages: Record<string, Locked> = read('package-lock.json').packages
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name, version } },
    })

    const direct = Object.keys(dependencies)
    const own = bom.dependencies.find(({ ref }) => ref === `${name}@${version}`)
    expect(own?.dependsOn.map((ref) => ref.replace(/@[^@]+$/, ''))).toStrictEqual(direct)

    const locked = (it: string) => packages[`node_modules/${it}`]
    const needed = new Set(direct)
    for (const it of needed) {
      for (const next of Object.keys(locked(it)?.dependencies ?? {})) needed.add(next)
    }
    const components = bom.components.map((it) => `${it.name}@${it.version}`)
    expect(components).toStrictEqual([...needed].sort().map((it) => `${it}@${locked(it)?.version}`))
  },
)
