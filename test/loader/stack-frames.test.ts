import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stackFrames } from '../../loader/stack-frames.js'
import { ProbedProgram } from './probed-program.js'

const READS_CLOCK = 'exports.now = (x) => (Date.now() > 0 ? x : 0)'

for (const [title, before] of [
  ['frozen', 'Object.freeze(Error)'],
  ['told for good how to format stacks', "Object.defineProperty(Error, 'prepareStackTrace', { value: String })"],
] as const) {
  test(`a program whose Error is ${title} reads the clock as it does without us, and is seen to`, async () => {
    const main = `const { now } = require('./src/now.cjs')
      ${before}
      let sum = 0
      for (let call = 0; call < 30; call++) sum += now(call % 5)
      console.log(sum)`
    const program = new ProbedProgram({ 'main.cjs': main, 'src/now.cjs': READS_CLOCK })
    const ended = await program.run()
    assert.equal([ended.stdout, ended.exitCode, ended.records.faults], ['60\n', 0, []])
    assert.is(ended.count('src/now.cjs#now', 'clock'), 30)
  })
}

test('a stack that is told of a function beneath reaches as far while it is observed, or as its program has chosen', async () => {
  const nested = Array.from({ length: 8 }, (_, level) => `exports.f${level} = (x) => exports.f${level + 1}(x)`)
  const src = `${nested.join('\n')}\nexports.f8 = (x) => new Error(x).stack`
  const main = `const { f0 } = require('./src/deep.cjs')
    console.log(f0('usual').includes('main.cjs'))
    Error.stackTraceLimit = 2
    console.log(f0('short').split('\\n').length)`
  const program = new ProbedProgram({ 'main.cjs': main, 'src/deep.cjs': src })
  const ended = await program.run()
  assert.is(ended.stdout, 'true\n3\n')
  assert.is(ended.stdout, (await program.runBare()).stdout)
  assert.is(ended.count('src/deep.cjs#f8'), 2)
})

test('a text that calls itself by a URL which is no path is watched as any other', async () => {
  const name = 'file:///a%2Fb.js'
  const main = `const { now } = require('./src/now.cjs')
    global.now = now
    console.log(require('vm').runInThisContext('[1, 1].map((x) => now(x))', '${name}').length)`
  const ended = await new ProbedProgram({ 'main.cjs': main, 'src/now.cjs': READS_CLOCK }).run()
  assert.equal([ended.stdout, ended.records.faults], ['2\n', []])
})

test('a replaced captureStackTrace is not run', () => {
  const { captureStackTrace } = Error
  let runs = 0
  Error.captureStackTrace = (holder) => {
    runs++
    captureStackTrace(holder)
  }
  const frames = stackFrames(1)
  Error.captureStackTrace = captureStackTrace
  assert.equal([frames.length, runs], [1, 0])
})

test('Error is left as it was: without a limit where it had none', () => {
  const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') as PropertyDescriptor
  Reflect.deleteProperty(Error, 'stackTraceLimit')
  const frames = stackFrames(1)
  const hasLimit = Object.hasOwn(Error, 'stackTraceLimit')
  Object.defineProperty(Error, 'stackTraceLimit', limit)
  assert.equal([frames.length, hasLimit], [1, false])
})

test.run()
