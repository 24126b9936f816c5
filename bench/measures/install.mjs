import { execFile } from 'node:child_process'
import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** What `npm install --omit=dev` puts on the disk: packages and the sum of their file sizes. */
export async function measureInstall() {
  const paths = await productionPackages()
  const bytes = await Promise.all(paths.map(sizeOf))
  const packages = paths
    .map((path, index) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 13),
      megabytes: bytes[index] / 1e6,
    }))
    .sort((a, b) => b.megabytes - a.megabytes)
  return {
    packages: paths.length,
    megabytes: bytes.reduce((sum, size) => sum + size, 0) / 1e6,
    own: (await sizeOf(join(root, 'dist'))) / 1e6,
    largest: packages.slice(0, 5),
  }
}

function productionPackages() {
  return new Promise((resolve, reject) => {
    const args = ['ls', '--omit=dev', '--all', '--parseable']
    // npm exits with 1 over mere remarks such as an extraneous package, and still prints the tree.
    execFile('npm', args, { cwd: root }, (error, stdout) => {
      const paths = stdout.split('\n').filter((line) => line !== '' && line !== root)
      if (paths.length === 0 && error) return reject(error)
      resolve([...new Set(paths)])
    })
  })
}

// Packages nested in a package are listed by npm on their own.
async function sizeOf(path) {
  if (basename(path) === 'node_modules') return 0
  const stats = await lstat(path).catch(() => undefined)
  if (stats === undefined) return 0
  if (!stats.isDirectory()) return stats.size
  const names = await readdir(path)
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}
