import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pruneFiles } from '../../src/launch/prune-files.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

/** A folder with files of 10 bytes, each so many days old. */
function rewritten(daysByPath: Record<string, number>): string {
  const folder = temporaryFolder('rewritten')
  for (const [name, days] of Object.entries(daysByPath)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '0123456789')
    utimesSync(path, new Date(), new Date(Date.now() - days * 24 * 60 * 60 * 1000))
  }
  return folder
}

function left(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
}

test('what is older than the limit is removed, and the folder of a rewriter that has nothing left', () => {
  const folder = rewritten({ 'one/a': 40, 'two/a': 40, 'two/b': 29 })
  pruneFiles(folder, { bytes: 1000, days: 30 })
  assert.equal(left(folder), ['two', 'two/b'])
})

test('the oldest of all rewriters are removed until the rest is within the limit', () => {
  const folder = rewritten({ 'one/a': 3, 'one/b': 1, 'two/a': 4, 'two/b': 2 })
  pruneFiles(folder, { bytes: 25, days: 30 })
  assert.equal(left(folder), ['one', 'one/b', 'two', 'two/b'])
})

test('what is within both limits stays', () => {
  const folder = rewritten({ 'one/a': 3, 'one/b': 1 })
  pruneFiles(folder)
  assert.equal(left(folder), ['one', 'one/a', 'one/b'])
})

test.run()
