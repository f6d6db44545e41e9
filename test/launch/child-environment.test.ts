import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { childEnvironment, withLocalPrograms } from '../../src/launch/child-environment.js'

const dir = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe-')))
test.after(() => rmSync(dir, { recursive: true, force: true }))

const paths = { runConfigPath: '/runs/1/run.json', preloadPath: '/a b/pre"load\\.cjs' }

test('the preload comes first, quoted and escaped, and the run is named', () => {
  const env = childEnvironment({ HOME: '/home' }, paths)
  assert.equal(env, {
    HOME: '/home',
    NODE_OPTIONS: '--require "/a b/pre\\"load\\\\.cjs"',
    CACHE_PROBE_RUN: '/runs/1/run.json',
  })
})

test("the owner's NODE_OPTIONS are kept byte for byte", () => {
  const own = ' --title="a  \\"b\\"" --max-old-space-size=200 '
  const { NODE_OPTIONS } = childEnvironment({ NODE_OPTIONS: own }, paths)
  assert.is(NODE_OPTIONS, `--require "/a b/pre\\"load\\\\.cjs" ${own}`)
})

test('the environment given is not changed', () => {
  const env = { NODE_OPTIONS: '--no-warnings' }
  childEnvironment(env, paths)
  assert.equal(env, { NODE_OPTIONS: '--no-warnings' })
})

for (const name of [
  'plain',
  'a b',
  '  two  spaces ',
  'ü',
  '%20',
  'a"b',
  "a'b",
  'back\\slash',
  '\\',
  '"',
  '#?&=,',
  '日本',
]) {
  test(`node loads a preload from a folder named ${JSON.stringify(name)}, beside the owner's own options`, () => {
    const folder = join(dir, name)
    mkdirSync(folder)
    const preloadPath = join(folder, 'preload.cjs')
    writeFileSync(preloadPath, 'globalThis.preloadedFrom = __filename')
    const own = '--title="an owner\'s \\"own\\" title" --no-deprecation'
    const env = childEnvironment({ ...process.env, NODE_OPTIONS: own }, { ...paths, preloadPath })
    const script = 'JSON.stringify([preloadedFrom, process.title, process.noDeprecation])'
    const seen = JSON.parse(execFileSync(process.execPath, ['-p', script], { env, encoding: 'utf8' }))
    assert.equal(seen, [preloadPath, 'an owner\'s "own" title', true])
  })
}

test('each node_modules/.bin from the folder upwards comes in front of PATH, nearest first', () => {
  const inner = join(dir, 'outer', 'inner')
  const folders = [join(inner, 'node_modules', '.bin'), join(dir, 'outer', 'node_modules', '.bin')]
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  const { PATH } = withLocalPrograms({ PATH: '/usr/bin' }, inner)
  assert.is(PATH, [...folders, '/usr/bin'].join(delimiter))
})

test.run()
