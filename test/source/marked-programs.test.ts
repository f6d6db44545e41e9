/** Whatever stands around a look-up that is marked: the program prints what it printed. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { keepTexts } from '../../loader/disguise.js'
import { marked, outputsOf, programs } from './marked-programs.js'

const REGISTRY = Symbol.for('cache-probe')
const asItIs = {
  module: () => (_index: unknown, value: unknown) => value,
  caches: () => (_index: number, _role: number, value: unknown) => value,
}

test('programs print the same with their caches marked, in every form of asking', async () => {
  keepTexts([])
  Object.defineProperty(globalThis, REGISTRY, { value: asItIs, configurable: true })
  const different: string[] = []
  let marks = 0
  for (const program of programs()) {
    const expected = await outputsOf(program)
    const { texts, ...found } = marked(program)
    marks += found.marks
    for (const text of texts) {
      const seen = await outputsOf(text)
      for (const [index, output] of expected.entries()) {
        if (output !== seen[index]) different.push(`${piece(program, index)}: ${output}, then ${seen[index]}`)
      }
    }
  }
  Reflect.deleteProperty(globalThis, REGISTRY)
  assert.equal(different, [])
  // Nothing else would tell that nothing is marked any more.
  assert.ok(marks > 1500, `${marks} look-ups are marked`)
})

function piece(program: string, index: number): string {
  return program.split('\n},\n')[index] as string
}

test.run()
