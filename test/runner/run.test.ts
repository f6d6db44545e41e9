import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'

const runner = fileURLToPath(new URL('../run.js', import.meta.url))
const imports = `import { test, suite } from 'uvu'\nimport * as assert from 'uvu/assert'\n`
const passes = `test('holds', () => assert.ok(true))\n`
// Put together here, so that the runner does not find these words in this file.
const only = ['test', 'only'].join('.')
const run = ['test', 'run()\n'].join('.')

test('two files that pass are summed on the last line', () => {
  const { lastLine, status } = runFiles({ 'a.test.js': passes + passes + run, 'b.test.js': passes + run })
  assert.equal([lastLine, status], ['3 passed, 0 failed', 0])
})

test('files whose path has a part that is left out are not run', () => {
  const files = { 'a.test.js': passes + run, 'slow-b.test.js': passes + run, 'c-slow.test.js': passes + run }
  assert.is(runFiles(files, '--without', 'slow-').lastLine, '2 passed, 0 failed')
  assert.is(runFiles(files, '--without', 'slow-', '--without', 'c-').lastLine, '1 passed, 0 failed')
})

test('a failing test fails the run', () => {
  const { lastLine, status } = runFiles({ 'a.test.js': `${passes}test('breaks', () => assert.ok(false))\n${run}` })
  assert.equal([lastLine, status], ['1 passed, 1 failed', 1])
})

test('a failure that does not recur when its file is run alone is told, and fails nothing', () => {
  const once = "import { existsSync, writeFileSync } from 'node:fs'\n"
  const text = `${once}test('by chance', () => {
    const before = existsSync(new URL('ran', import.meta.url))
    writeFileSync(new URL('ran', import.meta.url), '')
    assert.ok(before, 'the first time')
  })\n${run}`
  const { lastLine, status, stdout } = runFiles({ 'a.test.js': text, 'b.test.js': passes + run })
  assert.equal([lastLine, status], ['2 passed, 0 failed', 0])
  assert.match(stdout, /^FAIL a\.test\.js: 0 passed, 1 failed/m)
  assert.match(stdout, /^flaky, to be mended: a\.test\.js$/m)
})

test('where many files fail it is no chance, and none is run again', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.test.js`)
  const fails = `test('breaks', () => assert.ok(false))\n${run}`
  const { lastLine, stdout } = runFiles(Object.fromEntries(names.map((name) => [name, fails])))
  assert.is(lastLine, '0 passed, 6 failed')
  assert.is(stdout.match(/^FAIL /gm)?.length, 6)
})

test('a file that forgot its last call fails', () => {
  expectFault(passes, 'it does not end with `test.run()`', '0 passed, 1 failed')
})

test('a file that never reaches its last call fails', () => {
  expectFault(`${passes}if (!assert) ${run}`, 'it printed no summary', '0 passed, 1 failed')
})

test('a test that is added after the last call fails its file', () => {
  expectFault(passes + run + passes, 'it does not end with `test.run()`', '1 passed, 1 failed')
})

test('a suite that is not run fails its file', () => {
  const text = `const s = suite('s')\nsuite('t')\ns('holds', () => {})\n${passes}${['s', 'run()\n'].join('.')}`
  expectFault(text, 'it has a suite without `.run()`', '1 passed, 1 failed')
})

test('a file without tests fails', () => {
  expectFault(run, 'it has no test', '0 passed, 1 failed')
})

test('a test that leaves the others out fails its file', () => {
  expectFault(`${passes}${only}('alone', () => {})\n${run}`, 'it says `.only`', '1 passed, 1 failed')
})

test('a skip without a reason fails its file', () => {
  expectFault(
    `${passes}test.skip('later', () => {})\n${run}`,
    '1 skipped, 0 of them with a reason',
    '1 passed, 1 failed',
  )
})

test('a skip with a reason passes', () => {
  const text = `${passes}console.log('skipped: later: needs Node 22')\ntest.skip('later')\n${run}`
  assert.is(runFiles({ 'a.test.js': text }).lastLine, '1 passed, 0 failed')
})

test('an exit code of its own fails a file whose tests pass', () => {
  expectFault(
    `${passes}process.on('exit', () => { process.exitCode = 7 })\n${run}`,
    'it ended with exit 7',
    '1 passed, 1 failed',
  )
})

test('a file that hangs is killed and fails', () => {
  const text = `${passes}setInterval(() => {}, 1000)\n${run}`
  const { lastLine, stdout } = runFiles({ 'a.test.js': text }, '--timeout', '2')
  assert.match(stdout, 'it ended with a timeout after 2 s')
  assert.is(lastLine, '1 passed, 1 failed')
})

test('a filter that matches no file fails the run', () => {
  const { lastLine, status } = runFiles({ 'a.test.js': passes + run }, 'nothing-like-this')
  assert.equal([lastLine, status], ['0 passed, 1 failed', 1])
})

test('a filter leaves only the files that match', () => {
  const files = { 'a.test.js': passes + run, 'b.test.js': passes + run }
  assert.is(runFiles(files, 'b.test').lastLine, '1 passed, 0 failed')
})

function expectFault(text: string, fault: string, lastLine: string): void {
  const result = runFiles({ 'a.test.js': text })
  assert.ok(result.stdout.includes(fault), `${fault} is not in:\n${result.stdout}`)
  assert.equal([result.lastLine, result.status], [lastLine, 1])
}

function runFiles(files: Record<string, string>, ...flags: string[]) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe-runner-')))
  try {
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction')
    writeFileSync(join(root, 'package.json'), '{"type":"module"}')
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), imports + text)
    const { stdout, status } = spawnSync(process.execPath, [runner, '--root', root, ...flags], { encoding: 'utf8' })
    return { stdout, status, lastLine: stdout.trimEnd().split('\n').at(-1) }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

test.run()
