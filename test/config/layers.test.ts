import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { complaint, planOf, projectFolder } from './project-folder.js'

test('an unknown key is refused with its file and the nearest valid key', async () => {
  const cwd = projectFolder({ 'package.json': '{"cacheProbe": {"cacheSzie": 1}}' })
  assert.is(
    await complaint(planOf(cwd)),
    'unknown-config-key: Unknown key "cacheSzie" in package.json, key cacheProbe. Did you mean cacheSize?',
  )
})

test('a misspelt cacheProbe in package.json is refused, and the keys of others are not looked at', async () => {
  for (const key of ['cache-probe', 'cacheprobe', 'cacheProb']) {
    assert.is(
      await complaint(planOf(projectFolder({ 'package.json': `{"${key}": {"cacheSize": 1}}` }))),
      `unknown-config-key: Unknown key "${key}" in package.json. Did you mean cacheProbe?`,
    )
  }
  await planOf(projectFolder({ 'package.json': '{"cacheDir": "x", "cache": {}, "jest": {}, "c8": {}}' }))
})

test('an unknown key that is near none is refused with all valid keys', async () => {
  const cwd = projectFolder({ 'package.json': '{}', 'cache-probe.config.json5': '{ zzzzzzzzzz: 1 }' })
  assert.match(await complaint(planOf(cwd)), /^unknown-config-key: .* Valid are: command, include, exclude, /)
})

test('a CACHE_PROBE_ variable that looks like a misspelt setting is refused', async () => {
  assert.is(
    await complaint(planOf(projectFolder(), { env: { CACHE_PROBE_CACHESIZE: '1' } })),
    'unknown-config-key: Unknown environment variable CACHE_PROBE_CACHESIZE. Did you mean CACHE_PROBE_CACHE_SIZE?',
  )
})

test("the loader's and the owner's own variables are left alone, and an empty one is not set", async () => {
  const env = { CACHE_PROBE_RUN: '/run.json', CACHE_PROBE_TEST_MARK: '1', CACHE_PROBE_REPEATS: '' }
  assert.is((await planOf(projectFolder(), { env })).repeats, 3)
})

test('a JSON5 file may have comments, single quotes and trailing commas', async () => {
  const text = "// sizes\n{ cacheSize: 64, wrap: 'exports', }\n"
  const plan = await planOf(projectFolder({ 'package.json': '{}', 'cache-probe.config.json5': text }))
  assert.equal([plan.cacheSize, plan.wrap], [64, 'exports'])
})

test('a syntax error is named by file, line and column', async () => {
  const cwd = projectFolder({ 'package.json': '{}', 'cache-probe.config.json5': '{\n  cacheSize: 64\n  repeats: 3\n}' })
  assert.is(
    await complaint(planOf(cwd)),
    "config-syntax: cache-probe.config.json5:3:3: invalid character 'r'. Mend the file there.",
  )
})

test('a syntax error in package.json is named too', async () => {
  const cwd = projectFolder({ 'package.json': '{"name": }' })
  assert.is(
    await complaint(planOf(cwd)),
    "config-syntax: package.json:1:10: invalid character '}'. Mend the file there.",
  )
})

test('the key in package.json may name a JSON5 file', async () => {
  const cwd = projectFolder({
    'package.json': '{"cacheProbe": "etc/probe.json5"}',
    'etc/probe.json5': '{ repeats: 9 }',
  })
  assert.is((await planOf(cwd)).repeats, 9)
})

test('--config is over the key in package.json, which is over the file beside it', async () => {
  const files = {
    'package.json': '{"cacheProbe": {"repeats": 5}}',
    'cache-probe.config.json5': '{ repeats: 6, minCalls: 6 }',
    'other.json5': '{ repeats: 7 }',
  }
  const cwd = projectFolder(files)
  const fromKey = await planOf(cwd)
  assert.equal([fromKey.repeats, fromKey.minCalls], [5, 100])
  assert.is((await planOf(cwd, { flags: { config: 'other.json5' } })).repeats, 7)
  assert.is((await planOf(cwd, { env: { CACHE_PROBE_CONFIG: join(cwd, 'other.json5') } })).repeats, 7)
})

test('a configuration file that does not exist is named as it was typed', async () => {
  assert.is(
    await complaint(planOf(projectFolder(), { flags: { config: 'nowhere.json5' } })),
    'config-missing: Configuration file nowhere.json5 does not exist: check the path.',
  )
})

test('a file that holds no object is refused', async () => {
  const cwd = projectFolder({ 'package.json': '{}', 'cache-probe.config.json5': '[1]' })
  assert.match(await complaint(planOf(cwd)), /^config-type: cache-probe\.config\.json5 must hold an object/)
})

test.run()
