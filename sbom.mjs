// The bill of materials of the run-time dependencies, CycloneDX on stdout.
// `npm sbom --omit=dev` leaves out what a development tool needs too, so npm is asked about a lock without such tools.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const { devDependencies: _tools, ...manifest } = read('package.json')
const { packages, ...lock } = read('package-lock.json')
const { '': root, ...installed } = packages
const { devDependencies: _lockedTools, ...lockedRoot } = root
const atRunTime = Object.entries(installed).filter(([, { dev }]) => !dev)

const folder = mkdtempSync(join(tmpdir(), 'trunkline-sbom-'))
try {
  // npm names the whole after its folder.
  const project = join(folder, manifest.name)
  mkdirSync(project)
  const write = (name, value) => writeFileSync(join(project, name), JSON.stringify(value))
  write('package.json', manifest)
  write('package-lock.json', {
    ...lock,
    packages: { '': lockedRoot, ...Object.fromEntries(atRunTime) },
  })
  execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'], {
    cwd: project,
    stdio: 'inherit',
  })
} finally {
  rmSync(folder, { recursive: true })
}
