import { expect, test } from 'vitest'
import { run } from '../support/process.ts'

test.each([[['--help']], [['help']], [['-h']]])(
  '%j lists the commands and ends with 0',
  async (args) => {
    const { code, stdout, stderr } = await run(args)
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name)
    expect(commands).toEqual(expect.arrayContaining(['start', 'openapi', 'token']))
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' })
  },
)

test('start --help names every flag with its variable', async () => {
  const { stdout } = await run(['start', '--help'])
  const flags = [...stdout.matchAll(/^ {2}--([a-z-]+) /gm)].map(([, name]) => name ?? '')
  const missing = flags.filter((flag) => {
    const variable = `TRUNKLINE_${flag.replaceAll('-', '_').toUpperCase()}`
    return !stdout.includes(variable)
  })
  expect(flags).toContain('api-key')
  expect(missing).toStrictEqual([])
})

test('no command prints the help on stderr and ends with 2', async () => {
  const { code, stdout, stderr } = await run([])
  expect(stderr).toContain('Usage: trunkline [options] [command]')
  expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
})
