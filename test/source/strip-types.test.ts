import { createRequire } from 'node:module'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stripTypes } from '../../src/source/strip-types.js'

test('types become blanks and every other character stays where it is', () => {
  assert.is(stripTypes("const é: string = '𝒳' as any"), "const é         = '𝒳'       ")
})

test('nothing of the stripper stays in require.cache', () => {
  stripTypes('let a: 1')
  const { cache } = createRequire(import.meta.url)
  assert.equal(
    Object.keys(cache).filter((path) => path.endsWith('strip.cjs')),
    [],
  )
})

test.run()
