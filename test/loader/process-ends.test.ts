import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Ended, ProbedProgram, type ProgramOptions, whenWaiting } from './probed-program.js'

const F = 'src/f.cjs#f'
const FUNCTION = 'function f(n) { return n * 2 }\nmodule.exports = { f }\n'

const ARMS = ['observe', 'time', 'cached'] as const

/** Three calls, two of one key, and then `ending`. */
function program(ending: string, options: ProgramOptions = {}): Promise<Ended> {
  const main = `const { f } = require('./src/f.cjs')\nf(1); f(2); f(2)\n${ending}\n`
  return new ProbedProgram({ 'src/f.cjs': FUNCTION, 'main.cjs': main }, options).run()
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
  for (const arm of ARMS) {
    test(`${claim} loses no count, and the exit code is the program's (${arm})`, async () => {
      const ended = await program(ending, { config: { arm } })
      if (!ending.startsWith('import(')) assert.is(ended.exitCode, exitCode, ended.stderr)
      assert.equal([ended.count(F), ended.count(F, 'hits'), ended.count(F, 'misses')], [3, 1, 2])
      assert.equal(ended.records.faults, [])
    })
  }
}

test('a process says that it has set its time zone, and nothing where it only read it', async () => {
  const zonesSet = async (ending: string) => (await program(ending)).records.conduct.zonesSet
  assert.is(await zonesSet(`process.env.TZ = 'Pacific/Apia'`), 1)
  assert.is(await zonesSet(`process.env.OTHER = process.env.TZ`), 0)
})

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

for (const arm of ARMS) {
  test(`a process that is killed when it has just become idle loses no call of a turn that took long (${arm})`, async () => {
    const busy = 'const end = performance.now() + 30; while (performance.now() < end);'
    const turn = `f(4); ${busy} f(5); setImmediate(() => setImmediate(() => process.kill(process.pid, 'SIGKILL')))`
    const ended = await program(`setImmediate(() => setImmediate(() => { ${turn} }))`, { config: { arm } })
    assert.is(ended.signal, 'SIGKILL')
    assert.equal([ended.count(F), ended.count(F, 'hits'), ended.count(F, 'misses')], [5, 1, 4])
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

for (const arm of ARMS) {
  test(`process.abort loses no count, and ends the process by SIGABRT (${arm})`, async () => {
    const ended = await program('process.abort()', { config: { arm } })
    assert.equal([ended.signal, ended.count(F), ended.count(F, 'hits')], ['SIGABRT', 3, 1])
  })

  test(`a recursion that overflows the stack, over and over, loses no count of what comes after (${arm})`, async () => {
    const files = {
      'src/f.cjs': FUNCTION,
      'src/down.cjs': 'exports.down = function down(n) { return down(n + 1) }',
      'main.cjs': `const { f } = require('./src/f.cjs')
        const { down } = require('./src/down.cjs')
        for (let i = 0; i < 60; i++) { try { down(i * 1e6) } catch (error) { if (!(error instanceof RangeError)) throw error } f(2) }
        f(3)`,
    }
    const ended = await new ProbedProgram(files, { config: { arm } }).run()
    assert.equal([ended.exitCode, ended.stderr, ended.records.faults], [0, '', []])
    assert.equal([ended.count(F), ended.count(F, 'hits')], [61, 59])
  })
}

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

for (const arm of ARMS) {
  test(`a beforeExit listener that calls a probed function ends as often as it asks for more work (${arm})`, async () => {
    const ended = await program(
      `
      let rounds = 0
      process.on('beforeExit', () => {
        f(9)
        if (++rounds < 3) setImmediate(() => {})
      })
      process.on('exit', () => console.log('rounds', rounds))`,
      { config: { arm } },
    )
    assert.equal([ended.exitCode, ended.stdout, ended.count(F), ended.count(F, 'hits')], [0, 'rounds 3\n', 6, 3])
  })

  test(`fake timers and clocks that the program installs do not stop the counters from being written (${arm})`, async () => {
    const ended = await program(
      `
      const turn = setImmediate
      setInterval(() => {}, 1e6)
      const faked = () => { throw new Error('faked') }
      for (const name of ['Immediate', 'Timeout', 'Interval']) globalThis['set' + name] = globalThis['clear' + name] = faked
      globalThis.queueMicrotask = process.nextTick = faked
      process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n })
      performance.now = () => 0
      Date.now = () => 0
      globalThis.Date = class {}
      for (let i = 0; i < 5000; i++) f(2)
      turn(() => turn(() => turn(() => require('node:fs').writeSync(1, 'waiting'))))`,
      { config: { arm }, ...whenWaiting((child) => child.kill('SIGKILL')) },
    )
    assert.equal([ended.signal, ended.stderr, ended.count(F), ended.count(F, 'hits')], ['SIGKILL', '', 5003, 5001])
    assert.equal(ended.records.faults, [])
  })
}

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
