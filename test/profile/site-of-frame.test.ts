/** Places are those that V8 gives (Node 20 to 26): where the parameters begin, or the `async` of an arrow function. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { FramesOfFile } from '../../src/profile/site-of-frame.js'
import { scanText } from '../../src/scan/scan-text.js'

const TEXT = `const spin = (n) => n
export function   decl (a) { return [a].map((x) => spin(x)) }
const named = function inner (a) { return spin(a) }
class A { meth (a) { return a } static st(a) { return a } get gg () { return 1 } field = (a) => a }
class B { meth (a) { return 2 * a } }
export default function (a) { return a }
const later = async (a) => a
const lone = async a => a
`

function found(name: string, line: number, column: number): string {
  const { sites } = scanText(TEXT, 'a.js')
  const frame = new FramesOfFile(TEXT, sites).find({ name, line, column })
  return frame.kind === 'site' ? frame.id.slice('a.js#'.length) : frame.kind
}

const PLACES: [name: string, line: number, column: number, expected: string][] = [
  ['spin', 1, 14, 'spin'],
  ['decl', 2, 24, 'decl'],
  ['inner', 3, 30, 'named'],
  ['meth', 4, 16, 'A.meth'],
  ['st', 4, 42, 'A.static:st'],
  ['get gg', 4, 66, 'A.get:gg'],
  ['meth', 5, 16, 'B.meth'],
  ['default', 6, 25, 'default'],
  ['later', 7, 15, 'later'],
  ['lone', 8, 14, 'lone'],
]

for (const [name, line, column, expected] of PLACES) {
  test(`${name} is found where V8 has it begin`, () => assert.is(found(name, line, column), expected))
}

test('a callback without a name is not the function around it', () => assert.is(found('', 2, 45), 'other'))

test('one that stands elsewhere now is found by its name', () => assert.is(found('decl', 40, 3), 'decl'))

test('two of the same name that stand elsewhere now are not told apart', () => assert.is(found('meth', 40, 3), 'other'))

test('classes and what begins a field are no sites, and there', () => {
  assert.is(found('B', 50, 1), 'other')
  assert.is(found('field', 50, 1), 'other')
})

test('one that nothing in the file is called is gone', () => {
  assert.is(found('removed', 2, 45), 'gone')
  assert.is(found('odd$name', 99, 9), 'gone')
})

test.run()
