import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { RunFlags } from '../../src/config/settings.js'
import { complaint, planOf, projectFolder } from './project-folder.js'

const files = {
  'package.json': '{}',
  'src/a.js': '',
  'node_modules/semver/package.json': '{}',
  'node_modules/@scope/pkg/package.json': '{}',
}

async function targets(flags: RunFlags, cwd = projectFolder(files)): Promise<(path: string) => boolean> {
  const { include, exclude } = await planOf(cwd, { flags })
  return picomatch(include, { ignore: exclude })
}

async function hits(flags: RunFlags, paths: string[]): Promise<string[]> {
  return paths.filter(await targets(flags))
}

test('a glob may be longer than any name of a file', async () => {
  const names = Array.from({ length: 60 }, (_, at) => `package-${at}`)
  const include = [`src/{${names.join(',')},own}/**/*.js`]
  assert.equal(await hits({ include }, ['src/own/a.js', 'src/package-59/b.js', 'src/other/c.js']), [
    'src/own/a.js',
    'src/package-59/b.js',
  ])
})

test('by default tests, configuration, type declarations and dependencies are left out', async () => {
  const own = ['index.js', 'src/a.js', 'lib/b.mts', 'dist/c.cjs', 'src/latest.js', 'src/testing/d.js', 'src/spec/e.js']
  const others = [
    'node_modules/x/index.js',
    'packages/p/node_modules/x/index.js',
    'test/a.js',
    'src/__tests__/a.js',
    'src/__mocks__/fs.js',
    'test-helpers/context.js',
    'spec/support/a.js',
    'src/a-test.js',
    'src/a_test.ts',
    'src/a.test.js',
    'src/a.spec.ts',
    'a.bench.mjs',
    'test.js',
    'coverage/lcov.js',
    'vite.config.ts',
    'src/a.d.ts',
    'src/a.d.mts',
    'README.md',
  ]
  assert.equal(await hits({}, [...own, ...others]), own)
})

test('an include names the only targets', async () => {
  assert.equal(await hits({ include: ['lib/**/*.js'] }, ['lib/a.js', 'src/a.js']), ['lib/a.js'])
})

test('an include below node_modules is honoured, what is nested below it is not', async () => {
  const include = ['node_modules/semver/**/*.{js,cjs}']
  const paths = ['node_modules/semver/index.js', 'node_modules/semver/lib/a.cjs']
  const others = ['node_modules/semver/node_modules/x/i.js', 'node_modules/semver2/i.js', 'node_modules/x/i.js']
  assert.equal(await hits({ include }, [...paths, ...others]), paths)
})

test('an include below node_modules opens no other package to the includes beside it', async () => {
  const include = ['**/*.js', 'node_modules/@scope/pkg/*.js']
  const paths = ['src/a.js', 'node_modules/@scope/pkg/i.js']
  const others = ['node_modules/@scope/pkgs/i.js', 'node_modules/@scope/other/i.js', 'node_modules/x/i.js']
  assert.equal(await hits({ include }, [...paths, ...others]), paths)
})

test('a nested package that is named is honoured', async () => {
  const include = ['node_modules/a/node_modules/b/*.js']
  assert.equal(await hits({ include }, ['node_modules/a/node_modules/b/i.js']), ['node_modules/a/node_modules/b/i.js'])
})

test('a wildcard in place of a package opens the outermost node_modules', async () => {
  const include = ['node_modules/*/lib/**/*.js']
  const paths = ['node_modules/a/lib/i.js', 'node_modules/b/lib/i.js', 'node_modules/a/lib/node_modules/c/i.js']
  assert.equal(await hits({ include }, paths), paths.slice(0, 2))
})

test('an include that names a test folder or file is honoured', async () => {
  assert.equal(await hits({ include: ['test/fixtures/*.js'] }, ['test/fixtures/a.js']), ['test/fixtures/a.js'])
  assert.equal(await hits({ include: ['src/a.test.js'] }, ['src/a.test.js']), ['src/a.test.js'])
})

test('a folder stands for the sources below it', async () => {
  assert.equal((await planOf(projectFolder(files), { flags: { include: ['./src/'] } })).include, [
    'src/**/*.{js,mjs,cjs,ts,mts,cts}',
  ])
})

test('typed globs start where they were typed, those of a file where it lies', async () => {
  const root = projectFolder({
    ...files,
    'package.json': '{"cacheProbe": {"include": "src/*.js", "exclude": "src/b.js"}}',
  })
  const fromFile = await planOf(join(root, 'src'))
  assert.equal(fromFile.include, ['src/*.js'])
  assert.is(fromFile.exclude.at(-1), 'src/b.js')
  assert.equal((await planOf(join(root, 'src'), { flags: { include: ['*.js'] } })).include, ['src/*.js'])
})

test('a package is probed by its sources, and alone', async () => {
  const plan = await planOf(projectFolder(files), { flags: { package: ['@scope/pkg'] } })
  assert.equal(plan.include, ['node_modules/@scope/pkg/**/*.{js,mjs,cjs,ts,mts,cts}'])
  assert.equal(plan.packages, ['@scope/pkg'])
})

test('one module of a package may be named as it is imported', async () => {
  const root = projectFolder({ ...files, 'node_modules/semver/functions/parse.js': '' })
  const plan = await planOf(root, { flags: { package: ['semver/functions/parse'] } })
  assert.equal(plan.include, ['node_modules/semver/functions/parse.js'])
})

test('a linked package is probed where it really lies, which is where its modules are loaded from', async () => {
  const store = 'node_modules/.pnpm/linked@1.0.0/node_modules/linked'
  const root = projectFolder({ ...files, [`${store}/package.json`]: '{}' })
  symlinkSync(join(root, store), join(root, 'node_modules/linked'), 'dir')
  const isTarget = await targets({ package: ['linked'] }, root)
  assert.ok(isTarget(`${store}/index.js`))
})

test('a package of a workspace may lie above the root', async () => {
  const top = projectFolder(files)
  const root = join(top, 'packages/one')
  mkdirSync(root, { recursive: true })
  symlinkSync(join(top, 'package.json'), join(root, 'package.json'))
  assert.equal((await planOf(root, { flags: { package: ['semver'] } })).include, [
    '../../node_modules/semver/**/*.{js,mjs,cjs,ts,mts,cts}',
  ])
})

test('a builtin gets its prefix, is named once, and has no files', async () => {
  const plan = await planOf(projectFolder(files), { flags: { package: ['path', 'node:path', 'fs/promises'] } })
  assert.equal(plan.builtins, ['node:path', 'node:fs/promises'])
  assert.equal(plan.include, [])
})

test('a package that is not installed is refused', async () => {
  assert.is(
    await complaint(planOf(projectFolder(files), { flags: { package: ['leftpad'] } })),
    'no-target-matched: Package leftpad is not installed here: npm install leftpad, or mend --package.',
  )
})

test('a builtin that node does not have is nothing to install', async () => {
  assert.is(
    await complaint(planOf(projectFolder(files), { flags: { package: ['node:leftpad'] } })),
    `no-target-matched: node ${process.version} has no builtin node:leftpad. Mend --package.`,
  )
})

test.run()
