import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { createSession } from '../../src/launch/session.js'

const dir = mkdtempSync(join(tmpdir(), 'cache-probe-test-'))
const rewriterPath = join(dir, 'rewriter.cjs')
writeFileSync(rewriterPath, '// one')
test.after(() => rmSync(dir, { recursive: true, force: true }))

function sessionIn(cache: string) {
  return createSession({ env: { XDG_CACHE_HOME: cache }, rewriterPaths: [rewriterPath] })
}

test("a session is a private directory in the user's cache directory, and gone after", () => {
  const session = sessionIn(join(dir, 'cache'))
  assert.is(dirname(session.dir), join(dir, 'cache', 'cache-probe'))
  assert.is(statSync(session.dir).mode & 0o777, 0o700)
  mkdirSync(session.nextRunDir())
  session.remove()
  assert.equal(readdirSync(join(dir, 'cache', 'cache-probe')), ['rewritten'])
})

test('each run has a directory of its own', () => {
  const session = sessionIn(join(dir, 'cache'))
  assert.equal(
    [session.nextRunDir(), session.nextRunDir()].map((path) => basename(path)),
    ['run-1', 'run-2'],
  )
  session.remove()
})

test('a session knows of the others whose process lives, and not of those that were killed or ended', () => {
  const cache = join(dir, 'others')
  const [one, other] = [sessionIn(cache), sessionIn(cache)]
  const killed = spawnSync(process.execPath, ['--version']).pid
  mkdirSync(one.dir.replace(`-${process.pid}-`, `-${killed}-`))
  assert.equal([one.others(), other.others()], [1, 1])
  other.remove()
  assert.is(one.others(), 0)
  one.remove()
})

test('what is to be done at the end is done once, while the directory is there', () => {
  const session = sessionIn(join(dir, 'ending'))
  const seen: boolean[] = []
  session.atEnd(() => seen.push(existsSync(session.dir)))
  session.remove()
  session.remove()
  assert.equal(seen, [true])
})

test('a session that nobody has touched for a week is removed, a younger one is not', () => {
  const cache = join(dir, 'abandoned')
  const [old, young] = [sessionIn(cache), sessionIn(cache)]
  const dayMs = 24 * 60 * 60 * 1000
  utimesSync(old.dir, new Date(), new Date(Date.now() - 8 * dayMs))
  utimesSync(young.dir, new Date(), new Date(Date.now() - 6 * dayMs))
  const next = sessionIn(cache)
  assert.equal(
    [old, young, next].map((session) => existsSync(session.dir)),
    [false, true, true],
  )
})

test('a session whose process was killed is removed by the next one, unless another machine may own it', () => {
  const cache = join(dir, 'killed')
  const mine = sessionIn(cache)
  const killed = spawnSync(process.execPath, ['--version']).pid
  const killedOne = mine.dir.replace(`-${process.pid}-`, `-${killed}-`)
  const elsewhere = join(dirname(mine.dir), `session-00000000-${killed}-abcdef`)
  for (const path of [killedOne, elsewhere]) mkdirSync(path)
  sessionIn(cache).remove()
  assert.equal([mine.dir, killedOne, elsewhere].map(existsSync), [true, false, true])
  mine.remove()
})

test('rewritten sources outlive the session, but not the rewriter that made them', () => {
  const first = sessionIn(join(dir, 'cache'))
  first.remove()
  assert.ok(existsSync(first.rewriteCacheDir))
  const again = sessionIn(join(dir, 'cache'))
  again.remove()
  assert.is(again.rewriteCacheDir, first.rewriteCacheDir)
  writeFileSync(rewriterPath, '// two')
  const changed = sessionIn(join(dir, 'cache'))
  changed.remove()
  assert.is.not(changed.rewriteCacheDir, first.rewriteCacheDir)
})

test('what was rewritten a month ago is removed, but not while another session runs', () => {
  const cache = join(dir, 'pruned')
  const running = sessionIn(cache)
  const [old, young] = ['old', 'young'].map((name) => join(running.rewriteCacheDir, name)) as [string, string]
  for (const path of [old, young]) writeFileSync(path, '')
  utimesSync(old, new Date(), new Date(Date.now() - 31 * 24 * 60 * 60 * 1000))
  sessionIn(cache).remove()
  assert.equal([old, young].map(existsSync), [true, true])
  running.remove()
  const next = sessionIn(cache)
  assert.equal([old, young, next.rewriteCacheDir].map(existsSync), [false, true, true])
  next.remove()
})

test('where the cache directory cannot be made, everything is in a private temporary directory', () => {
  const blocked = join(dir, 'a-file')
  writeFileSync(blocked, '')
  const session = sessionIn(blocked)
  assert.is(dirname(session.dir), tmpdir())
  assert.is(dirname(session.rewriteCacheDir), session.dir)
  assert.is(statSync(session.dir).mode & 0o777, 0o700)
  session.remove()
  assert.not.ok(existsSync(session.dir))
})

test.run()
