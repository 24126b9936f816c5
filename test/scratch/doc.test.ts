import { writeFileSync } from 'node:fs'
import { test } from 'vitest'
import { controlDocument } from '../../src/contract/document.ts'
test('x', () => { writeFileSync('/tmp/control.json', JSON.stringify(controlDocument(), null, 2)) })
