import type { ChildProcess } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Ended, ProbedProgram, type ProgramOptions } from './probed-program.js'

const F = 'src/f.cjs#f'
const FUNCTION = 'function f(n) { return n * 2 }\nmodule.exports = { f }\n'

/** Three calls, two of one key, and then `ending`. */
function program(ending: string, options: ProgramOptions = {}): Promise<Ended> {
  const main = `const { f } = require('./src/f.cjs')\nf(1); f(2); f(2)\n${ending}\n`
  return new ProbedProgram({ 'src/f.cjs': FUNCTION, 'main.cjs': main }, options).run()
}

/** For programs that wait for a signal: the event loop has turned since the calls when they say so. */
const WAITING = `setInterval(() => {}, 1e6); setImmediate(() => setImmediate(() => console.log('waiting')))`

function whenWaiting(act: (child: ChildProcess) => void): ProgramOptions {
  let done = false
  return {
    onStdout(text, child) {
      if (done || !text.includes('waiting')) return
      done = true
      act(child)
    },
  }
}

const ENDINGS: [claim: string, ending: string, exitCode: number][] = [
  ['running to its end', '', 0],
  ['process.exit', 'process.exit(3)', 3],
  ['process.exitCode', 'process.exitCode = 4', 4],
  ['process.reallyExit', 'process.reallyExit(5)', 5],
  ['process.exit inside of an exit listener', `process.on('exit', () => process.exit(6))`, 6],
  ['an exit listener that throws', `process.on('exit', () => { throw new Error('no') })`, 1],
  ['an uncaught exception', `throw new Error('no')`, 1],
  ['an unhandled rejection', `Promise.reject(new Error('no'))`, 1],
  ['a top-level await that never settles', `import('./never.mjs')`, 0],
]

for (const [claim, ending, exitCode] of ENDINGS) {
  for (const arm of ['observe', 'time', 'cached'] as const) {
    test(`${claim} loses no count, and the exit code is the program's (${arm})`, async () => {
      const ended = await program(ending, { config: { arm } })
      if (!ending.startsWith('import(')) assert.is(ended.exitCode, exitCode, ended.stderr)
      assert.equal([ended.count(F), ended.count(F, 'hits'), ended.count(F, 'misses')], [3, 1, 2])
      assert.equal(ended.records.faults, [])
    })
  }
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
  test(`${signal} while idle loses no count, and ends the process as it would without us`, async () => {
    const ended = await program(
      WAITING,
      whenWaiting((child) => child.kill(signal)),
    )
    assert.is(ended.signal, signal)
    assert.equal([ended.count(F), ended.count(F, 'hits')], [3, 1])
  })
}

for (const arm of ['observe', 'cached'] as const) {
  test(`a process that is killed when it has just become idle after a turn of hits alone loses none (${arm})`, async () => {
    const afterTurn = (act: string) => `setImmediate(() => setImmediate(() => { ${act} }))`
    const ended = await program(afterTurn(`f(1); f(2); ${afterTurn(`process.kill(process.pid, 'SIGKILL')`)}`), {
      config: { arm },
    })
    assert.is(ended.signal, 'SIGKILL')
    assert.equal([ended.count(F), ended.count(F, 'hits'), ended.count(F, 'misses')], [5, 3, 2])
  })
}

const BUSY: [claim: string, warmUp: string, next: string, callsToNextReading: number][] = [
  ['hits', '', 'slow(0)', 2048],
  ['slow calls', '', 'slow(++key)', 40],
  ['slow calls after quick ones', 'for (let i = 0; i < 1e5; i++) slow(0)', 'slow(++key)', 40],
]

for (const [claim, warmUp, next, callsToNextReading] of BUSY) {
  test(`SIGKILL in a busy loop of ${claim} loses no call that is older than 20 ms`, async () => {
    const source = `exports.slow = function slow(n) {
      const end = performance.now() + 1
      while (n > 0 && performance.now() < end);
      return n
    }`
    const main = `
      const { slow } = require('./src/slow.cjs')
      let key = 0
      ${warmUp}
      const past = []
      const start = performance.now()
      for (let count = 1; ; count++) {
        ${next}
        const now = performance.now()
        past.push([now, count])
        if (now - start < 120) continue
        for (let i = 0; i < ${callsToNextReading}; i++) ${next}
        require('node:fs').writeSync(1, String(past.findLast(([at]) => at < now - 20)[1]))
        process.kill(process.pid, 'SIGKILL')
      }`
    const ended = await new ProbedProgram(
      { 'src/slow.cjs': source, 'main.cjs': main },
      { config: { arm: 'cached' } },
    ).run()
    const recorded = ended.count('src/slow.cjs#slow') ?? 0
    const callsBefore = warmUp === '' ? 0 : 1e5
    assert.is(ended.signal, 'SIGKILL', ended.stderr)
    assert.ok(recorded - callsBefore >= Number(ended.stdout), `${recorded} of at least ${ended.stdout}`)
  })
}

test('process.abort loses no count, and ends the process by SIGABRT', async () => {
  const ended = await program('process.abort()')
  assert.is(ended.signal, 'SIGABRT')
  assert.is(ended.count(F), 3)
})

test('no signal listener is added', async () => {
  const names = ['SIGTERM', 'SIGINT', 'SIGHUP', 'uncaughtException', 'unhandledRejection', 'warning']
  const ended = await program(`console.log(${JSON.stringify(names)}.map((name) => process.listenerCount(name)).join())`)
  assert.is(ended.stdout, `${names.map((name) => (name === 'warning' ? '1' : '0')).join()}\n`)
})

for (const [claim, ending] of [
  ['at the end', ''],
  ['after process.exit', '; process.exit()'],
] as const) {
  for (const arm of ['observe', 'cached'] as const) {
    test(`calls from an exit listener ${claim} are counted (${arm})`, async () => {
      const ended = await program(`process.on('exit', () => { f(7); f(7) })${ending}`, { config: { arm } })
      assert.equal([ended.count(F), ended.count(F, 'hits')], [5, 2])
    })
  }
}

test('a beforeExit listener that calls a probed function ends as often as it asks for more work', async () => {
  const ended = await program(`
    let rounds = 0
    process.on('beforeExit', () => {
      f(9)
      if (++rounds < 3) setImmediate(() => {})
    })
    process.on('exit', () => console.log('rounds', rounds))`)
  assert.equal([ended.exitCode, ended.stdout, ended.count(F)], [0, 'rounds 3\n', 6])
})

test('fake timers and clocks that the program installs do not stop the counters from being written', async () => {
  const ended = await program(
    `
    const turn = setImmediate
    setInterval(() => {}, 1e6)
    globalThis.setImmediate = globalThis.setTimeout = globalThis.setInterval = () => { throw new Error('faked') }
    process.hrtime = () => [0, 0]
    performance.now = () => 0
    Date.now = () => 0
    globalThis.Date = class {}
    for (let i = 0; i < 5000; i++) f(2)
    turn(() => turn(() => turn(() => console.log('waiting'))))`,
    whenWaiting((child) => child.kill('SIGKILL')),
  )
  assert.equal([ended.signal, ended.stderr, ended.count(F)], ['SIGKILL', '', 5003])
  assert.equal(ended.records.faults, [])
})

test('a process that leaves every descriptor closed goes on counting, and writes into no file of the owner', async () => {
  const ended = await program(`
    const fs = require('node:fs')
    for (const fd of fs.readdirSync('/proc/self/fd').map(Number)) {
      try { if (/records/.test(fs.readlinkSync('/proc/self/fd/' + fd))) fs.closeSync(fd) } catch {}
    }
    const own = [1, 2, 3, 4].map((n) => fs.openSync('own' + n, 'w+'))
    for (let i = 0; i < 3000; i++) f(2)
    setImmediate(() => setImmediate(() => {
      console.log(own.map((fd) => fs.fstatSync(fd).size).join())
      f(3)
    }))`)
  assert.equal([ended.exitCode, ended.stdout, ended.stderr], [0, '0,0,0,0\n', ''])
  assert.equal([ended.count(F), ended.records.faults], [3004, []])
})

test('a process that outlives its run goes on without a word', async () => {
  const ended = await program(
    `
    const fs = require('node:fs')
    const path = require('node:path')
    fs.rmSync(path.dirname(process.env.CACHE_PROBE_RUN), { recursive: true })
    for (const fd of fs.readdirSync('/proc/self/fd').map(Number)) {
      try { if (/records/.test(fs.readlinkSync('/proc/self/fd/' + fd))) fs.closeSync(fd) } catch {}
    }
    for (let i = 0; i < 3000; i++) f(2)
    const { g } = require('./src/g.cjs')
    setImmediate(() => console.log(f(4), g(4), process.exitCode))`.replace(
      /^/,
      `require('node:fs').writeFileSync('src/g.cjs', 'exports.g = function g(n) { return n }');`,
    ),
  )
  assert.equal([ended.exitCode, ended.stdout, ended.stderr], [0, '8 4 undefined\n', ''])
})

test('a program that changes its directory and its user goes on being counted', async () => {
  const ended = await program(`
    process.chdir('/')
    if (process.getuid() === 0) process.setuid(65534)
    setImmediate(() => f(2))`)
  assert.equal([ended.exitCode, ended.stderr, ended.count(F)], [0, '', 4])
})

test.run()
