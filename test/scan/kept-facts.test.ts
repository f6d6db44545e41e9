import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { KeptFacts } from '../../src/scan/kept-facts.js'
import { pack } from '../../src/scan/packed.js'
import { scanFiles } from '../../src/scan/scan-files.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

const SOURCES = {
  'a.js': "const { unit } = require('./b.js')\nexports.label = (value) => unit(value) + value",
  'b.js': "let last = ''\nexports.unit = (value) => last + value\nexports.set = (value) => { last = value }",
}

function project(sources: Record<string, string> = SOURCES): string {
  const root = temporaryFolder('sources')
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(root, name), text)
  return root
}

function scan(root: string, kept?: KeptFacts) {
  return scanFiles({ root, files: Object.keys(SOURCES), kept })
}

test('a second scan of what did not change reads no text again and finds the same', async () => {
  const [root, directory] = [project(), temporaryFolder('facts')]
  const [first, second] = [new KeptFacts(directory), new KeptFacts(directory)]
  const bare = await scan(root)
  assert.equal(await scan(root, first), bare)
  assert.is(first.written, 2)
  assert.equal(await scan(root, second), bare)
  assert.is(second.written, 0)
})

test('only the file that changed is read again, and what it means to other files is told anew', async () => {
  const [root, directory] = [project(), temporaryFolder('facts')]
  const before = await scan(root, new KeptFacts(directory))
  assert.is(before.sites[0]?.purity.state[0]?.writerFile, 'b.js')
  writeFileSync(join(root, 'b.js'), 'exports.unit = (value) => value')
  const kept = new KeptFacts(directory)
  const after = await scan(root, kept)
  assert.is(kept.written, 1)
  assert.equal(after, await scan(root))
  assert.equal(after.sites[0]?.purity.state, [])
})

test('the same text under another name has functions of its own', () => {
  const kept = new KeptFacts(temporaryFolder('facts'))
  const text = Buffer.from('function f() {}')
  assert.is.not(kept.keyOf('a.js', text), kept.keyOf('b.js', text))
  assert.is.not(kept.keyOf('a.js', text), kept.keyOf('a.j', Buffer.from(`s${text}`)))
})

test('what was cut off, or is no facts at all, is read again and kept whole', async () => {
  const zeroed = (bytes: Buffer) => Buffer.alloc(bytes.length)
  for (const damage of [(bytes: Buffer) => bytes.subarray(0, -5), zeroed, () => pack(['text']), () => '1', () => '']) {
    const [root, directory] = [project(), temporaryFolder('facts')]
    const whole = await scan(root, new KeptFacts(directory))
    for (const name of readdirSync(directory)) {
      const path = join(directory, name)
      writeFileSync(path, damage(readFileSync(path)))
    }
    const kept = new KeptFacts(directory)
    assert.equal(await scan(root, kept), whole)
    assert.is(kept.written, 2)
    assert.is(readdirSync(directory).length, 3)
  }
})

test('what cannot be kept as it is, such as a cache without end, is read each time', async () => {
  const text = "const { LRUCache } = require('lru-cache')\nconst seen = new LRUCache({ max: 1e999 })\n"
  const root = project({ 'a.js': `${text}exports.f = (k) => seen.get(k) ?? (seen.set(k, k + 1), k + 1)`, 'b.js': '' })
  const kept = new KeptFacts(temporaryFolder('facts'))
  const bare = await scan(root)
  assert.equal(await scan(root, kept), bare)
  assert.equal(await scan(root, kept), bare)
  assert.is(kept.written, 1)
})

test('where nothing can be kept, everything is read', async () => {
  const root = project()
  const kept = new KeptFacts(join(root, 'a.js'))
  assert.equal(await scan(root, kept), await scan(root))
  assert.is(kept.written, 0)
})

test.run()
