import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { packageRoot } from '../../src/wire/package-root.js'

const dir = mkdtempSync(join(tmpdir(), 'cache-probe-test-'))
test.after(() => rmSync(dir, { recursive: true, force: true }))

test('the root is found from a nested file, past the manifests of others', () => {
  const nested = join(dir, 'a', 'b')
  mkdirSync(nested, { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{"name":"cache-probe"}')
  writeFileSync(join(dir, 'a', 'package.json'), '{"type":"commonjs"}')
  assert.is(packageRoot(join(nested, 'file.js')), dir)
})

test('outside of the package there is no root', () => {
  assert.throws(() => packageRoot(join(tmpdir(), 'file.js')), 'no package.json of cache-probe')
})

test.run()
