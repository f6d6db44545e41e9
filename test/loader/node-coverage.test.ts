import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { correctFile } from '../../loader/node-coverage.js'
import { COVERAGE_FIELD } from '../../src/wire/coverage-field.js'
import { ProbedProgram } from './probed-program.js'

const LIBRARY = `export function used(n) {
  if (n > 1) {
    return n
  }
  return n === 1 ? 2 : 3
}
export function unused(x) {
  return x + 1
}
export class A {
  m() { return 1 }
  never() {
    return 2
  }
}
`
const TEST = `import test from 'node:test'
import { A, used } from './src/library.mjs'
test('a', () => { used(1); new A().m() })
`

test("the coverage that node's own test runner reports is that of the files as they are", async () => {
  const files = { 'src/library.mjs': LIBRARY, 'a.test.mjs': TEST }
  const program = new ProbedProgram(files, { args: ['--test', '--experimental-test-coverage', '--test-reporter=tap'] })
  const reported = ({ stdout }: { stdout: string }) => /# start of coverage[\s\S]*/.exec(stdout)?.[0]
  const bare = reported(await program.runBare())
  assert.match(bare ?? '', / 60\.00 .* 50\.00 .* 3-4 8-9 13-14/)
  const observed = await program.run()
  assert.is(reported(observed), bare)
  assert.is(observed.count('src/library.mjs#used'), 1)
})

const OWN = 'file:///modules/cache-probe/dist/loader/'
const written = (mapless: boolean) => {
  const functions = [{ functionName: 'f', ranges: [{ startOffset: 0, endOffset: 30 }] }]
  const data = { [COVERAGE_FIELD]: { length: 20, insertions: '4+10', mapless } }
  return JSON.stringify({
    result: [{ url: 'file:///a.js', functions }],
    'source-map-cache': { 'file:///a.js': { data } },
  })
}
const endOf = (text: string) => JSON.parse(text).result[0].functions[0].ranges[0].endOffset

test("offsets are led back, but for a runner that goes by a compiler's own map", () => {
  assert.is(endOf(correctFile(written(true), false, OWN)), 20)
  assert.is(endOf(correctFile(written(true), true, OWN)), 20)
  assert.is(endOf(correctFile(written(false), false, OWN)), 20)
  assert.is(endOf(correctFile(written(false), true, OWN)), 30)
  assert.equal(JSON.parse(correctFile(written(true), true, OWN))['source-map-cache'], {})
})

test('our own scripts are left out', () => {
  const file = { result: [{ url: `${OWN}preload.cjs`, functions: [] }] }
  assert.is(correctFile(JSON.stringify(file), true, OWN), '{"result":[]}')
})

test('a coverage file without anything of ours stays as it is', () => {
  assert.is(correctFile('{ "result": [] }', false, OWN), '{ "result": [] }')
})

test.run()
