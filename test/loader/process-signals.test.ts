import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram, type ProcessEnd } from './probed-program.js'

const F = 'src/f.cjs#f'
const FUNCTION = 'function f(n) { return n * 2 }\nmodule.exports = { f }\n'
const ARMS = ['observe', 'time', 'cached'] as const

/** The event loop has turned since the calls when they say so. */
const IDLE = `setInterval(() => {}, 1e6); setImmediate(() => setImmediate(() => console.log('waiting')))`
/** Never comes back to the event loop, and has called for a while when it says so. */
const BUSY = `const end = performance.now() + 100
for (let n = 0; ; n++) {
  f(n % 100)
  if (n > 1024 && n % 1024 === 0 && performance.now() > end) { require('node:fs').writeSync(1, 'waiting'); break }
}
for (const until = performance.now() + 30000; performance.now() < until; ) f(1)
console.log('after the loop')`

/** Three calls, two of one key, and then `ending`; `signal` is sent when that says that it waits, to each run of it. */
function program(ending: string, signal: NodeJS.Signals, arm: (typeof ARMS)[number]): ProbedProgram {
  const main = `const { f } = require('./src/f.cjs')\nf(1); f(2); f(2)\n${ending}\n`
  return new ProbedProgram(
    { 'src/f.cjs': FUNCTION, 'main.cjs': main },
    { config: { arm }, onStdout: (text, child) => void (/waiting\n?$/.test(text) && child.kill(signal)) },
  )
}

function endOf({ exitCode, signal, stdout, stderr }: ProcessEnd): ProcessEnd {
  return { exitCode, signal, stdout, stderr }
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const) {
  for (const arm of ARMS) {
    test(`${signal} while idle loses no count, and ends the process as it would without us (${arm})`, async () => {
      const ended = await program(IDLE, signal, arm).run()
      assert.is(ended.signal, signal)
      assert.equal([ended.count(F), ended.count(F, 'hits'), ended.count(F, 'misses')], [3, 1, 2])
      assert.equal(ended.records.faults, [])
    })
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  for (const arm of ARMS) {
    test(`${signal} ends a loop that never comes back to the event loop, in the loop (${arm})`, async () => {
      const ended = await program(BUSY, signal, arm).run()
      assert.equal([ended.exitCode, ended.signal, ended.stdout], [null, signal, 'waiting'])
      assert.ok((ended.count(F) ?? 0) > 1024, `${ended.count(F)} calls`)
    })
  }
}

test('of a killed process is known what its calls came to: distances, and where they came from', async () => {
  const main = `const { f } = require('./src/f.cjs')
    for (let n = 0; n < 300; n++) f(n % 50)
    let turns = 0
    const still = setInterval(() => ++turns < 10_000 ? console.log('here') : clearInterval(still), 1)`
  const told = () => readdirSync(probed.recordDir).some((name) => recorded(name).includes('"repeats"'))
  const recorded = (name: string) => readFileSync(join(probed.recordDir, name), 'latin1')
  const probed: ProbedProgram = new ProbedProgram(
    { 'src/f.cjs': FUNCTION, 'main.cjs': main },
    { onStdout: (_text, child) => void (told() && child.kill('SIGKILL')) },
  )
  const ended = await probed.run()
  assert.is(ended.signal, 'SIGKILL')
  const site = ended.records.sites.get(F)
  assert.equal(
    site?.distances.map(({ distances, cold }) => ({ distances, cold })),
    [{ distances: [[50, 250]], cold: 50 }],
  )
  assert.match(site?.repeats?.loop?.place ?? '', /main\.cjs:2:\d+$/)
})

const HANDLERS: [claim: string, text: string, calls: number][] = [
  ['exits with its own code', `process.on('SIGTERM', (...list) => { f(2); console.log(list); process.exit(7) })`, 4],
  [
    'lets the program end by itself',
    `process.once('SIGTERM', (...list) => { f(2); console.log(list); clearInterval(keep) })`,
    4,
  ],
  [
    'ends the process by the same signal',
    `process.once('SIGTERM', () => { f(2); console.log('once'); setImmediate(() => process.kill(process.pid, 'SIGTERM')) })`,
    4,
  ],
  [
    'is one of several, asynchronous',
    `process.on('SIGTERM', () => console.log('first'))
     process.prependListener('SIGTERM', () => console.log('zeroth'))
     process.on('SIGTERM', async () => { await null; f(2); setTimeout(() => { f(2); process.exit(3) }, 5) })`,
    5,
  ],
  [
    'throws',
    `process.on('uncaughtException', (error, origin) => { f(2); console.log(error.message, origin); process.exit(9) })
     process.on('SIGTERM', () => { throw new Error('from the handler') })`,
    4,
  ],
]

for (const [claim, text, calls] of HANDLERS) {
  for (const arm of ARMS) {
    test(`a signal handler of the program that ${claim} runs as it does without us (${arm})`, async () => {
      const waiting = `const keep = setInterval(() => {}, 1e6); setImmediate(() => console.log('waiting'))`
      const probed = program(`${text}\n${waiting}`, 'SIGTERM', arm)
      const ended = await probed.run()
      assert.equal(endOf(ended), await probed.runBare())
      assert.equal([ended.count(F), ended.records.faults], [calls, []])
    })
  }
}

test.run()
