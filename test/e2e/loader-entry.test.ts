import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type CliResult, projectRoot, runNode } from './cli.js'
import { projectWithPackage } from './packed-package.js'

const project = projectWithPackage('a project ü %20')
const fibonacci = join(projectRoot, 'fixtures/recursive-fib')
cpSync(join(fibonacci, 'src'), join(project, 'src'), { recursive: true })
cpSync(join(fibonacci, 'main.js'), join(project, 'app.js'))
writeManifest({ test: 'node app.js', fail: 'node -e "process.exitCode = 7"' })
addProgram('mocha', `import('./app.js').then(() => console.log('mocha was given', process.argv.slice(2).join()))`)
addProgram('dies', `process.kill(process.pid, 'SIGKILL')`)
addProgram('echoes', `process.stdin.pipe(process.stdout)`)

/** The calls of fib(5) as the summary has them. */
const FIFTEEN_CALLS = /fib.*\b15\b/

test('node --import cache-probe/loader app.js prints a summary to stderr and nothing to stdout', async () => {
  const { exitCode, stdout, stderr } = await load('app.js')
  assert.is(exitCode, 0, stderr)
  assert.is(stdout, '')
  assert.match(stderr, FIFTEEN_CALLS)
})

test('node --import cache-probe/loader npm test runs the test script', async () => {
  const { exitCode, stdout, stderr } = await load('npm', 'test')
  assert.is(exitCode, 0, stderr)
  assert.match(stdout, '> node app.js')
  assert.match(stderr, FIFTEEN_CALLS)
})

test('node --import cache-probe/loader mocha finds a program in node_modules/.bin and hands its arguments on', async () => {
  const { exitCode, stdout, stderr } = await load('mocha', '--reporter', 'dot', 'a b')
  assert.is(exitCode, 0, stderr)
  assert.match(stdout, 'mocha was given --reporter,dot,a b')
  assert.match(stderr, FIFTEEN_CALLS)
})

test('the exit code of the program is passed on', async () => {
  const { exitCode, stderr } = await load('npm', 'run', 'fail')
  assert.is(exitCode, 7, stderr)
})

test('the signal that killed the program is passed on', async () => {
  const { signal, stderr } = await load('dies')
  assert.is(signal, 'SIGKILL', stderr)
})

test('stdin reaches the program', async () => {
  const { stdout } = await runNode(['--import', 'cache-probe/loader', 'echoes'], {
    cwd: project,
    input: 'to be echoed',
  })
  assert.is(stdout, 'to be echoed')
})

test('a file npm.js is the main script, not npm', async () => {
  writeFileSync(join(project, 'npm.js'), `console.log('npm.js runs with', process.argv[2])`)
  const { stdout, stderr } = await load('npm', 'test').finally(() => rmSync(join(project, 'npm.js')))
  assert.is(stdout, 'npm.js runs with test\n', stderr)
})

test('a folder npm with an index is the main script, not npm', async () => {
  mkdirSync(join(project, 'npm'))
  writeFileSync(join(project, 'npm/index.js'), `console.log('npm/index.js runs with', process.argv[2])`)
  const { stdout, stderr } = await load('npm', 'test').finally(() => rmSync(join(project, 'npm'), { recursive: true }))
  assert.is(stdout, 'npm/index.js runs with test\n', stderr)
})

test('a folder npm without an index does not stand in the way of npm', async () => {
  mkdirSync(join(project, 'npm'))
  const { exitCode, stderr } = await load('npm', 'test').finally(() =>
    rmSync(join(project, 'npm'), { recursive: true }),
  )
  assert.is(exitCode, 0, stderr)
  assert.match(stderr, FIFTEEN_CALLS)
})

test('a main script that does not exist, and is no program either, is left to node to complain about', async () => {
  const { exitCode, stderr } = await load('no-such-script-or-program')
  assert.is(exitCode, 1)
  assert.match(stderr, 'Cannot find module')
})

test('a mistake in the configuration ends the process before it does anything, with exit 2', async () => {
  writeManifest({ test: 'node app.js' }, { cachSize: 3 })
  const { exitCode, stdout, stderr } = await load('npm', 'test').finally(() => writeManifest({ test: 'node app.js' }))
  assert.is(exitCode, 2)
  assert.is(stdout, '')
  assert.match(stderr, /^cache-probe: .*cachSize.*cacheSize/)
})

function load(...args: string[]): Promise<CliResult> {
  return runNode(['--import', 'cache-probe/loader', ...args], { cwd: project })
}

function writeManifest(scripts: Record<string, string>, cacheProbe?: object): void {
  const manifest = { name: 'a-project', private: true, type: 'module', scripts, cacheProbe }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
}

/** A package with one program, as npm would install it. */
function addProgram(name: string, text: string): void {
  const folder = join(project, 'node_modules', name)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'bin.cjs')
  writeFileSync(file, `#!/usr/bin/env node\n${text.replace(`'./app.js'`, `'../../app.js'`)}\n`)
  chmodSync(file, 0o755)
  symlinkSync(join('..', name, 'bin.cjs'), join(project, 'node_modules/.bin', name))
}

test.run()
