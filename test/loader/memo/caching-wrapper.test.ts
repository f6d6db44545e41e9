/** Both kinds of wrapper are written out, for their speed; that they do the same is held here. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as functions from '../../../loader/memo/caching-function.js'
import * as methods from '../../../loader/memo/caching-method.js'

const PAIRS = [
  [functions.nullary, methods.nullary],
  [functions.unary, methods.unary],
  [functions.binary, methods.binary],
  [functions.ternary, methods.ternary],
  [functions.variadic, methods.variadic],
] as const

/** The text of what a maker makes, but for what only one kind of it can say. */
function bodyOf(maker: (...list: never[]) => unknown): string {
  return String(maker)
    .replaceAll(/[\s;]+/g, ' ')
    .replace(' || new.target !== undefined', '')
    .replace(/if \(new\.target !== undefined\) return constructThrough\(parts, \w+, new\.target\) /, '')
    .replace(/return \{ method\((.*)\}, \}\.method \}$/, 'return function ($1} }')
}

for (const [forFunctions, forMethods] of PAIRS) {
  test(`what stands before methods does the same as what stands before functions: ${forFunctions.name}`, () => {
    assert.match(bodyOf(forFunctions), /return function \(.*\) \{ .*cache\.settle(One)?\(/)
    assert.is(bodyOf(forMethods), bodyOf(forFunctions))
  })
}

test.run()
