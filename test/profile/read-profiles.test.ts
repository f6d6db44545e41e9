import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbeError } from '../../src/errors.js'
import { originalPositions } from '../../src/maps/original-position.js'
import { type Profiled, readProfiles } from '../../src/profile/read-profiles.js'
import { scanFiles } from '../../src/scan/scan-files.js'
import { frameOf, profileOf } from './a-profile.js'

const test = suite<{ root: string }>('read-profiles')

test.before.each((context) => {
  context.root = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe-profile-')))
  mkdirSync(join(context.root, 'src'))
  writeFileSync(join(context.root, 'src/a.js'), 'export function f(a) { return g(a) }\nconst g = (a) => a\n')
})

test.after.each(({ root }) => rmSync(root, { recursive: true }))

function written(root: string, name: string, value: unknown): string {
  const path = join(root, name)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

async function read(root: string, profiles: string[], files = ['src/a.js']): Promise<Profiled> {
  const { sites } = await scanFiles({ root, files })
  const originalOf = originalPositions(root)
  const originals = Object.fromEntries(sites.flatMap((site) => [[site.id, originalOf(site)]]).filter(([, at]) => at))
  const isTarget = (file: string) => file.startsWith('src/')
  return readProfiles(profiles, ['npm', 'test'], { root, sites, originals, isTarget })
}

/** `f` begins in line 1, column 18, `g` in line 2, column 11. */
function profileIn(root: string, ms: number) {
  const url = `file://${root}/src/a.js`
  return profileOf({ frame: `f ${url} 1:18`, ms, calls: [{ frame: `g ${url} 2:11`, ms: 2 * ms }] })
}

test('each function has its times, and what is seen of production outranks the suite', async ({ root }) => {
  const suiteProfile = { ...profileIn(root, 100), cacheProbe: { command: ['npm', 'test'] } }
  const url = `file://${root}/src/a.js`
  const production = profileOf({ frame: `g ${url} 2:11`, ms: 7 })
  const files = [written(root, 'suite.cpuprofile', suiteProfile), written(root, 'p.cpuprofile', production)]
  for (const order of [files, [...files].reverse()]) {
    const { times, profiles } = await read(root, order)
    assert.equal(times['src/a.js#f'], { selfMs: 100, totalMs: 300, from: 'suite' })
    assert.equal(times['src/a.js#g'], { selfMs: 7, totalMs: 7, from: 'production' })
    assert.equal(profiles.map(({ from }) => from).sort(), ['production', 'suite'])
  }
})

test('profiles of one kind add up', async ({ root }) => {
  const path = written(root, 'p.cpuprofile', profileIn(root, 5))
  const { times } = await read(root, [path, path])
  assert.equal(times['src/a.js#g'], { selfMs: 20, totalMs: 20, from: 'production' })
})

test('functions and files that are not there any more are counted, and the age is told', async ({ root }) => {
  const url = `file://${root}/src`
  const calls = [
    { frame: `f ${url}/a.js 1:18`, ms: 1 },
    { frame: `removed ${url}/a.js 9:9`, ms: 1 },
    { frame: `any ${url}/removed.js 1:1`, ms: 1 },
    { frame: `any file://${root}/elsewhere.js 1:1`, ms: 1 },
  ]
  const path = written(root, 'p.cpuprofile', profileOf(...calls))
  const now = Date.now() / 1000
  utimesSync(path, now, now - 48 * 3600 - 60)
  const [profile] = (await read(root, [path])).profiles
  assert.equal([profile?.functions, profile?.gone, Math.floor(profile?.ageHours ?? 0)], [3, 2, 48])
})

test('frames of built output are followed to the source through its map', async ({ root }) => {
  const text = 'interface A { a: number }\nexport function slow(a: A): number {\n  return a.a\n}\n'
  written(root, 'src/b.ts', text)
  buildSync({ entryPoints: [join(root, 'src/b.ts')], outdir: join(root, 'dist'), sourcemap: true, format: 'esm' })
  const path = written(root, 'p.cpuprofile', profileOf({ frame: `slow file://${root}/dist/b.js 1:14`, ms: 9 }))
  assert.is((await read(root, [path], ['src/b.ts'])).times['src/b.ts#slow']?.totalMs, 9)
})

test('what another build was profiled of is found by where both were written', async ({ root }) => {
  written(root, 'src/b.ts', 'export function slow(a: number): number {\n  return a\n}\n')
  const common = { entryPoints: [join(root, 'src/b.ts')], sourcemap: true, minify: true }
  buildSync({ ...common, outfile: join(root, 'dist/esm.js'), format: 'esm' })
  buildSync({ ...common, outfile: join(root, 'dist/cjs.js'), format: 'cjs', minify: false })
  const path = written(root, 'p.cpuprofile', profileOf({ frame: `o file://${root}/dist/esm.js 1:11`, ms: 9 }))
  const times = Object.entries((await read(root, [path], ['dist/cjs.js'])).times)
  assert.equal(
    times.map(([id, { totalMs }]) => [id, totalMs]),
    [['dist/cjs.js#slow', 9]],
  )
})

test("a trace of Chrome's is read for the profiles in it", async ({ root }) => {
  const node = (id: number, frame: string, parent?: number) => ({ id, callFrame: frameOf(frame), parent })
  const chunk = (nodes: object[], samples: number[], timeDeltas: number[]) => ({
    name: 'ProfileChunk',
    pid: 1,
    id: '0x1',
    args: { data: { cpuProfile: { nodes, samples }, timeDeltas } },
  })
  const traceEvents = [
    { name: 'Profile', pid: 1, id: '0x1', args: { data: { startTime: 5 } } },
    chunk([{ id: 1, callFrame: { functionName: '(root)' } }], [1], [0]),
    { name: 'Other' },
    chunk([node(2, 'f http://localhost:80/src/a.js 1:18', 1)], [2, 1], [1000, 6000]),
  ]
  const path = written(root, 'trace.json', { traceEvents })
  assert.is((await read(root, [path])).times['src/a.js#f']?.totalMs, 6)
})

for (const [what, content, why] of [
  ['is not there', undefined, /does not exist/],
  ['was cut off', '{"nodes": [{"id": 1, "callF', /it is no JSON, or was cut off/],
  ['is empty', '\n', /it is empty/],
  ['is a trace of something else', { traceEvents: [{ name: 'Other' }] }, /trace in which no CPU profile was taken/],
  ['is something else', '{"a": 1}', /no nodes/],
  ['is nothing', 'null', /no nodes/],
  ['has nodes of something else', '{"nodes": [{"id": 1}]}', /call frame/],
  ['saw nothing', { nodes: profileOf().nodes, samples: [] }, /no samples/],
] as const) {
  test(`a profile that ${what} is named, with the reason and the remedy`, async ({ root }) => {
    const path = content === undefined ? join(root, 'none.cpuprofile') : written(root, 'x.cpuprofile', content)
    const error = await read(root, [path]).catch((thrown) => thrown)
    assert.instance(error, ProbeError)
    assert.is(error.code, 'profile-unreadable')
    assert.match(error.message, why)
    assert.match(error.message, /\.cpuprofile cannot be used: [^\n]*\. Record one with cache-probe profile/)
  })
}

test('a profile that is a directory is named as that', async ({ root }) => {
  const error = await read(root, [root]).catch((thrown) => thrown)
  assert.is(error.code, 'profile-unreadable')
  assert.match(error.message, /cannot be used: it is a directory\. Record one/)
})

test('a profile that is packed is unpacked', async ({ root }) => {
  const path = join(root, 'x.cpuprofile.gz')
  writeFileSync(path, gzipSync(JSON.stringify(profileIn(root, 100))))
  assert.is((await read(root, [path])).times['src/a.js#f']?.totalMs, 300)
})

test.run()
