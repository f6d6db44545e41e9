import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { eventually, isAlive, openBench } from './launching.js'

const bench = openBench()
test.after(() => bench.remove())

const node = process.execPath

/** Each process of the tree writes a file named for it once nothing can stop it but SIGKILL. */
const STUBBORN = `
  const { renameSync, writeFileSync } = require('node:fs')
  process.on('SIGTERM', () => {})
  setInterval(() => {}, 1e6)
  const path = process.argv[1]
  writeFileSync(path + '.part', String(process.pid))
  renameSync(path + '.part', path)`

const TREE = `
  const { spawn } = require('node:child_process')
  const [stubborn, dir] = process.argv.slice(1)
  const start = (name, options) => spawn(process.execPath, ['-e', stubborn, dir + '/' + name], options)
  start('in-group', {})
  start('own-session', { detached: true })
  start('own-session-empty-environment', { detached: true, env: {} })
  process.argv[1] = dir + '/root'
  eval(stubborn)`

const NAMES = ['in-group', 'own-session', 'own-session-empty-environment', 'root']

function plantTree(name: string): { command: string[]; pids(): number[] } {
  const dir = join(bench.dir, name)
  mkdirSync(dir)
  return {
    command: ['sh', '-c', '"$@"; true', 'sh', node, '-e', TREE, STUBBORN, dir],
    pids: () =>
      NAMES.filter((file) => readdirSync(dir).includes(file)).map((file) => Number(readFileSync(join(dir, file)))),
  }
}

/** Outside Linux only the group can be seen. */
if (process.platform === 'linux') {
  test('after the timeout and the grace no process of the tree is left', async () => {
    const tree = plantTree('timeout')
    const outcome = await bench.launch(tree.command, { timeoutSeconds: 4, killGraceSeconds: 0.2 })
    assert.equal(outcome.end, { kind: 'timed-out', afterSeconds: 4 })
    assert.equal(outcome.warnings, [])
    // That all four are there at that moment can only be awaited in the next test.
    assert.ok(tree.pids().length > 0)
    assert.equal(tree.pids().filter(isAlive), [])
  })

  test('an abort leaves no process either, and rejects with its reason', async () => {
    const tree = plantTree('abort')
    const controller = new AbortController()
    const run = bench.launch(tree.command, { signal: controller.signal }).then(
      () => 'resolved',
      (error: unknown) => error,
    )
    await eventually('the whole tree', () => tree.pids().length === 4)
    const reason = new Error('interrupted')
    controller.abort(reason)
    assert.is(await run, reason)
    assert.equal(tree.pids().filter(isAlive), [])
    assert.equal(bench.leftRuns(), [])
  })

  test('what a command leaves running when it ends well is ended, and its open output keeps nobody waiting', async () => {
    const path = join(bench.dir, 'daemon')
    const script = `
      const { spawn } = require('node:child_process')
      const { existsSync } = require('node:fs')
      const [stubborn, path] = process.argv.slice(1)
      spawn(process.execPath, ['-e', stubborn, path], { detached: true, stdio: 'inherit' }).unref()
      const timer = setInterval(() => existsSync(path) && clearInterval(timer), 10)`
    const outcome = await bench.launch([node, '-e', script, STUBBORN, path])
    assert.equal(outcome.end, { kind: 'exited', code: 0 })
    assert.not.ok(isAlive(Number(readFileSync(path))))
  })
}

test('a command that takes SIGTERM well is given the time it needs, and has still timed out', async () => {
  const script = `
    process.on('SIGTERM', () => { console.log('closing'); process.exit(0) })
    setInterval(() => {}, 1e6)
    console.log('open')`
  const outcome = await bench.launch([node, '-e', script], { timeoutSeconds: 3, killGraceSeconds: 60 })
  assert.equal(outcome.end, { kind: 'timed-out', afterSeconds: 3 })
  assert.is(outcome.outputTail, 'open\nclosing\n')
})

test('an abort does not wait for the grace that follows a timeout', async () => {
  const controller = new AbortController()
  const reason = new Error('interrupted')
  const script = 'process.on("SIGTERM", () => console.log("asked")); setInterval(() => {}, 1e6)'
  const onOutput = (chunk: Buffer) => {
    if (chunk.toString().includes('asked')) controller.abort(reason)
  }
  const patience = { timeoutSeconds: 3, killGraceSeconds: 1e6, signal: controller.signal, onOutput }
  const error = await bench.launch([node, '-e', script], patience).catch((rejection: unknown) => rejection)
  assert.is(error, reason)
})

test('a driver that is killed takes the command with it', async () => {
  const path = join(bench.dir, 'orphan')
  const driver = join(bench.dir, 'driver.mjs')
  const launchRunUrl = new URL('../../src/launch/launch-run.js', import.meta.url).href
  const request = bench.request([node, '-e', STUBBORN, path])
  writeFileSync(
    driver,
    `import { launchRun } from ${JSON.stringify(launchRunUrl)}\nawait launchRun(${JSON.stringify(request)})`,
  )
  const child = spawn(node, [driver], { stdio: 'ignore' })
  const pid = await eventually(
    'the command',
    () => readdirSync(bench.dir).includes('orphan') && Number(readFileSync(path)),
  )
  child.kill('SIGKILL')
  await eventually('the end of the command', () => !isAlive(pid))
})

test.run()
