import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { complaint, planOf, projectFolder } from './project-folder.js'

test('without any setting the plan has the documented defaults', async () => {
  const root = projectFolder()
  const { seed, exclude, ...plan } = await planOf(root)
  assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)
  assert.ok(exclude.includes('**/node_modules/**'))
  assert.equal(plan, {
    root,
    cwd: root,
    command: ['npm', 'test'],
    include: ['**/*.{js,mjs,cjs,ts,mts,cts}'],
    packages: [],
    builtins: [],
    wrap: 'bindings',
    cacheSize: 128,
    maxCacheSize: 4096,
    hitRateThreshold: 0.2,
    screeningFloor: 0.03,
    speedupThreshold: 0.05,
    minCalls: 100,
    repeats: 3,
    budgetRuns: 60,
    budgetSeconds: 3600,
    alpha: 0.05,
    calibrationPairs: 10,
    keepParallel: false,
    target: true,
    ownCaches: true,
    duet: false,
    exhaustive: false,
    timeoutSeconds: 300,
    killGraceSeconds: 30,
    isolation: 'auto',
    reporters: [{ name: 'table' }],
    verbose: false,
    profile: [],
    minTotalMs: 100,
  })
})

test('flags are over environment, environment over file, file over defaults', async () => {
  const cwd = projectFolder({ 'package.json': '{"cacheProbe": {"cacheSize": 1, "repeats": 2, "minCalls": 3}}' })
  const env = { CACHE_PROBE_CACHE_SIZE: '10', CACHE_PROBE_REPEATS: '20' }
  const plan = await planOf(cwd, { env, flags: { cacheSize: '100' } })
  assert.equal([plan.cacheSize, plan.repeats, plan.minCalls, plan.wrap], [100, 20, 3, 'bindings'])
})

test('the root is the nearest folder with a package.json, and the command runs where it was typed', async () => {
  const root = projectFolder()
  mkdirSync(join(root, 'src/deep'), { recursive: true })
  const plan = await planOf(join(root, 'src/deep'))
  assert.equal([plan.root, plan.cwd], [root, join(root, 'src/deep')])
})

test('words after -- are over the configured command', async () => {
  const cwd = projectFolder({ 'package.json': '{"cacheProbe": {"command": ["node", "a b.js"]}}' })
  assert.equal((await planOf(cwd)).command, ['node', 'a b.js'])
  assert.equal((await planOf(cwd, { command: ['mocha'] })).command, ['mocha'])
})

test('a command in one string is split at spaces outside quotes', async () => {
  const cwd = projectFolder({ 'package.json': `{"cacheProbe": {"command": "node 'a b.js' --x=\\"1 2\\""}}` })
  assert.equal((await planOf(cwd)).command, ['node', 'a b.js', '--x=1 2'])
})

test('a seed that is given is kept', async () => {
  assert.is((await planOf(projectFolder(), { flags: { seed: '42' } })).seed, 42)
})

test('a lower speedup threshold lowers the screening floor with it', async () => {
  const plan = await planOf(projectFolder(), { flags: { speedupThreshold: '0.01' } })
  assert.is(plan.screeningFloor, 0.01)
})

test('a screening floor above the speedup threshold is refused', async () => {
  assert.is(
    await complaint(planOf(projectFolder(), { flags: { screeningFloor: '0.1' } })),
    'config-range: screeningFloor 0.1 is above speedupThreshold 0.05: lower --screening-floor.',
  )
})

test('a cache size above a given largest size is refused', async () => {
  assert.is(
    await complaint(planOf(projectFolder(), { flags: { cacheSize: '512', maxCacheSize: '256' } })),
    'config-range: cacheSize 512 is above maxCacheSize 256: raise --max-cache-size.',
  )
})

test('a cache size above the default largest size raises it', async () => {
  assert.is((await planOf(projectFolder(), { flags: { cacheSize: '9000' } })).maxCacheSize, 9000)
})

test('isolation is as asked for', async () => {
  for (const isolation of ['auto', 'inprocess', 'subprocess']) {
    assert.is((await planOf(projectFolder(), { flags: { isolation } })).isolation, isolation)
  }
})

test('a report file of a flag is relative to where it was typed, that of a file to the file', async () => {
  const root = projectFolder({ 'package.json': '{"cacheProbe": {"reporter": "json=out.json"}}', 'sub/x.js': '' })
  const cwd = join(root, 'sub')
  assert.equal((await planOf(cwd)).reporters, [{ name: 'json', file: join(root, 'out.json') }])
  const flags = { reporter: ['table', 'json=out.json'] }
  assert.equal((await planOf(cwd, { flags })).reporters, [
    { name: 'table' },
    { name: 'json', file: join(cwd, 'out.json') },
  ])
})

test('two reporters on stdout are refused', async () => {
  assert.match(
    await complaint(planOf(projectFolder(), { flags: { reporter: ['table', 'json'] } })),
    /^config-type: Two/,
  )
})

test('an unknown reporter is refused with the nearest one', async () => {
  assert.is(
    await complaint(planOf(projectFolder(), { flags: { reporter: ['tabel'] } })),
    'unknown-reporter: Unknown reporter "tabel": there are table and json. Did you mean table?',
  )
})

test.run()
