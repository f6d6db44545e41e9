import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbeError } from '../../src/errors.js'
import { LIFELINE_FD } from '../../src/launch/launcher-files.js'
import { openBench } from './launching.js'

const bench = openBench()
test.after(() => bench.remove())

const node = process.execPath

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it did not reject')
}

async function probeErrorOf(promise: Promise<unknown>): Promise<ProbeError> {
  const error = await errorOf(promise)
  assert.instance(error, ProbeError)
  return error as ProbeError
}

test('an exit code is passed on', async () => {
  const { end, runId } = await bench.launch(['sh', '-c', 'exit 7'])
  assert.equal(end, { kind: 'exited', code: 7 })
  assert.match(runId, /^run-\d+$/)
})

test('a killing signal is passed on', async () => {
  const { end } = await bench.launch(['sh', '-c', 'kill -ABRT $$'])
  assert.equal(end, { kind: 'signalled', signal: 'SIGABRT' })
})

test('a command that signals its whole group is reported by a launcher that outlives it', async () => {
  const outcome = await bench.launch(['sh', '-c', 'kill -TERM 0'])
  assert.equal(outcome.end, { kind: 'signalled', signal: 'SIGTERM' })
})

test('a command that kills its whole group takes the launcher with it, and the run still has an end', async () => {
  const outcome = await bench.launch(['sh', '-c', 'kill -KILL 0'])
  assert.equal(outcome.end, { kind: 'signalled', signal: 'SIGKILL' })
  assert.is(outcome.cpuMs, undefined)
  assert.is(outcome.cpuSource, undefined)
})

test('words reach the command as they were typed', async () => {
  const words = ['a b', '"', "'", '\\', '', '$HOME', '*', 'ü']
  const { outputTail } = await bench.launch([node, '-p', 'JSON.stringify(process.argv.slice(1))', ...words])
  assert.equal(JSON.parse(outputTail), words)
})

test('stdout and stderr are kept in their order', async () => {
  const { outputTail } = await bench.launch(['sh', '-c', 'echo 1; echo 2 >&2; echo 3; printf 4 >&2'])
  assert.is(outputTail, '1\n2\n3\n4')
})

test('the tail is the last 40 lines', async () => {
  const { outputTail } = await bench.launch(['sh', '-c', 'i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo $i; done'])
  const lines = Array.from({ length: 40 }, (_, index) => `${index + 61}\n`)
  assert.is(outputTail, lines.join(''))
})

test('the tail is bounded and starts with a whole line', async () => {
  const script = 'for (let i = 0; i < 20; i++) console.log(String(i).padEnd(1000, "ü"))'
  const { outputTail } = await bench.launch([node, '-e', script])
  const lines = outputTail.trimEnd().split('\n')
  assert.is(lines.at(-1)?.slice(0, 2), '19')
  assert.ok(lines.every((line) => line.length === 1000))
  assert.ok(Buffer.byteLength(outputTail) <= 16 * 1024)
})

test('everything printed is passed on when somebody listens', async () => {
  const chunks: Buffer[] = []
  const script = 'for (let i = 0; i < 20000; i++) console.log(i)'
  await bench.launch([node, '-e', script], { onOutput: (chunk) => chunks.push(chunk) })
  const expected = Array.from({ length: 20000 }, (_, index) => `${index}\n`).join('')
  assert.ok(Buffer.concat(chunks).toString() === expected)
})

test('a command that empties its own output file is still followed', async () => {
  const chunks: Buffer[] = []
  const script = 'echo first; echo long enough to be seen before; exec 3>/dev/stdout; echo last'
  const onOutput = (chunk: Buffer) => chunks.push(chunk)
  const { outputTail } = await bench.launch(['sh', '-c', script], { onOutput })
  assert.is(outputTail, 'last\n')
  assert.ok(Buffer.concat(chunks).toString().endsWith('last\n'))
})

test('stdin is empty', async () => {
  assert.is((await bench.launch(['sh', '-c', 'cat; echo end'])).outputTail, 'end\n')
})

test('a command that does not exist is named, with where it was looked for', async () => {
  const error = await probeErrorOf(bench.launch(['no-such-command-here']))
  assert.is(error.code, 'command-not-found')
  assert.match(error.message, 'no-such-command-here')
  assert.match(error.message, 'node_modules/.bin')
})

test('a command typed as one word is told how to write it', async () => {
  const error = await probeErrorOf(bench.launch(['npm test']))
  assert.is(error.code, 'command-not-found')
  assert.match(error.message, 'Write its words apart')
})

test('a file that cannot be executed is not found either, with its own reason', async () => {
  writeFileSync(join(bench.dir, 'plain.txt'), '')
  const error = await probeErrorOf(bench.launch(['./plain.txt']))
  assert.is(error.code, 'command-not-found')
  assert.match(error.message, 'EACCES')
})

test('a command line that is too long for the system is told so', async () => {
  const error = await probeErrorOf(bench.launch(['true', 'x'.repeat(4 * 1024 * 1024)]))
  assert.is(error.code, 'command-not-found')
  assert.match(error.message, 'E2BIG')
})

test("the project's own programs are found, from a folder below it too", async () => {
  const folder = join(bench.dir, 'project', 'node_modules', '.bin')
  const below = join(bench.dir, 'project', 'below')
  mkdirSync(folder, { recursive: true })
  mkdirSync(below)
  writeFileSync(join(folder, 'own-program'), '#!/bin/sh\necho "own $1"\n')
  chmodSync(join(folder, 'own-program'), 0o755)
  assert.is((await bench.launch(['own-program', 'word'], { cwd: below })).outputTail, 'own word\n')
})

test('a run directory that exists already is refused', async () => {
  const runDir = join(bench.dir, 'taken')
  mkdirSync(runDir)
  assert.is((await probeErrorOf(bench.launch(['true'], { runDir }))).code, 'run-directory')
})

test("while the command runs, the owner's environment is on disk no longer; after it, nothing is", async () => {
  const runDir = join(bench.dir, 'listed-run')
  const { outputTail } = await bench.launch(['ls', runDir], { runDir })
  assert.is(outputTail, 'output.txt\nrecords\nrun.json\n')
  assert.not.ok(existsSync(runDir))
})

test('the pipe that ties the launcher to the driver is not passed on to the command', async () => {
  const { outputTail } = await bench.launch(['sh', '-c', `exec 2>/dev/null; (: >&${LIFELINE_FD}) || echo closed`])
  assert.is(outputTail, 'closed\n')
})

test('CPU time of grandchildren counts', async () => {
  if (process.platform !== 'linux') return
  const busy = 'let x = 0; while (process.cpuUsage().user < 1e6) x++'
  const spawning = `require("child_process").spawnSync(process.execPath, ["-e", process.argv[1]])`
  const worked = await bench.launch([node, '-e', spawning, busy])
  const rested = await bench.launch([node, '-e', spawning, ''])
  assert.is(worked.cpuSource, 'launcher')
  assert.ok((worked.cpuMs ?? 0) >= 1000, `${worked.cpuMs} ms of at least 1000 were counted`)
  assert.ok((worked.cpuMs ?? 0) > 2 * (rested.cpuMs ?? Number.POSITIVE_INFINITY), `${worked.cpuMs} ${rested.cpuMs}`)
})

test('a launcher that breaks is not taken for a command that fails', async () => {
  const launcherPath = join(bench.dir, 'broken-launcher.cjs')
  writeFileSync(launcherPath, 'throw new Error("its own fault")')
  const error = await errorOf(bench.launch(['true'], { loader: { preloadPath: bench.preloadPath, launcherPath } }))
  assert.not.instance(error, ProbeError)
  assert.match((error as Error).message, 'its own fault')
})

test('an abort before the start starts nothing', async () => {
  const reason = new Error('interrupted')
  const runDir = join(bench.dir, 'never')
  assert.is(await errorOf(bench.launch(['true'], { runDir, signal: AbortSignal.abort(reason) })), reason)
  assert.not.ok(existsSync(runDir))
})

test.run()
