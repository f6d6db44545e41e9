import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type ParseOptions, parseSource } from '../../src/source/parse.js'
import { UnparsableError } from '../../src/source/unparsable.js'

function sourceTypeOf(text: string, file = 'a.js', hint?: 'module' | 'commonjs'): string {
  return parseSource(text, file, { hint }).sourceType
}

function failure(text: string, file = 'a.js', options: ParseOptions = {}): UnparsableError {
  try {
    parseSource(text, file, options)
  } catch (error) {
    assert.instance(error, UnparsableError)
    return error as UnparsableError
  }
  throw new Error('it was parsed')
}

test('extensions decide what a file is, whatever the hint', () => {
  assert.is(sourceTypeOf('1', 'a.mjs', 'commonjs'), 'module')
  assert.is(sourceTypeOf('1', 'a.cjs', 'module'), 'commonjs')
})

test('a hint decides where the extension does not tell', () => {
  assert.is(sourceTypeOf('f()', 'a.js', 'module'), 'module')
  assert.is(sourceTypeOf('f()', 'a.js', 'commonjs'), 'commonjs')
})

test('a text that only one system can run is read that way, even against the hint', () => {
  assert.is(sourceTypeOf('with (a) b()', 'a.js', 'module'), 'commonjs')
  assert.is(sourceTypeOf('import.meta.url', 'a.js', 'commonjs'), 'module')
})

test('without a hint a text is CommonJS unless only a module may say what it says', () => {
  assert.is(sourceTypeOf("const a = require('a')\nmodule.exports = () => import('b')"), 'commonjs')
  assert.is(sourceTypeOf("import a from 'a'"), 'module')
  assert.is(sourceTypeOf('f(); export { f }; function f() {}'), 'module')
  assert.is(sourceTypeOf('f(import.meta.url)'), 'module')
  assert.is(sourceTypeOf('const x = await f()'), 'module')
  assert.is(sourceTypeOf('/* \n import x from y \n */ return 1'), 'commonjs')
})

test('CommonJS may return and begin with a hashbang', () => {
  assert.is(sourceTypeOf('#!/usr/bin/env node\nif (a) return\nnew.target'), 'commonjs')
})

test('an unparsable text says where, 1-based', () => {
  const { line, column, message } = failure('let a\nlet = = 1')
  assert.equal([line, column, message], [2, 7, 'Unexpected token'])
})

test('of two ways to fail, the one that got further is told', () => {
  assert.is(failure("import a from 'a'\nfoo(\n").line, 3)
})

test('nesting too deep for the parser is unparsable, not a crash', () => {
  assert.match(failure(`x = ${'['.repeat(100_000)}`).message, /nested too deeply/)
})

test('TypeScript is read with its types blanked out, every offset kept', () => {
  const text = 'export function f<T>(x: T): T { return x as T }'
  const { code, ast } = parseSource(text, 'a.ts')
  assert.is(code.length, text.length)
  assert.is(code.replace(/ +/g, ' '), 'export function f (x ) { return x }')
  assert.is(ast.body[0]?.type, 'ExportNamedDeclaration')
})

test('TypeScript that is more than types is unparsable, and says where', () => {
  const { line, column, message } = failure('let a\n  enum B { C }', 'a.ts')
  assert.equal([line, column], [2, 3])
  assert.match(message, /enum/)
})

test('TypeScript that will not be run is read as what compilers make of it, and its places are those of the file', () => {
  const text =
    'enum Zone {\n  Near,\n}\n\nexport function cost(zone: Zone): number { return zone === Zone.Near ? 2 : 5 }'
  const { code, positions } = parseSource(text, 'a.ts', { mayCompile: true })
  assert.equal(positions.positionOf(code.indexOf('cost')), { line: 5, column: 17 })
  assert.is(positions.offsetInFile?.(code.indexOf('cost')), text.indexOf('cost'))
})

test('what lost its modifiers to a compiler is where its name stands in the file', () => {
  const text = 'class Box {\n  constructor(private readonly sizes: number[]) {}\n}'
  const { code, positions } = parseSource(text, 'a.ts', { mayCompile: true })
  assert.is(positions.offsetInFile?.(code.indexOf('sizes)')), text.indexOf('sizes'))
})

test('TypeScript of types alone keeps its offsets there too', () => {
  const { code, positions } = parseSource('let a: 1\nlet b', 'a.ts', { mayCompile: true })
  assert.is(code, 'let a   \nlet b')
  assert.is(positions.offsetInFile, undefined)
})

test('what no compiler of types makes JavaScript of is unparsable, and says where in the file', () => {
  const { line } = failure('let a\nenum B { C }\nlet d = ;', 'a.ts', { mayCompile: true })
  assert.is(line, 3)
})

test('what cannot be read of what a compiler makes is told by its place in the file', () => {
  const text = 'enum B {\n  C,\n}\n\nexport const d = class extends B {\n  @e() m() {}\n}'
  const { line, message } = failure(text, 'a.ts', { mayCompile: true })
  assert.equal([line, message], [5, 'decorators are supported only in class declarations'])
})

test('a decorator in a text that will be run is named as what cannot be read', () => {
  const { line, message } = failure('let a\n@decorated class D {}', 'a.ts')
  assert.equal([line, message], [2, 'decorators are not supported'])
})

test('a text whose types are gone already is not stripped again', () => {
  const { code } = parseSource('f(a < b, c > (d))', 'a.ts', { typesStripped: true })
  assert.is(code, 'f(a < b, c > (d))')
})

test('types that are still there, as a hook outside of ours will take them away, are blanked out', () => {
  const { code } = parseSource('export const a: number = 1', 'a.ts', { typesStripped: true })
  assert.is(code, 'export const a         = 1')
})

test.run()
