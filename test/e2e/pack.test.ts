import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { privateFolders, projectRoot, runNode } from './cli.js'
import { packPackage, projectWithPackage } from './packed-package.js'

const project = projectWithPackage('an empty project ü %20')
cpSync(join(projectRoot, 'fixtures/recursive-fib/src'), join(project, 'src'), { recursive: true })
cpSync(join(projectRoot, 'fixtures/recursive-fib/main.js'), join(project, 'main.js'))

test('the package holds what is needed and no more', () => {
  const shape = packPackage().files.map((path) =>
    path.replace(/^dist\/driver-.*/, 'dist/driver-*').replace(/^dist\/types\/.*/, 'dist/types/*'),
  )
  assert.equal(
    [...new Set(shape)],
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/cli.mjs',
      'dist/driver-*',
      'dist/index.mjs',
      'dist/loader/hooks.mjs',
      'dist/loader/import-hook.cjs',
      'dist/loader/launcher.cjs',
      'dist/loader/observing.cjs',
      'dist/loader/preload.cjs',
      'dist/loader/register.mjs',
      'dist/loader/rewriter.cjs',
      'dist/loader/strip.cjs',
      'dist/loader/thread-host.cjs',
      'dist/memoize.cjs',
      'dist/memoize.mjs',
      'dist/types/*',
      'package.json',
    ],
  )
})

test('every third-party package inside the bundles comes with its licence', () => {
  const text = readFileSync(join(project, 'node_modules/cache-probe/dist/THIRD-PARTY-LICENSES.txt'), 'utf8')
  for (const name of ['acorn', 'amaro', 'import-in-the-middle', 'magic-string']) assert.match(text, `=== ${name} `)
})

test('installed from its tarball into an empty project, it observes', async () => {
  const { temporary, env } = privateFolders()
  const report = join(temporary, 'report.json')
  const cli = join(project, 'node_modules/cache-probe/dist/cli.mjs')
  const args = [cli, 'observe', '--reporter', `json=${report}`, '--', 'node', 'main.js']
  const { exitCode, stderr } = await runNode(args, { cwd: project, env })
  assert.is(exitCode, 0, stderr)
  const { functions } = JSON.parse(readFileSync(report, 'utf8'))
  const fib = functions.find(({ id }: { id: string }) => id === 'src/fib.js#fib')
  assert.is(fib?.calls, 15)
})

test('installed from its tarball, a whole run measures and judges', async () => {
  const { env } = privateFolders()
  const cli = join(project, 'node_modules/cache-probe/dist/cli.mjs')
  const { exitCode, stdout, stderr } = await runNode([cli, 'run', '--repeats', '3', '--', 'node', 'main.js'], {
    cwd: project,
    env,
  })
  assert.is(exitCode, 0, stderr)
  assert.match(stdout, /INCONCLUSIVE/)
})

const memoizeTwice = `
let calls = 0
const double = memoize((n) => { calls++; return n * 2 })
double(4)
double(4)
const { hits, misses, maxsize, currsize } = double.cache_info()
console.log([calls, hits, misses, maxsize, currsize].join())
`

test('cache-probe/memoize can be imported', async () => {
  await expectMemoizes('main.mjs', `import { memoize } from 'cache-probe/memoize'\n${memoizeTwice}`)
})

test('cache-probe/memoize can be required', async () => {
  await expectMemoizes('main.cjs', `const { memoize } = require('cache-probe/memoize')\n${memoizeTwice}`)
})

test('cache-probe/memoize has no dependency but Node, and makes no code of text', () => {
  for (const name of ['memoize.mjs', 'memoize.cjs']) {
    const text = readFileSync(join(project, 'node_modules/cache-probe/dist', name), 'utf8')
    const asked = [...text.matchAll(/\b(?:require\(|from |import\(|import )["']([^"']+)["']/g)].map(([, from]) => from)
    assert.equal([...new Set(asked)], ['node:util'], name)
    assert.not.match(text, /\beval\(|new Function\b/)
  }
})

test('the programmatic interface can be imported', async () => {
  const { stdout, stderr } = await runText(
    'api.mjs',
    `import { probe } from 'cache-probe'\nconsole.log(typeof probe)\n`,
  )
  assert.is(stdout, 'function\n', stderr)
})

test('the types hold for programs that import and for programs that require', () => {
  const uses = `const double = memoize((n: number) => n * 2)
export const hits: number = double.cache_info().hits + double(4)
export const past: number | undefined = memoize((o: { a: number }) => o.a, { key: 'structural' }).cache_info().bypassed
function parse(this: { loose: boolean }, range: string) { return this.loose ? range : range.trim() }
const parsed = memoize(parse, { maxsize: Infinity, key(text) { return [text.length, this.loose] } })
export const forgotten: boolean = parsed.delete.call({ loose: true }, 'a')
export const text: string = parsed.call({ loose: true }, 'a')
// @ts-expect-error No such key.
memoize(parse, { key: 'content' })
// @ts-expect-error It takes a number.
double('4')
// @ts-expect-error A key function gets what the function gets.
memoize((n: number) => n, { key: (n: string) => n })
`
  const probing = `export const report = probe({} as ProbePlan).then(({ functions }) => functions[0]?.verdict === 'APPLY')\n`
  writeFileSync(
    join(project, 'uses.mts'),
    `import { type ProbePlan, probe } from 'cache-probe'\nimport { memoize } from 'cache-probe/memoize'\n${uses}${probing}`,
  )
  writeFileSync(join(project, 'uses.cts'), `import { memoize } from 'cache-probe/memoize'\n${uses}`)
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc')
  const types = ['--types', 'node', '--typeRoots', join(projectRoot, 'node_modules/@types')]
  const flags = ['--noEmit', '--strict', '--module', 'node16', '--target', 'es2022', ...types]
  const { stdout } = spawnSync(process.execPath, [tsc, ...flags, 'uses.mts', 'uses.cts'], {
    cwd: project,
    encoding: 'utf8',
  })
  assert.is(stdout, '')
})

async function expectMemoizes(name: string, text: string): Promise<void> {
  const { stdout, stderr } = await runText(name, text)
  assert.is(stdout, '1,1,1,128,1\n', stderr)
}

async function runText(name: string, text: string) {
  writeFileSync(join(project, name), text)
  return runNode([name], { cwd: project })
}

test.run()
