import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './support/project.ts'

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'bench/README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
]

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const dead = links.filter((link) => !/^https?:/.test(link) && !leads(page, link))
  expect(dead).toStrictEqual([])
})

test.each(PAGES)('every file of the source that %s names is there', (page) => {
  const named = [...textOf(page).matchAll(/(?<![\w/.])(?:src|test|docs)\/[\w./-]*\w(?![\w.-]*<)/g)]
  expect(named.map(([path]) => path).filter((path) => !existsSync(join(ROOT, path)))).toStrictEqual(
    [],
  )
})

function leads(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(ROOT, file))) return false
  return anchor === undefined || anchorsOf(textOf(file)).includes(anchor)
}

/** The anchors of its headings, as GitHub and npm make them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8')
