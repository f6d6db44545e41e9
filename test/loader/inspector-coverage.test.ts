import { Session } from 'node:inspector'
import { Script } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { correctScript, type ScriptCoverage } from '../../loader/inspector-coverage.js'
import { rewriteSource } from '../../src/source/rewrite.js'

const BEFORE = '(function(){'
const AFTER = '\n})()'

/** What V8 says of a script when asked the first time; later it would not count its blocks. */
function coverageOf(text: string, url: string): ScriptCoverage {
  new Script(BEFORE + text + AFTER, { filename: url }).runInThisContext()
  let found: ScriptCoverage | undefined
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    found = result.find((script) => script.url === url)
  })
  assert.ok(found)
  return { url: '', functions: found.functions.map(({ functionName, ranges }) => ({ functionName, ranges })) }
}

const session = new Session()
test.before(() => {
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
})
test.after(() => session.disconnect())

test('the coverage of a rewritten script is corrected to that of the text as it was', () => {
  const text =
    'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) }\n' +
    'const g = (x) => { if (x) return 1\n return 2 }\n' +
    'class A { m() { return g(1) } static s() { return g(0) } }\n' +
    'f(5); g(1); new A().m(); A.s()\n'
  const code = rewriteSource(text, { file: 'covered.js', sourceMap: false })?.code as string
  const rewritten = coverageOf(code, 'file:///rewritten.js')
  const bare = coverageOf(text, 'file:///bare.js')
  assert.not.equal(rewritten, bare)
  correctScript(rewritten, { start: BEFORE.length, text, code })
  assert.equal(rewritten, bare)
})

test.run()
