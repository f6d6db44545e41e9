import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram } from './probed-program.js'

/** Prints the same under `observe` as without us. */
function same(claim: string, program: string): void {
  test(claim, async () => {
    const probed = new ProbedProgram({ 'main.cjs': program })
    const [ended, bare] = [await probed.run(), await probed.runBare()]
    assert.equal([ended.exitCode, ended.stderr, ended.records.faults], [0, '', []])
    assert.is(ended.stdout, bare.stdout)
    assert.ok(bare.stdout.length > 0)
  })
}

same(
  'Date and what builtins export print as ever',
  `console.log(Date, [Date], { Date }, Math.random, process.hrtime)
  console.log(require('fs').readFileSync, require('fs').promises.readFile[Symbol.toStringTag], console.log, require('crypto').randomBytes)
  console.log(require('util').types.isProxy(Date), require('module')._load)`,
)

same(
  'Date keeps its keys, its text and its subclasses',
  `
  class Day extends Date { get day() { return this.getDate() } }
  const day = new Day(0)
  console.log(Reflect.ownKeys(Date), String(Date).includes('[native code]'), Date.length, Date.name)
  console.log(day instanceof Day, day instanceof Date, day.constructor === Day, new Date(0).constructor === Date, day.day)
  console.log(Object.getPrototypeOf(Day) === Date, Date.prototype === Object.getPrototypeOf(new Date(0)))
  console.log(Reflect.construct(Date, [0], Day) instanceof Day, typeof Date(), new Date(2000, 1, 2).getMonth())
  console.log(Date.UTC(2000, 0), Date.parse('2000-01-01'), structuredClone(new Date(5)), JSON.stringify(new Date(5)))
  try { Date.prototype.getTime.call({}) } catch (error) { console.log(error.message) }
  console.log(Object.getOwnPropertyDescriptor(globalThis, 'Date').enumerable, require('util').inspect(new Day(1)))`,
)

same(
  'global keys, require.cache and enumerable properties of the host are what they are',
  `
  const names = (object) => Reflect.ownKeys(object).map(String).filter((name) => name !== 'Symbol(cache-probe)').sort().join()
  console.log(Object.keys(globalThis).join(), names(globalThis), Object.keys(require.cache).length)
  for (const id of ['fs', 'module', 'vm', 'worker_threads', 'child_process']) console.log(id, Object.keys(require(id)).join())
  console.log(Object.keys(process).join(), Object.keys(process.stdout).join(), Object.keys(Date).length)
  console.log(names(process).length, Object.keys(process.env).filter((name) => !/^(CACHE_PROBE_RUN|NODE_OPTIONS)$/.test(name)).length)
  for (const key in globalThis) console.log(key)`,
)

same(
  'a promisified builtin, and a native alternative, stay reachable',
  `
  const { promisify } = require('util')
  console.log(typeof require('fs').realpath.native, typeof require('fs').exists[promisify.custom], process.hrtime.bigint.name)
  promisify(require('fs').exists)(__filename).then(console.log)
  promisify(require('child_process').exec)('exit 3').catch(({ code }) => console.log(code))`,
)

test.run()
