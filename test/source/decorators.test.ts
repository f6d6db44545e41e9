import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findSites } from '../../src/source/find-sites.js'
import { parseSource } from '../../src/source/parse.js'
import { UnparsableError } from '../../src/source/unparsable.js'

function read(text: string, file = 'a.ts') {
  return parseSource(text, file, { mayCompile: true })
}

/** Of what is read: as few blanks as possible. */
function codeOf(text: string, file?: string): string {
  return read(text, file).code.replace(/\s+/g, ' ').trim()
}

function sitesOf(text: string): (string | number | undefined)[][] {
  return findSites(read(text), 'a.ts').map(({ id, line, column, unwrappable }) => [
    id.slice('a.ts#'.length),
    line,
    column,
    unwrappable,
  ])
}

for (const [claim, text, expected] of [
  [
    'a class is replaced by what its decorators return, the last first',
    '@A @B({ c: 1 }) class D {}',
    'class D {};D=A(B({ c: 1 })(D));',
  ],
  ['those before an export are read', '@A() export class D {}', 'export class D {};D=A()(D);'],
  ['those after an export are read', 'export @A.b class D {}', 'export class D {};D=A.b(D);'],
  ['those of a default export are read', '@A export default class D {}', 'export default class D {};D=A(D);'],
  [
    'methods are replaced, and those of the class itself',
    'class D { @A m() {} @A static s() {} }',
    'class D { ; m() {} ; static s() {} };D.prototype["m"]=A(D.prototype["m"]);D["s"]=A(D["s"]);',
  ],
  [
    'fields are given, and need no semicolon',
    'class D { @A() a = 1\n@A() [b] = 2 }',
    'class D { ; a = 1 ; [b] = 2 };D.prototype["a"]=A()(D.prototype["a"]);A()(D.prototype);',
  ],
  [
    'accessors are defined anew',
    'class D { @A get x() { return 1 } }',
    'class D { ; get x() { return 1 } };' +
      'Object.defineProperty(D.prototype,"x",A(Object.getOwnPropertyDescriptor(D.prototype,"x")));',
  ],
  [
    'parameters give the class away',
    'class D { constructor(@A() a: string, @B ...b: string[]) {} }',
    'class D { constructor( a , ...b ) {} };A()(D.prototype);B(D.prototype);',
  ],
  [
    'fields with accessors are fields',
    'class D { @A accessor x = 1; accessor }',
    'class D { ; x = 1; accessor };D.prototype["x"]=A(D.prototype["x"]);',
  ],
  ['an expression in brackets is one', '@(a ? b : c) class D {}', 'class D {};D=(a ? b : c)(D);'],
  [
    'a class within a method is followed by its own',
    '@A class D { m() { @B class E {} return E } }',
    'class D { m() { class E {};E=B(E); return E } };D=A(D);',
  ],
] as const) {
  test(`in a class with decorators, ${claim}`, () => {
    assert.is(codeOf(text), expected)
  })
}

test('JavaScript with decorators, as Babel runs it, is read as well', () => {
  assert.is(codeOf('@A class D {}', 'a.js'), 'class D {};D=A(D);')
})

test('a decorated method is left alone, and the others are told by their places in the file', () => {
  const text = `@Controller({
  path: 'cats',
})
export class Cats {
  @Get(':id')
  find(@Param('id') id: string): number { return this.score(id) }

  score(text: string): number { return text.length }
}
export function free(): void {}`
  assert.equal(sitesOf(text), [
    ['Cats.find', 6, 3, 'decorated'],
    ['Cats.score', 8, 3, undefined],
    ['free', 10, 17, undefined],
  ])
})

test('so they are where enums and parameter properties are compiled', () => {
  const text = `enum Zone { Near }
export class Cats {
  constructor(@Inject() private readonly zone: Zone) {}
  @Get() find(): number { return 1 }
  score(): number {
    return this.zone }
}`
  assert.equal(sitesOf(text), [
    ['Cats.constructor', 3, 3, 'constructor'],
    ['Cats.find', 4, 10, 'decorated'],
    ['Cats.score', 5, 3, undefined],
  ])
})

test('a getter is left alone where its setter is decorated', () => {
  assert.equal(sitesOf('class D { get x() { return 1 }\n  @A set x(v) {} }'), [
    ['D.get:x', 1, 15, 'decorated'],
    ['D.set:x', 2, 10, 'setter'],
  ])
})

for (const [claim, text] of [
  ['of a class without a name', 'let a\n\nexport default @A class {}'],
  ['in a class expression', 'let a\nconst b =\nclass extends B { @A m() {} }'],
] as const) {
  test(`decorators ${claim} are unparsable, and it is said where`, () => {
    try {
      read(text)
    } catch (error) {
      assert.instance(error, UnparsableError)
      assert.is((error as UnparsableError).message, 'decorators are supported only in class declarations')
      assert.is((error as UnparsableError).line, 3)
      return
    }
    assert.unreachable()
  })
}

test('before anything else than a class they are unparsable', () => {
  assert.throws(
    () => read('@A function f() {}', 'a.js'),
    (error: Error) => error instanceof UnparsableError,
  )
})

test.run()
