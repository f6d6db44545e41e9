import { SourceMap, type SourceMapping } from 'node:module'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Rewritten, rewriteSource } from '../../src/source/rewrite.js'
import { COVERAGE_FIELD } from '../../src/wire/coverage-field.js'
import { withoutInsertions } from '../../src/wire/inserted-text.js'

const RUNTIME = '(globalThis[Symbol.for("cache-probe")]||{module(){return(i,v)=>v}})'

/** The rewritten text; the text itself where there is nothing to wrap. */
function rewrite(text: string, file = 'src/a.js'): string {
  return rewriteSource(text, { file, sourceMap: false })?.code ?? text
}

/** Without the comments around what was inserted. */
function withoutMarks(code: string): string {
  return code.replaceAll(/\/\*<cp\*\/|\/\*cp>\*\//g, '')
}

/** The rewritten text without the helper's definition. */
function calls(text: string): string {
  return withoutMarks(rewrite(text).replace(/\nfunction \$cp\(\$cp_i,\$cp_v\)\{.*$/, ''))
}

test('the helper asks for the runtime when it is first called, with file, ids and flags', () => {
  const text =
    'const f = async () => {}\nfunction g() { return this + arguments[0] }\nlist.map(() => { const h = () => 1 })\nconst o = { get x() {} }'
  const helper = `function $cp($cp_i,$cp_v){return($cp.m||($cp.m=${RUNTIME}.module("src/a.js",["src/a.js#f","src/a.js#g","src/a.js#h","src/a.js#o.get:x"],[4,3,8,16])))($cp_i,$cp_v)}//`
  const last = rewrite(text).split('\n').at(-1) as string
  assert.is(last.slice(0, helper.length), helper)
  assert.match(last, /\/\/(\d+\+\d+,?)+$/)
})

test('declarations are wrapped first thing in the body or block that they are hoisted to', () => {
  assert.is(calls('let a\nfunction f() {}'), 'f=$cp(0,f);let a\nfunction f() {}')
  assert.is(calls('{ a(); function f() {} }'), '{f=$cp(0,f); a(); function f() {} }')
  assert.is(calls('if (a) function f() {}'), 'if (a) {f=$cp(0,f);function f() {}}')
})

test('insertions come after a hashbang, a byte order mark and directives', () => {
  assert.is(calls('#!/bin/x\nfunction f() {}'), '#!/bin/x\nf=$cp(0,f);function f() {}')
  assert.is(calls('\uFEFFfunction f() {}'), '\uFEFFf=$cp(0,f);function f() {}')
  assert.is(calls("'use strict'\nfunction f() {}"), "'use strict';f=$cp(0,f);\nfunction f() {}")
  assert.is(calls("'use strict';'x'; function f() {}"), "'use strict';'x';f=$cp(0,f); function f() {}")
})

test('values are wrapped in place, and anonymous ones keep the name of their place', () => {
  assert.is(calls('const f = () => 1;'), 'const f = $cp(0,{f:() => 1}.f);')
  assert.is(calls('const f = (function g() {});'), 'const f = ($cp(0,function g() {}));')
  assert.is(calls('a.f = function () {}'), 'a.f = $cp(0,function () {})')
  assert.is(calls('const f = memoize(() => 1);'), 'const f = memoize($cp(0,() => 1));')
  assert.is(calls('const __proto__ = () => 1;'), 'const __proto__ = $cp(0,{["__proto__"]:() => 1}.__proto__);')
  assert.is(calls('export default(a)=>a;'), 'export default $cp(0,{default:(a)=>a}.default);')
})

test('an arrow that ends its statement without a semicolon gets one', () => {
  assert.is(calls('const f = () => {}\n(a)'), 'const f = $cp(0,{f:() => {}}.f);\n(a)')
  assert.is(calls('const f = () => g = () => {}\n(a)'), 'const f = $cp(0,{f:() => g = $cp(1,{g:() => {}}.g)}.f);\n(a)')
})

test('class members are wrapped by one static block put first', () => {
  assert.is(
    calls('class A { m() {} static s() {} get g() {} static get "h i"() {} }'),
    'class A {static{$cp([0,"m",0,1,"s",2,2,"g",1,3,"h i",3],this)} m() {} static s() {} get g() {} static get "h i"() {} }',
  )
})

test('object methods become properties, unless they need their literal', () => {
  assert.is(calls('const o = { m() {}, f: () => {} }'), 'const o = { m:$cp(0,{m() {}}.m), f: $cp(1,{f:() => {}}.f) }')
  assert.is(
    calls('const o = { get g() {}, s() { super.s() } }'),
    'const o = $cp([0,"g",3,1,"s",2],{ get g() {}, s() { super.s() } })',
  )
})

test('only selected sites are rewritten, and none means no rewriting', () => {
  const text = 'function f() {} function g() {}'
  const select = (...names: string[]) => new Set(names.map((name) => `a.js#${name}`))
  const some = rewriteSource(text, { file: 'a.js', sourceMap: false, select: select('g') })
  assert.equal(some?.sites, ['a.js#g'])
  assert.match(withoutMarks(some?.code ?? ''), /^g=\$cp\(0,g\);function f.*\n.*\["a\.js#g"\]/)
  assert.is(rewriteSource(text, { file: 'a.js', sourceMap: false, select: select('h') }), undefined)
  assert.is(rewriteSource('a()', { file: 'a.js', sourceMap: false }), undefined)
  assert.is(rewriteSource('function* f() {}', { file: 'a.js', sourceMap: false }), undefined)
})

test('the helper has a name that the text does not use', () => {
  assert.match(
    withoutMarks(rewrite('const $cp = 1, $cp1 = () => {}')),
    /\$cp1 = \$cp2\(0,.*\nfunction \$cp2\(\$cp2_i,\$cp2_v\)/,
  )
})

test('a module that may hide Symbol or globalThis reaches the runtime by code made from a string', () => {
  for (const hidden of [
    'var a, Symbol = 1',
    "import Symbol from 'x'",
    'const { globalThis } = a',
    'function Symbol() {}',
  ]) {
    assert.match(rewrite(`${hidden}\nexport function f() {}`, 'a.mjs'), /\.constructor\("return globalThis/, hidden)
  }
  assert.not.match(rewrite('Symbol.for("x"); if (a === Symbol) b(globalThis.c)\nfunction f() {}'), /constructor/)
})

test('no line moves, and the helper has the last one', () => {
  const text =
    "'use strict'\r\n\r\nclass A {\n  m() {}\n}\u2028function f() {\r  return 1\n}\nmodule.exports = { f,\n  g() {} }\n"
  const lines = (some: string) => some.split(/\r\n?|[\n\u2028\u2029]/)
  const after = lines(rewrite(text))
  assert.is(after.length, lines(text).length + 1)
  assert.equal(after.slice(0, -1).map(withoutInsertions), lines(text))
})

test('every insertion can be taken away again, from the whole text and from any function in it', () => {
  const text =
    'const f = () => {}\n(a); class A { m() {} }\nexport default function () { return { s() { super.s() }, "/*": () => {} } }'
  const code = rewrite(text, 'a.mjs')
  assert.is(withoutInsertions(code.slice(0, code.lastIndexOf('\n'))), text)
  assert.is(withoutInsertions(code.slice(code.indexOf('class A'), code.indexOf('\nexport'))), 'class A { m() {} }')
})

test('the map leads every character back to where it was, and carries the original text', () => {
  const text = 'let a\nconst f = (x: number) => x + 1\n'
  const { code, map } = rewriteSource(text, { file: 'src/a.ts', sourceMap: true }) as Rewritten
  const { sources, sourcesContent, mappings } = JSON.parse(map as string)
  assert.equal([sources, sourcesContent], [['a.ts'], [text]])
  // Its lines, the helper's, and the map's own, which leads to the end of the last line: `x => x + 1`.
  assert.is(mappings.split(';').length, 5)
  assert.is(mappings.split(';')[3], '')
  const { originalLine, originalColumn } = new SourceMap(JSON.parse(map as string)).findEntry(4, 0) as SourceMapping
  assert.equal([originalLine, originalColumn], [1, 30])
  const inline = /\n\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,(\S+)\n$/.exec(code)
  assert.is(Buffer.from(inline?.[1] as string, 'base64').toString(), map)
  const insertions = /\/\/(\S+)\n\/\/# sourceMappingURL/.exec(code)?.[1]
  assert.equal(JSON.parse(map as string)[COVERAGE_FIELD], { length: text.length, insertions, mapless: true })
  const plain = rewriteSource(text, { file: 'src/a.ts', sourceMap: false })
  assert.is(code.slice(0, inline?.index), plain?.code)
})

test('a map that the text already carries is moved along, and still leads to where it led', () => {
  const text = 'const f = () => alpha, g = () => beta, h = { i() { gamma } }\nfunction j() { delta }\n'
  const select = (...names: string[]) => new Set(names.map((name) => `a.js#${name}`))
  const compiled = rewriteSource(text, { file: 'a.js', sourceMap: true, select: select('f', 'j') }) as Rewritten
  const again = rewriteSource(compiled.code, {
    file: 'a.js',
    sourceMap: true,
    select: select('g', 'h.i', 'j'),
  }) as Rewritten
  const map = new SourceMap(JSON.parse(again.map as string))
  for (const word of ['alpha', 'beta', 'gamma', 'delta']) {
    const { originalLine, originalColumn } = map.findEntry(...zeroBased(again.code, word)) as SourceMapping
    assert.equal([originalLine, originalColumn], zeroBased(text, word), word)
  }
})

test("a compiler's inline map is moved along where no map was asked for, as stack traces are led back by it", () => {
  const text = 'const f = () => alpha, g = () => beta\n'
  const { code } = rewriteSource(text, { file: 'a.js', sourceMap: true, select: new Set(['a.js#f']) }) as Rewritten
  const again = rewrite(code, 'a.js')
  const comment = /sourceMappingURL=data:application\/json;charset=utf-8;base64,(\S+)\n$/.exec(again)?.[1] as string
  const map = new SourceMap(JSON.parse(Buffer.from(comment, 'base64').toString()))
  for (const word of ['alpha', 'beta']) {
    const { originalLine, originalColumn } = map.findEntry(...zeroBased(again, word)) as SourceMapping
    assert.equal([originalLine, originalColumn], zeroBased(text, word), word)
  }
})

function zeroBased(text: string, word: string): [line: number, column: number] {
  const lines = text.slice(0, text.indexOf(word)).split('\n')
  return [lines.length - 1, (lines[lines.length - 1] as string).length]
}

test("of all functions, istanbul's counters and swc's exports are no owner's", () => {
  const sitesOf = (text: string) => rewriteSource(text, { file: 'a.js', sourceMap: false })?.sites ?? []
  const counter = 'function cov_1x2y() { var path = "/a.js"; cov_1x2y = function () { return 1 }; return 1 }\n'
  const exported = 'function _export(target, all) {\n    for(var name in all)target[name] = all[name]\n}\n'
  assert.equal(sitesOf(`${counter}${exported}function own() {}`), ['a.js#own'])
  assert.equal(sitesOf('function cov_rate() { return 1 } function _export(file) {}'), ['a.js#cov_rate', 'a.js#_export'])
})

test("helpers that compilers put into a file are no owner's, whatever stands in them", () => {
  const sitesOf = (text: string) => rewriteSource(text, { file: 'a.js', sourceMap: false })?.sites ?? []
  const tsc = `var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k) {
    var desc = { enumerable: true, get: function() { return m[k]; } };
}) : (function(o, m, k) {
    o[k] = m[k];
}));
var __await = (this && this.__await) || function (v) { return this instanceof __await ? (this.v = v, this) : new __await(v); }
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) { return Object.keys(o); };
    return function (mod) { return ownKeys(mod); };
})();
`
  const esbuild = 'var __name = (target, value) => target;\nvar __publicField = (obj, key, value) => obj;\n'
  const babel = 'function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }\n'
  const swc =
    'function _object_spread(target) {\n    return target;\n}\nfunction _applyDecs2305(e) { function i() {} i() }\n'
  const keys = 'function ownKeys(e, r) { var t = Object.keys(e); return t; }\n'
  const decorators = 'function _identity(x) { return x; }\n'
  assert.equal(sitesOf(`${tsc}${esbuild}${babel}${swc}${keys}${decorators}function own() {}`), ['a.js#own'])
  const dense = 'let a=1;var __name=(target,value)=>target;var __publicField=(o,k)=>k;const own=__name(()=>1,"own")'
  assert.equal(sitesOf(dense), ['a.js#own'])
})

test("functions that are named much like a compiler's helpers are their owner's", () => {
  const sitesOf = (text: string) => rewriteSource(text, { file: 'a.js', sourceMap: false })?.sites ?? []
  const names = ['__createBinding', '__names', 'interopRequireDefault', '_defineProperties2x', 'ownKeys']
  const own = names.map((name) => `function ${name}(a) { return a }`).join('\n')
  assert.equal(
    sitesOf(
      `${own}\nvar __awaiter = (self && self.__awaiter) || function () { }\nconst __name = (a) => a\nfunction _identity(a) { return [a] }\n`,
    ),
    [...names, '__awaiter', '__name', '_identity'].map((name) => `a.js#${name}`),
  )
})

test.run()
