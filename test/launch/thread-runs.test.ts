import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CommandRun } from '../../src/launch/launch-run.js'
import { loaderPaths } from '../../src/launch/loader-paths.js'
import { plainScript } from '../../src/launch/plain-script.js'
import { ThreadRuns } from '../../src/launch/thread-runs.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { isAlive, openBench } from './launching.js'

const bench = openBench('globalThis.preloaded = true')
const paths = { ...loaderPaths(), preloadPath: bench.preloadPath }
const open: ThreadRuns[] = []
test.after(() => {
  for (const runs of open) runs.close()
  bench.remove()
})

let scripts = 0

/** A script of that text, and what runs it in threads. */
function threadsOf(text: string, flags: string[] = [], args: string[] = []) {
  const name = `script-${++scripts}.cjs`
  writeFileSync(join(bench.dir, name), text)
  const command = [process.execPath, ...flags, name, ...args]
  const script = plainScript(command, bench.dir, {})
  if (script.kind === 'other') throw new Error(script.why)
  const { NODE_OPTIONS: _, ...env } = process.env
  const runs = new ThreadRuns(script, temporaryFolder('threads'), bench.dir, env, paths)
  open.push(runs)
  return { runs, run: (more: Partial<CommandRun> = {}) => runs.run(bench.request(command, more)) }
}

const print = (value: string) => `console.log(JSON.stringify(${value}))`

test('a script finds itself as in a process of its own: its words, its place, its stack, the probe', async () => {
  const depth = '(() => { let n = 0; const dive = () => { n++; dive() }; try { dive() } catch {} return n })()'
  const text = print(
    `[process.argv.slice(2), process.execArgv, process.cwd(), require.main === module, preloaded, typeof process.send, ${depth}]`,
  )
  const threads = threadsOf(text, ['--no-warnings'], ['a b', '--x'])
  const [thread, own] = [
    await threads.run(),
    await bench.launch([process.execPath, '--no-warnings', 'script-1.cjs', 'a b', '--x']),
  ]
  const [seen, expected] = [JSON.parse(thread.outputTail), JSON.parse(own.outputTail)]
  const [threadDepth, ownDepth] = [seen.pop(), expected.pop()]
  assert.equal(seen, expected)
  assert.ok(Math.abs(threadDepth / ownDepth - 1) < 0.1, `${threadDepth} calls deep, and ${ownDepth}`)
})

test('what threads do stays with them: nothing passes from one run to the next', async () => {
  const text =
    'globalThis.times = (globalThis.times ?? 0) + 1; process.env.TIMES ??= 0; process.env.TIMES++; require.cache.x = 1;'
  const { run } = threadsOf(`${text} ${print('[times, process.env.TIMES, Object.keys(require.cache).length]')}`)
  const outputs = [await run(), await run(), await run()].map(({ outputTail }) => outputTail)
  assert.equal(new Set(outputs).size, 1, outputs.join())
  assert.match(outputs[0] as string, /^\[1,"1",/)
})

test('all runs are threads of one process, and each has its own output, exit code and CPU time', async () => {
  const { run } = threadsOf('console.log(process.pid, process.env.CODE); process.exit(process.env.CODE ?? 5)')
  const [first, second] = [await run(), await run()]
  assert.is(first.outputTail, second.outputTail)
  assert.equal([first.end, first.cpuSource], [{ kind: 'exited', code: 5 }, 'host'])
  assert.ok((first.cpuMs ?? 0) > 0)
  assert.is(first.memoryBytes, undefined)
})

test('an error that nobody catches is told with its stack, and the next run finds a host', async () => {
  const { run } = threadsOf('throw new TypeError("nobody caught me")')
  for (const { end, outputTail } of [await run(), await run()]) {
    assert.equal(end, { kind: 'exited', code: 1 })
    assert.match(outputTail, /TypeError.*: nobody caught me\n\s+at .*script-/)
  }
})

test('an error that is thrown as the script ends fails the run, as it fails a process', async () => {
  const { run } = threadsOf('process.on("exit", () => { throw new TypeError("too few calls") })')
  const { end, outputTail } = await run()
  assert.equal(end, { kind: 'exited', code: 1 })
  assert.match(outputTail, /TypeError.*: too few calls/)
})

test('what is written to stdout, to stderr and past both is all there', async () => {
  const { run } = threadsOf('console.log("a".repeat(10)); console.error("b"); require("node:fs").writeSync(1, "c\\n")')
  assert.equal((await run()).outputTail.trim().split('\n').sort(), ['a'.repeat(10), 'b', 'c'])
})

test('a thread that hangs is ended in time with its process, and the next run gets another one', async () => {
  const { run } = threadsOf('console.log(process.pid); if (!process.env.X) for (;;) {}')
  const { end, outputTail } = await run({ timeoutSeconds: 3 })
  assert.equal(end, { kind: 'timed-out', afterSeconds: 3 })
  assert.is(isAlive(Number(outputTail)), false)
  const next = await run({ timeoutSeconds: 3 })
  assert.is.not(next.outputTail, outputTail)
})

test('a script that kills its process is reported so, and the next run gets another one', async () => {
  const { run } = threadsOf('process.kill(process.pid, "SIGKILL")')
  for (const { end } of [await run(), await run()]) assert.equal(end, { kind: 'signalled', signal: 'SIGKILL' })
})

test('a host that is killed between two runs is replaced by another one', async () => {
  const { runs, run } = threadsOf('console.log(process.pid)')
  const { outputTail } = await run()
  const host = await runs.ready()
  host.process.kill('SIGKILL')
  await host.gone
  const next = await run()
  assert.equal(next.end, { kind: 'exited', code: 0 })
  assert.is.not(next.outputTail, outputTail)
})

test('a host that dies before it takes the command is replaced, and the run is made all the same', async () => {
  const { runs, run } = threadsOf('console.log(process.pid)')
  const host = await runs.ready()
  // Not waited for: the run is asked for before the end is noticed.
  host.process.kill('SIGKILL')
  const { end, outputTail } = await run()
  assert.equal(end, { kind: 'exited', code: 0 })
  assert.is.not(Number(outputTail), host.process.pid)
})

test('an aborted run rejects with the reason and leaves neither process nor directory', async () => {
  const { run } = threadsOf('setInterval(() => {}, 1000); console.log(process.pid)')
  const abort = new AbortController()
  let pid = 0
  const running = run({
    signal: abort.signal,
    onOutput: (chunk) => {
      pid = Number(chunk)
      abort.abort(new Error('enough'))
    },
  })
  assert.is(await running.catch((error: Error) => error.message), 'enough')
  assert.is(isAlive(pid), false)
  assert.equal(bench.leftRuns(), [])
})

test.run()
