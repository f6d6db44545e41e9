import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ArmedSite, ArmHandle } from '../../loader/armed-site.js'
import type { ProcessRecorder } from '../../loader/recorder.js'
import { Runtime } from '../../loader/runtime.js'
import type { RecordLine } from '../../src/wire/record.js'
import type { Arm, RunConfig } from '../../src/wire/run-config.js'
import { ProbedProgram } from './probed-program.js'

/** A runtime whose arm puts a wrapper that answers `wrapped` around everything. */
function runtimeUnder(arm: Arm, arms: (site: ArmedSite) => ArmHandle = () => ({ wrap: () => wrapped, finish() {} })) {
  const lines: RecordLine[] = []
  let blocks = 0
  const recorder = {
    counters: new Float64Array(0),
    line: (line: RecordLine) => lines.push(line),
    reserve(count: number) {
      blocks += count
      return blocks - count
    },
  }
  const config = { arm, sites: {}, cacheSize: 128, maxCacheSize: 4096 } as unknown as RunConfig
  return { runtime: new Runtime(config, recorder as unknown as ProcessRecorder, arms), lines }
}

function wrapped(): string {
  return 'wrapped'
}

const own = () => 'own'

test('under the off arm a function and the members of a class stay what they are', () => {
  const { runtime } = runtimeUnder('off')
  class C {
    m() {
      return own()
    }
  }
  const before = C.prototype.m
  const site = runtime.module('a.js', ['a.js#f', 'a.js#C.m'], [0, 0])
  assert.is(site(0, own), own)
  assert.is(site([1, 'm', 0], C), C)
  assert.is(C.prototype.m, before)
})

test('members are wrapped by their kind: method, getter, own value, own getter', () => {
  const { runtime } = runtimeUnder('cached')
  class C {
    static own = own
    static get ownGetter() {
      return 'own'
    }
    method() {
      return own()
    }
    get getter() {
      return own()
    }
  }
  const members = [0, 'method', 0, 1, 'getter', 1, 2, 'own', 2, 3, 'ownGetter', 3]
  runtime.module('a.js', ['a', 'b', 'c', 'd'], [0, 0, 0, 0])(members, C)
  const instance = new C()
  assert.equal([instance.method(), instance.getter, C.own(), C.ownGetter], Array(4).fill('wrapped'))
})

test('a file that is evaluated again gets the sites that it has', () => {
  const { runtime, lines } = runtimeUnder('cached')
  assert.is(runtime.module('a.js', ['a.js#f'], [0]), runtime.module('a.js', ['a.js#f'], [0]))
  runtime.module('b.js', ['b.js#f'], [0])
  const blocks = lines.map((line) => line.type === 'module' && [line.file, line.firstBlock])
  assert.equal(blocks, [
    ['a.js', 0],
    ['b.js', 1],
  ])
})

test('a fault of ours is recorded, disables what is left, and hands the owner their own function', () => {
  const { runtime, lines } = runtimeUnder('cached', () => {
    throw new Error('ours')
  })
  assert.is(runtime.module('a.js', ['a.js#f'], [0])(0, own), own)
  assert.is(runtime.module('b.js', ['b.js#f'], [0])(0, own), own)
  assert.equal(
    lines.map((line) => (line.type === 'fault' ? line.message : line.type)),
    ['module', 'ours'],
  )
  assert.is(
    runtime.guard('fallback', () => 'ran'),
    'fallback',
  )
})

test('a value that is no function passes through', () => {
  assert.is(runtimeUnder('cached').runtime.module('a.js', ['a.js#f'], [0])(0, 5), 5)
})

test('arrays whose push is another function do not disable it', async () => {
  const main = `const { push } = Array.prototype
Array.prototype.push = Object.setPrototypeOf(function (...list) { return Reflect.apply(push, this, list) }, null)
const { twice } = require('./src/twice.cjs')
twice(1)
twice(1)
`
  const files = { 'main.cjs': main, 'src/twice.cjs': 'exports.twice = function twice(n) { return 2 * n }\n' }
  const { records, exitCode, stderr } = await new ProbedProgram(files).run()
  assert.equal([exitCode, stderr, records.faults], [0, '', []])
  assert.is(records.sites.get('src/twice.cjs#twice')?.counters.calls, 2)
})

test.run()
