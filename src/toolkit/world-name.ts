const MAX_LENGTH = 64
const MAX_FILE = 20

/**
 * A name for the world of one attempt at one test: readable, and then eight random digits, so that retries, equal names,
 * workers and runs against one server do not meet.
 * @param file the path of the test file
 * @param titles of the suites around the test, and its own
 * @example
 * worldNameFor('test/checkout.test.ts', ['provider', 'warns']) // checkout.provider.warns.5e0f1b2c
 */
export function worldNameFor(file: string, titles: string[]): string {
  const stem = file.replace(/^.*[/\\]/, '').replace(/\..*$/, '')
  const parts = [slug(stem).slice(0, MAX_FILE), ...titles.map(slug)]
  const unique = crypto.randomUUID().slice(0, 8)
  const readable = parts
    .filter((part) => part !== '')
    .join('.')
    .slice(0, MAX_LENGTH - unique.length - 1)
    .replace(/[.-]+$/, '')
  return readable === '' ? unique : `${readable}.${unique}`
}

/** What is left of a text when only letters and digits of ASCII may stay. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
