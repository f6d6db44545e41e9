import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram, type ProgramOptions } from './probed-program.js'

const F = 'src/f.cjs#f'
const FUNCTION = 'function f(n) { return n * 2 }\nmodule.exports = { f }\n'

function program(main: string, worker: string, options: ProgramOptions = {}): ProbedProgram {
  const workerText = `const { f } = require('./src/f.cjs')\nconst { parentPort } = require('worker_threads')\n${worker}\n`
  return new ProbedProgram({ 'src/f.cjs': FUNCTION, 'worker.cjs': workerText, 'main.cjs': main }, options)
}

const MAKERS: [claim: string, options: string][] = [
  ['without options', 'undefined'],
  ['with an environment of its own', '{ env: {} }'],
  ['with an environment that names NODE_OPTIONS', `{ env: { NODE_OPTIONS: '--no-warnings' } }`],
  ['with a copy of the environment', '{ env: { ...process.env } }'],
  ['that shares the environment', '{ env: SHARE_ENV }'],
  ['with execArgv []', '{ execArgv: [] }'],
  ['with neither', '{ env: {}, execArgv: [] }'],
]

for (const [claim, options] of MAKERS) {
  test(`calls in a worker ${claim} are counted, and its environment and options are what they are without us`, async () => {
    const probed = program(
      `const { Worker, SHARE_ENV } = require('worker_threads')
       new Worker('./worker.cjs', ${options}).on('message', (said) => console.log(said))`,
      `f(1); f(1)
       const { NODE_OPTIONS, CACHE_PROBE_RUN, ...env } = process.env
       const own = NODE_OPTIONS?.includes('preload.cjs') ? undefined : NODE_OPTIONS
       parentPort.postMessage([Object.keys(env).length, own, process.execArgv].join(' '))`,
      // A flag that a worker may have of its process, but not be given.
      { args: ['--expose-gc', 'main.cjs'] },
    )
    const ended = await probed.run()
    assert.equal([ended.exitCode, ended.stderr, ended.count(F), ended.count(F, 'hits')], [0, '', 2, 1])
    assert.is(ended.stdout, (await probed.runBare()).stdout)
  })
}

for (const arm of ['observe', 'time', 'cached'] as const) {
  for (const [claim, ending] of [
    ['idle', 'setInterval(() => {}, 1e6)'],
    ['busy', 'for (;;);'],
  ] as const) {
    test(`calls of a worker that is terminated while ${claim} are counted (${arm})`, async () => {
      const ended = await program(
        `const { Worker } = require('worker_threads')
         const worker = new Worker('./worker.cjs')
         worker.on('message', () => worker.terminate())`,
        `f(1); f(2); f(2); parentPort.postMessage('called'); ${ending}`,
        { config: { arm } },
      ).run()
      assert.equal([ended.exitCode, ended.count(F), ended.count(F, 'hits')], [0, 3, 1])
    })
  }
}

test('calls of a worker that calls process.exit, and of one that throws, are counted', async () => {
  const ended = await program(
    `const { Worker } = require('worker_threads')
     new Worker('./worker.cjs', { workerData: 'exit' }).on('exit', (code) => console.log('exit', code))
     new Worker('./worker.cjs', { workerData: 'throw' }).on('error', (error) => console.log('error', error.message))`,
    `f(1); f(1)
     if (require('worker_threads').workerData === 'exit') process.exit(9)
     throw new Error('no')`,
  ).run()
  assert.equal(ended.stdout.trim().split('\n').sort(), ['error no', 'exit 9'])
  assert.equal([ended.exitCode, ended.count(F), ended.count(F, 'hits')], [0, 4, 2])
})

test('calls of a worker of a worker, and of the main thread, go into one record', async () => {
  const ended = await program(
    `const { Worker } = require('worker_threads')
     require('./src/f.cjs').f(1)
     new Worker('./worker.cjs', { env: {} })`,
    `f(1); f(1)
     const { Worker, workerData } = require('worker_threads')
     if (!workerData) new Worker('./worker.cjs', { env: {}, workerData: 'inner' })`,
  ).run()
  assert.equal([ended.exitCode, ended.count(F), ended.count(F, 'hits')], [0, 5, 2])
  assert.equal([ended.records.instrumentedProcesses, ended.records.faults], [1, []])
})

test('Worker stays what it is: by name, length, import and instanceof', async () => {
  const ended = await program(
    `const threads = require('node:worker_threads')
     import('worker_threads').then(({ Worker, default: all }) => {
       const worker = new Worker('0', { eval: true })
       const same = [threads, all].every((from) => from.Worker === Worker)
       console.log(Worker.name, Worker.length, same, worker instanceof Worker, worker.constructor === Worker)
     })`,
    '',
  ).run()
  assert.is(ended.stdout, 'Worker 1 true true true\n')
})

test('an option that node refuses is refused with its own error', async () => {
  const probed = program(
    `const { Worker } = require('worker_threads')
     for (const list of [[], [1], ['./worker.cjs', { execArgv: ['--title=a'] }], ['./worker.cjs', { env: 3 }], ['./worker.cjs', null]]) {
       try { new Worker(...list) } catch (error) { console.log(error.code ?? error.message) }
     }`,
    '',
  )
  assert.is((await probed.run()).stdout, (await probed.runBare()).stdout)
})

test.run()
