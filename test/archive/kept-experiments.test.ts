/** Where run directories lie, and how many of them. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { markAsMine } from '../../src/archive/driver-mark.js'
import { newRunDirectory, pruneKept, unfinishedExperiments } from '../../src/archive/kept-experiments.js'
import { RunArchive } from '../../src/archive/run-archive.js'
import { ProbeError } from '../../src/errors.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { RECORD, SURVEY } from './an-archive.js'

const DAY_MS = 24 * 60 * 60 * 1000

const inCache = (XDG_CACHE_HOME: string) => ({ XDG_CACHE_HOME })

/** As if made so many days ago. */
function keptSince(base: string, days: number, suffix: string): string {
  const time = new Date(Date.now() - days * DAY_MS).toISOString().replace(/[-:]|\.\d+/g, '')
  const dir = join(base, `${time}-${suffix}`)
  mkdirSync(dir, { recursive: true })
  return dir
}

test("a run directory is a private one of its own in the user's cache", () => {
  const cache = temporaryFolder('cache')
  const [one, other] = [newRunDirectory(undefined, inCache(cache)), newRunDirectory(undefined, inCache(cache))]
  assert.is.not(one, other)
  assert.is(dirname(one), join(cache, 'cache-probe', 'runs'))
  assert.match(basename(one), /^\d{8}T\d{6}Z-\w{6}$/)
  assert.is(statSync(one).mode & 0o777, 0o700)
})

test('the newest are kept and what is too old is not; what is being written, or is no run directory, stays', () => {
  const base = join(temporaryFolder('cache'), 'runs')
  const [written, old, third, second, first] = [40, 35, 3, 2, 1].map((days) => keptSince(base, days, 'abcdef'))
  markAsMine(written as string)
  const foreign = join(base, 'notes')
  mkdirSync(foreign)
  pruneKept(base, { directories: 2, days: 30 })
  assert.equal(
    [written, old, third, second, first, foreign].map((dir) => existsSync(dir as string)),
    [true, false, false, true, true, true],
  )
})

test('a directory that is named may be new or empty, and nothing else', () => {
  const folder = temporaryFolder('named')
  assert.is(newRunDirectory(folder), folder)
  const below = join(folder, 'a', 'b')
  assert.is(newRunDirectory(below), below)
  assert.is(statSync(below).mode & 0o777, 0o700)
  for (const [path, why] of [
    [folder, /is not empty/],
    [join(folder, 'file'), /cannot be used \(E\w+\)/],
  ] as const) {
    if (path.endsWith('file')) writeFileSync(path, '')
    try {
      newRunDirectory(path)
      assert.unreachable()
    } catch (error) {
      assert.instance(error, ProbeError)
      assert.is((error as ProbeError).code, 'run-dir-in-use')
      assert.match((error as ProbeError).message, why)
    }
  }
})

test('where the cache directory cannot be written to, runs are kept in the temporary one', () => {
  const cache = temporaryFolder('cache')
  writeFileSync(join(cache, 'cache-probe'), 'a file is in the way')
  const dir = newRunDirectory(undefined, inCache(cache))
  assert.match(basename(dir), /^cache-probe-runs-/)
  chmodSync(dir, 0o700)
  RunArchive.create(dir, RECORD, SURVEY).discard()
  assert.not.ok(existsSync(dir))
})

test('those that have no end are found, newest first, and whose process is still at it; not what holds nothing', () => {
  const cache = temporaryFolder('cache')
  const base = join(cache, 'cache-probe', 'runs')
  const [left, ended, mine, , newer] = [5, 4, 3, 2, 1].map((days) => keptSince(base, days, 'abcdef')) as string[]
  for (const dir of [left, ended, mine, newer] as string[]) RunArchive.create(dir, RECORD, SURVEY)
  RunArchive.open(ended as string).end({ kind: 'done' })
  for (const dir of [left, newer]) RunArchive.open(dir as string).leave()
  assert.is(readdirSync(base).length, 5)
  assert.equal(
    unfinishedExperiments(inCache(cache)).map(({ dir, writer }) => [dir, writer]),
    [
      [newer, undefined],
      [mine, process.pid],
      [left, undefined],
    ],
  )
})

test.run()
