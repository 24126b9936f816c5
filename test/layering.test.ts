import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const IMPORT = 'lint/style/noRestrictedImports'
const GLOBAL = 'lint/style/noRestrictedGlobals'
const CYCLE = 'lint/suspicious/noImportCycles'
const FLOATING = 'lint/nursery/noFloatingPromises'
const PROTOCOL = 'lint/style/useNodejsImportProtocol'
/** Biome has no rule that lets types through and stops values, so this one is a plugin. */
const PLUGIN = 'plugin'
const RULES = [IMPORT, GLOBAL, CYCLE, FLOATING, PROTOCOL, PLUGIN]

/** A file of the probe and one line of it. */
type Line = [file: string, line: string]

const CONTRACT = 'src/contract/probe.ts'
const JSON_PATH = 'src/contract/json-path.ts'
const DOMAIN = 'src/domain/probe.ts'
const TWILIO = 'src/domain/twilio/probe.ts'
const TWILIO_CONTRACT = 'src/contract/twilio/probe.ts'
const HTTP = 'src/http/probe.ts'
const TWILIO_HTTP = 'src/http/twilio/probe.ts'
const RULE_FILE = 'src/contract/rules/probe.ts'
const CONFORMANCE = 'src/conformance/probe.ts'
const CHECKS = 'src/conformance/checks/probe.ts'
const CLOCK = 'src/domain/clock.ts'
const IDS = 'src/domain/ids.ts'

const forbidden: [...Line, rule: string][] = [
  [CONTRACT, "import type { World } from '../domain/world.ts'", IMPORT],
  [CONTRACT, "import { createTrunk } from '../domain/twilio/trunks.ts'", IMPORT],
  [CONTRACT, "import { problem } from '../http/problem.ts'", IMPORT],
  [CONTRACT, "import { readFileSync } from 'node:fs'", IMPORT],
  [CONTRACT, "import { readFile } from 'node:fs/promises'", IMPORT],
  [CONTRACT, "import { existsSync } from 'fs'", PROTOCOL],
  [CONTRACT, "import { Hono } from 'hono'", IMPORT],
  [CONTRACT, "import { cors } from 'hono/cors'", IMPORT],
  [CONTRACT, "import { Low } from 'lowdb'", IMPORT],
  [CONTRACT, "import { JSONFile } from 'lowdb/node'", IMPORT],
  [CONTRACT, "import { faker } from '@faker-js/faker'", IMPORT],
  [CONTRACT, "import { sha256 } from '@noble/hashes/sha2.js'", IMPORT],
  [CONTRACT, "import { compile } from 'json-p3'", IMPORT],
  [CONTRACT, "import { loadFixture } from '../load.ts'", IMPORT],
  [CONTRACT, "import { start } from '../commands/start.ts'", IMPORT],

  [TWILIO_CONTRACT, "import type { World } from '../../domain/world.ts'", IMPORT],
  [TWILIO_CONTRACT, "import { respond } from '../../http/respond.ts'", IMPORT],
  [TWILIO_CONTRACT, "import { loadFixture } from '../../load.ts'", IMPORT],
  [TWILIO_CONTRACT, "import { readFileSync } from 'node:fs'", IMPORT],
  [TWILIO_CONTRACT, "import { Hono } from 'hono'", IMPORT],
  [TWILIO_CONTRACT, "import { compile } from 'json-p3'", IMPORT],

  [RULE_FILE, "import { z } from 'zod'", IMPORT],
  [RULE_FILE, "import { sample } from '../providers.ts'", IMPORT],
  [RULE_FILE, "import { readFileSync } from 'node:fs'", IMPORT],

  [CONFORMANCE, "import type { World } from '../domain/world.ts'", IMPORT],
  [CONFORMANCE, "import { problem } from '../http/problem.ts'", IMPORT],
  [CONFORMANCE, "import { createSimulator } from '../index.ts'", IMPORT],
  [CONFORMANCE, "import { readFileSync } from 'node:fs'", IMPORT],
  [CONFORMANCE, "import { z } from 'zod'", IMPORT],
  [CHECKS, "import type { World } from '../../domain/world.ts'", IMPORT],
  [CHECKS, "import { problem } from '../../http/problem.ts'", IMPORT],
  [CHECKS, "import { createSimulator } from '../../index.ts'", IMPORT],
  [CHECKS, "import { readFileSync } from 'node:fs'", IMPORT],

  [JSON_PATH, "import type { World } from '../domain/world.ts'", IMPORT],
  [JSON_PATH, "import { problem } from '../http/problem.ts'", IMPORT],
  [JSON_PATH, "import { readFileSync } from 'node:fs'", IMPORT],
  [JSON_PATH, "import { Hono } from 'hono'", IMPORT],
  [JSON_PATH, "import { JSONFile } from 'lowdb/node'", IMPORT],
  [JSON_PATH, "import { faker } from '@faker-js/faker'", IMPORT],

  [DOMAIN, "import { z } from 'zod'", IMPORT],
  [DOMAIN, "import * as mini from 'zod/mini'", IMPORT],
  [DOMAIN, "import { Hono } from 'hono'", IMPORT],
  [DOMAIN, "import type { Context } from 'hono'", IMPORT],
  [DOMAIN, "import { cors } from 'hono/cors'", IMPORT],
  [DOMAIN, "import { createRoute } from '@hono/zod-openapi'", IMPORT],
  [DOMAIN, "import { problem } from '../http/problem.ts'", IMPORT],
  [DOMAIN, "import { Low } from 'lowdb'", IMPORT],
  [DOMAIN, "import { JSONFile } from 'lowdb/node'", IMPORT],
  [DOMAIN, "import { readFileSync } from 'node:fs'", IMPORT],
  [DOMAIN, "import { readFile } from 'node:fs/promises'", IMPORT],
  [DOMAIN, "import 'node:process'", IMPORT],
  [DOMAIN, "import { existsSync } from 'fs'", PROTOCOL],
  [DOMAIN, "export { tmpdir } from 'node:os'", IMPORT],
  [DOMAIN, "export * from 'node:path'", IMPORT],
  [DOMAIN, "export const loaded = import('node:url')", IMPORT],
  [DOMAIN, "import { faker } from '@faker-js/faker'", IMPORT],
  [DOMAIN, "import { faker as en } from '@faker-js/faker/locale/en'", IMPORT],
  [DOMAIN, "import { sha256 } from '@noble/hashes/sha2.js'", IMPORT],
  [DOMAIN, "import { compile } from 'json-p3'", IMPORT],
  [DOMAIN, "import { openStorage } from '../storage.ts'", IMPORT],
  [DOMAIN, "import { createSimulator } from '../index.ts'", IMPORT],
  [DOMAIN, "import { run } from '../cli.ts'", IMPORT],
  [DOMAIN, "import { loadFixture } from '../load.ts'", IMPORT],
  [DOMAIN, "import { start } from '../commands/start.ts'", IMPORT],
  [DOMAIN, "import { Scenario } from '../contract/scenario.ts'", PLUGIN],
  [DOMAIN, "import '../contract/fixture.ts'", PLUGIN],
  [DOMAIN, "export { Progression } from '../contract/scenario.ts'", PLUGIN],
  [TWILIO, "import { Scenario } from '../../contract/scenario.ts'", PLUGIN],
  [TWILIO, "import { loadFixture } from '../../load.ts'", IMPORT],
  [TWILIO, "import { readFileSync } from 'node:fs'", IMPORT],

  [DOMAIN, 'export const today = new Date()', GLOBAL],
  [DOMAIN, 'export const wall = Date.now()', GLOBAL],
  [DOMAIN, 'export const chance = Math.random()', GLOBAL],
  [DOMAIN, 'export const id = crypto.randomUUID()', GLOBAL],
  [DOMAIN, 'export const since = performance.now()', GLOBAL],
  [DOMAIN, 'export const later = setTimeout(print, 1)', GLOBAL],
  [DOMAIN, 'export const often = setInterval(print, 1)', GLOBAL],
  [DOMAIN, 'export const soon = setImmediate(print)', GLOBAL],
  [DOMAIN, 'queueMicrotask(print)', GLOBAL],
  [DOMAIN, 'export const path = process.env.PATH', GLOBAL],
  [DOMAIN, "export const answer = fetch('http://localhost')", GLOBAL],
  [DOMAIN, 'export const hidden = globalThis.Date.now()', GLOBAL],
  [DOMAIN, 'export const shown = new Intl.DateTimeFormat().format()', GLOBAL],
  [TWILIO, 'export const wall = Date.now()', GLOBAL],

  [CLOCK, 'export const chance = Math.random()', GLOBAL],
  [CLOCK, 'export const id = crypto.randomUUID()', GLOBAL],
  [CLOCK, 'export const since = performance.now()', GLOBAL],
  [CLOCK, 'export const later = setTimeout(print, 1)', GLOBAL],
  [CLOCK, 'export const often = setInterval(print, 1)', GLOBAL],
  [CLOCK, 'export const path = process.env.PATH', GLOBAL],
  [CLOCK, "export const answer = fetch('http://localhost')", GLOBAL],
  [CLOCK, "import { sha256 } from '@noble/hashes/sha2.js'", IMPORT],
  [CLOCK, "import { setTimeout as wait } from 'node:timers/promises'", IMPORT],

  [IDS, "import { randomUUID } from 'node:crypto'", IMPORT],
  [IDS, "import { z } from 'zod'", IMPORT],
  [IDS, "import { createRoute } from '@hono/zod-openapi'", IMPORT],
  [IDS, "import { JSONFile } from 'lowdb/node'", IMPORT],
  [IDS, "import { problem } from '../http/problem.ts'", IMPORT],
  [IDS, "import { openStorage } from '../storage.ts'", IMPORT],
  [IDS, "import { Scenario } from '../contract/scenario.ts'", PLUGIN],
  [IDS, 'export const chance = Math.random()', GLOBAL],
  [IDS, 'export const id = crypto.randomUUID()', GLOBAL],
  [IDS, 'export const wall = Date.now()', GLOBAL],

  [HTTP, "import { Low } from 'lowdb'", IMPORT],
  [HTTP, "import { JSONFile } from 'lowdb/node'", IMPORT],
  [HTTP, "import { readFileSync } from 'node:fs'", IMPORT],
  [HTTP, "import { readFile } from 'node:fs/promises'", IMPORT],
  [HTTP, "import { serve } from '@hono/node-server'", IMPORT],
  [HTTP, "import { faker } from '@faker-js/faker'", IMPORT],
  [HTTP, "import { sha256 } from '@noble/hashes/sha2.js'", IMPORT],
  [HTTP, "import { compile } from 'json-p3'", IMPORT],
  [HTTP, "import { openStorage } from '../storage.ts'", IMPORT],
  [HTTP, "import { createSimulator } from '../index.ts'", IMPORT],
  [HTTP, "import { run } from '../cli.ts'", IMPORT],
  [HTTP, "import { loadFixture } from '../load.ts'", IMPORT],
  [HTTP, "import { open } from '../secrets.ts'", IMPORT],
  [HTTP, "import { start } from '../commands/start.ts'", IMPORT],

  [TWILIO_HTTP, "import { JSONFile } from 'lowdb/node'", IMPORT],
  [TWILIO_HTTP, "import { readFileSync } from 'node:fs'", IMPORT],
  [TWILIO_HTTP, "import { serve } from '@hono/node-server'", IMPORT],
  [TWILIO_HTTP, "import { sha256 } from '@noble/hashes/sha2.js'", IMPORT],
  [TWILIO_HTTP, "import { createSimulator } from '../../index.ts'", IMPORT],
  [TWILIO_HTTP, "import { start } from '../../commands/start.ts'", IMPORT],

  ['src/domain/egg.ts', "export { hen } from './hen.ts'", CYCLE],
  ['src/domain/hen.ts', "export { egg } from './egg.ts'", CYCLE],
  ['src/http/work.ts', 'export function lose() { work() }', FLOATING],
]

const allowed: Line[] = [
  [CONTRACT, "import { z } from 'zod'"],
  [CONTRACT, "import { createRoute } from '@hono/zod-openapi'"],
  [CONTRACT, "import { documented } from './fidelity.ts'"],
  [TWILIO_CONTRACT, "import { createRoute, z } from '@hono/zod-openapi'"],
  [TWILIO_CONTRACT, "import { documented } from '../fidelity.ts'"],
  [TWILIO_CONTRACT, "import { Trunk } from './trunks.ts'"],
  [JSON_PATH, "import { z } from '@hono/zod-openapi'"],
  [JSON_PATH, "import { compile } from 'json-p3'"],
  [JSON_PATH, "import { documented } from './fidelity.ts'"],

  [RULE_FILE, "import { onPage } from './rule.ts'"],
  [CONFORMANCE, "import { LEDGER } from '../contract/rules/ledger.ts'"],
  [CONFORMANCE, "import { CHECKS } from './checks.ts'"],
  [CHECKS, "import type { Assumptions } from '../../contract/assumptions.ts'"],
  [CHECKS, "import { check } from '../check.ts'"],

  [DOMAIN, "import type { Progression } from '../contract/scenario.ts'"],
  [DOMAIN, "export type { Fixture } from '../contract/fixture.ts'"],
  [DOMAIN, "import { changed } from './world.ts'"],
  [DOMAIN, "import { createTrunk } from './twilio/trunks.ts'"],
  [TWILIO, "import type { TwilioOperation } from '../../contract/scenario.ts'"],
  [TWILIO, "import { changed } from '../world.ts'"],
  [TWILIO, "import { deleteTrunk } from './trunks.ts'"],

  [CLOCK, 'export const wall = Date.now()'],
  [CLOCK, 'export const start = Date.UTC(2025, 0, 1)'],
  [IDS, "import { sha256 } from '@noble/hashes/sha2.js'"],
  [IDS, "import type { Faker } from '@faker-js/faker'"],
  [IDS, "export const faker = import('@faker-js/faker/locale/en')"],

  [HTTP, "import { Hono } from 'hono'"],
  [HTTP, "import { cors } from 'hono/cors'"],
  [HTTP, "import { OpenAPIHono } from '@hono/zod-openapi'"],
  [HTTP, "import { routes } from '../contract/routes.ts'"],
  [HTTP, "import { createProvider } from '../domain/providers.ts'"],
  [HTTP, "import { createTrunk } from '../domain/twilio/trunks.ts'"],

  [TWILIO_HTTP, "import { Hono } from 'hono'"],
  [TWILIO_HTTP, "import { routes } from '../../contract/routes.ts'"],
  [TWILIO_HTTP, "import { createTrunk } from '../../domain/twilio/trunks.ts'"],
  [TWILIO_HTTP, "import { respond } from '../respond.ts'"],
  [TWILIO_HTTP, "import { bind } from './bind.ts'"],

  ['src/storage.ts', "import { JSONFile } from 'lowdb/node'"],
  ['src/storage.ts', "import { readFileSync } from 'node:fs'"],
  ['src/storage.ts', "import { createApp } from './http/app.ts'"],
  ['src/storage.ts', 'export const wall = Date.now()'],

  ['src/domain/chain.ts', "export { link } from './link.ts'"],
  ['src/domain/link.ts', 'export const link = 1'],
  ['src/http/work.ts', 'export async function work() {}'],
  ['src/http/work.ts', 'export async function wait() { await work() }'],
]

const findings = lint([...forbidden, ...allowed])

test.each(forbidden)('%s may not say: %s', (file, line, rule) => {
  expect(findings[file]?.[line]).toContain(rule)
})

test.each(allowed)('%s may say: %s', (file, line) => {
  expect(findings[file]?.[line]).toStrictEqual([])
})

/** Which of the rules fire where: runs Biome with the project's own configuration over a folder of such files. */
function lint(lines: [string, string, ...unknown[]][]): Record<string, Record<string, string[]>> {
  const found: Record<string, Record<string, string[]>> = {}
  for (const [file, line] of lines) found[file] = { ...found[file], [line]: [] }
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trunkline-layering-')))
  try {
    copyConfiguration(folder)
    for (const [file, content] of Object.entries(found)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), Object.keys(content).join('\n'))
    }
    for (const { file, line, rule } of runBiome(folder)) {
      const text = Object.keys(found[file] ?? {})[line - 1] ?? ''
      found[file]?.[text]?.push(rule)
    }
    return found
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** There is no git in the folder, and the schema of the configuration is not where it says. */
function copyConfiguration(folder: string): void {
  const { $schema, vcs, ...configuration } = JSON.parse(
    readFileSync(join(ROOT, 'biome.json'), 'utf8'),
  )
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(configuration))
  const plugins = JSON.stringify(configuration).match(/[\w./-]+\.grit/g) ?? []
  for (const plugin of plugins) copyFileSync(join(ROOT, plugin), join(folder, plugin))
}

function runBiome(folder: string): { file: string; line: number; rule: string }[] {
  const { stdout, stderr } = spawnSync(
    join(ROOT, 'node_modules/.bin/biome'),
    ['lint', '--reporter=github', '--max-diagnostics=none', '.'],
    { cwd: folder, encoding: 'utf8' },
  )
  const findings = [...stdout.matchAll(/^::error title=([^,]+),file=([^,]+),line=(\d+),/gm)]
  const rules = findings.map(([, rule = '', file = '', line]) => ({
    rule,
    file: file.replace(`${folder}/`, ''),
    line: Number(line),
  }))
  // A file that Biome cannot read would pass as clean.
  if (rules.some(({ rule }) => rule === 'parse')) throw new Error(`Cannot lint: ${stdout}${stderr}`)
  return rules.filter(({ rule }) => RULES.includes(rule))
}
