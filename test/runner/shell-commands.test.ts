import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { shellCommands as commandsOf } from '../../src/runner/shell-commands.js'

const shellCommands = (script: string) => commandsOf(script)?.map(({ words }) => words)

const READ: [script: string, commands: string[][]][] = [
  ['mocha', [['mocha']]],
  ['  a  b\tc ', [['a', 'b', 'c']]],
  ['a && b; c || d | e', [['a'], ['b'], ['c'], ['d'], ['e']]],
  ['a&&b', [['a'], ['b']]],
  [`a 'b c' "d && e" f\\ g`, [['a', 'b c', 'd && e', 'f g']]],
  [`a --x="b c"'d'`, [['a', '--x=b cd']]],
  ['a ""', [['a', '']]],
  ['a "\\"b\\" \\n"', [['a', '"b" \\n']]],
  ["a '$(b)'", [['a', '$(b)']]],
  ['A=1 a $B "$C"', [['A=1', 'a', '$B', '$C']]],
  ['a > out 2>&1 && b 2>/dev/null', [['a'], ['b']]],
  ['a x{1,2} *.js', [['a', 'x{1,2}', '*.js']]],
]

for (const [script, commands] of READ) {
  test(`${script} is read as ${JSON.stringify(commands)}`, () => {
    assert.equal(shellCommands(script), commands)
  })
}

const REFUSED = [
  'a $(b)',
  'a "$(b)"',
  'a `b`',
  'a "`b`"',
  '(a)',
  '{ a; }',
  '! a',
  'a & b',
  'a &',
  'a &&',
  'a;',
  '; a',
  'a\nb',
  'a # b',
  'a "b',
  "a 'b",
  'if a; then b; fi',
  'for f in *; do a; done',
]

for (const script of REFUSED) {
  test(`${JSON.stringify(script)} is left to a shell`, () => {
    assert.is(shellCommands(script), undefined)
  })
}

test('each word is known by where it stands in the script, quotes included', () => {
  const script = `  a 'b c' > out && d\t"e" `
  const texts = commandsOf(script)?.map(({ spans }) => spans.map(({ start, end }) => script.slice(start, end)))
  assert.equal(texts, [
    ['a', `'b c'`],
    ['d', '"e"'],
  ])
})

test.run()
