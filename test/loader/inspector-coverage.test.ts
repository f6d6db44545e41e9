import { Session } from 'node:inspector'
import { Script } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { correctScript, type ScriptCoverage } from '../../loader/inspector-coverage.js'
import { rewriteSource } from '../../src/source/rewrite.js'

const BEFORE = '(function(){'
const AFTER = '\n})()'

/** What V8 says of a script; not how fine it counted, which changes once it knows a text. */
function coverageOf(text: string): ScriptCoverage {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  new Script(BEFORE + text + AFTER, { filename: 'file:///covered.js' }).runInThisContext()
  let found: ScriptCoverage | undefined
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    found = result.find(({ url }) => url === 'file:///covered.js')
  })
  session.disconnect()
  assert.ok(found)
  return { url: found.url, functions: found.functions.map(({ functionName, ranges }) => ({ functionName, ranges })) }
}

test('the coverage of a rewritten script is corrected to that of the text as it was', () => {
  const text =
    'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) }\n' +
    'const g = (x) => { if (x) return 1\n return 2 }\n' +
    'class A { m() { return g(1) } static s() { return g(0) } }\n' +
    'f(5); g(1); new A().m(); A.s()\n'
  const code = rewriteSource(text, { file: 'covered.js', sourceMap: false })?.code as string
  const rewritten = coverageOf(code)
  assert.not.equal(rewritten, coverageOf(text))
  correctScript(rewritten, { start: BEFORE.length, text, code })
  assert.equal(rewritten, coverageOf(text))
})

test.run()
