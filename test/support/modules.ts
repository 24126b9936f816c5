import { isAbsolute, relative } from 'node:path'
import { rolldown } from 'rolldown'
import { ROOT } from './project.ts'

/** What a module imports, by path from the root of the project; modules of Node by name. */
interface Imports {
  static: string[]
  dynamic: string[]
}

/** Every module that importing one loads at once, packages included: dynamic imports are not followed. */
export async function staticImports(entry: string): Promise<string[]> {
  const modules = await graphOf(entry, 'node')
  return reached(entry, (path) => modules.get(path)?.static ?? [])
}

/** Every module that a bundle for the browser would hold. */
export async function browserModules(entry: string): Promise<string[]> {
  const modules = await graphOf(entry, 'browser')
  return reached(entry, (path) => Object.values(modules.get(path) ?? {}).flat())
}

function reached(entry: string, importsOf: (path: string) => string[]): string[] {
  const found = new Set([entry])
  for (const path of found) for (const imported of importsOf(path)) found.add(imported)
  return [...found]
}

async function graphOf(entry: string, platform: 'node' | 'browser'): Promise<Map<string, Imports>> {
  const modules = new Map<string, Imports>()
  const collect = {
    name: 'collect',
    buildEnd(this: { getModuleIds(): IterableIterator<string>; getModuleInfo(id: string): Info }) {
      for (const id of this.getModuleIds()) {
        const info = this.getModuleInfo(id)
        modules.set(pathOf(id), {
          static: info?.importedIds.map(pathOf) ?? [],
          dynamic: info?.dynamicallyImportedIds.map(pathOf) ?? [],
        })
      }
    },
  }
  const build = await rolldown({
    input: entry,
    cwd: ROOT,
    platform,
    plugins: [collect],
    logLevel: 'silent',
  })
  await build.generate()
  return modules
}

type Info = { importedIds: string[]; dynamicallyImportedIds: string[] } | null

function pathOf(id: string): string {
  return isAbsolute(id) ? relative(ROOT, id) : id
}
