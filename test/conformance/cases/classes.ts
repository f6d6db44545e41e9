/** Classes: their members, their inheritance, and what compilers make of decorators. */
import type { ConformanceCase } from '../conformance-case.js'

export const classCases: readonly ConformanceCase[] = [
  {
    claim: 'the members of a class keep order, descriptors and names',
    subject: `class C {
  static first = 1
  static make() { return new this() }
  field = 1
  arrow = () => this.field
  method(a) { return a }
  get value() { return 2 }
  set value(x) {}
  async later() { return 3 }
  *items() { yield 4 }
  'quoted name'() { return 5 }
  static { this.block = Object.getOwnPropertyNames(this) }
}`,
    exports: ['C'],
    use: `const c = C.make()
return [c.method(1), c.value, await c.later(), [...c.items()], c['quoted name'](), c.arrow(), C.block,
  Reflect.ownKeys(C), Reflect.ownKeys(C.prototype), Object.keys(C), Object.keys(c), Object.getOwnPropertyDescriptors(C.prototype), Object.getOwnPropertyDescriptors(C), C.name, C.length, c.arrow.name]`,
    calls: { 'C.static:make': 1, 'C.method': 1, 'C.get:value': 1, 'C.later': 1, 'C.quoted name': 1 },
    impure: true,
  },
  {
    claim: 'private methods, fields, accessors and brand checks work',
    subject: `class C {
  #field = 1
  static #count = 5
  #method(x) { return this.#field + x }
  get #acc() { return 7 }
  static #hidden() { return C.#count }
  reveal(x) { return this.#method(x) + this.#acc }
  static has(o) { return #field in o }
  static tell() { return this.#hidden() }
}`,
    exports: ['C'],
    use: `let error
try { C.prototype.reveal.call({}, 1) } catch (caught) { error = caught.constructor.name }
return [new C().reveal(1), C.has(new C()), C.has({}), C.tell(), error]`,
    calls: { 'C.reveal': 2, 'C.static:has': 2, 'C.static:tell': 1 },
    leftAlone: { 'C.#method': 'private-method', 'C.get:#acc': 'private-method', 'C.static:#hidden': 'private-method' },
  },
  {
    claim: 'subclasses reach their parents by super in methods, accessors, statics and fields',
    subject: `class A {
  constructor(x) { this.x = x }
  hello(y) { return 'A' + this.x + y }
  get v() { return 'v' + this.x }
  static make(...list) { return new this(...list) }
}
class B extends A {
  field = super.hello('field')
  hello(y) { return 'B' + super.hello(y) }
  get v() { return super.v + '!' }
  static make(...list) { return super.make(...list) }
  arrow() { return (() => super.hello('arrow'))() }
}
const base = { who() { return 'base' } }
const derived = { __proto__: base, who() { return super.who() + '+' }, get w() { return super.who() } }`,
    exports: ['A', 'B', 'derived'],
    use: `const b = B.make(1)
class C extends B { hello(y) { return 'C' + super.hello(y) } }
return [b.hello('!'), b.v, b.field, b.arrow(), b instanceof A, B.make(2).constructor === B, new C(3).hello('?'), new C(3).field, derived.who(), derived.w, Object.getPrototypeOf(B) === A]`,
    calls: { 'A.static:make': 2, 'B.static:make': 2, 'B.get:v': 1, 'B.arrow': 1, 'derived.who': 1, 'derived.get:w': 1 },
    impure: true,
  },
  {
    claim: 'ES5 classes inherit, from functions to classes and back',
    subject: `function Animal(name) { this.name = name }
Animal.prototype.speak = function () { return this.name }
Animal.of = function (name) { return new this(name) }
function Dog(name) { Animal.call(this, name) }
Dog.prototype = Object.create(Animal.prototype, { constructor: { value: Dog, writable: true, configurable: true } })
Object.setPrototypeOf(Dog, Animal)
class Puppy extends Dog { speak() { return super.speak() + '!' } }`,
    exports: ['Animal', 'Dog', 'Puppy'],
    use: `const d = Dog.of('rex')
const p = Puppy.of('bo')
return [d.speak(), p.speak(), d instanceof Animal, p instanceof Dog, d.constructor === Dog, p.constructor === Puppy, inspect(d), inspect(p)]`,
    calls: { 'Animal.speak': 2, 'Puppy.speak': 1 },
    impure: true,
  },
  {
    claim: 'subclasses of builtins keep species, stacks and brands',
    subject: `class List extends Array { total() { return this.reduce((a, b) => a + b, 0) } static get [Symbol.species]() { return Array } }
class Failure extends Error { constructor(message) { super(message); this.name = 'Failure' } describe() { return this.name + ': ' + this.message } }
class Table extends Map { get(key) { return super.get(key) ?? 'none' } }
class Later extends Promise { tag() { return 'later' } }`,
    exports: ['List', 'Failure', 'Table', 'Later'],
    use: `const list = List.from([1, 2, 3])
const error = new Failure('no')
return [list.total(), list.map((x) => x).constructor === Array, list.length, error.describe(), error.stack.split('\\n')[0], String(error), new Table([['a', 1]]).get('b'), Later.resolve(1).then(() => {}).tag(), await Later.resolve(2)]`,
    calls: { 'List.total': 1, 'Failure.describe': 1, 'Table.get': 1, 'Later.tag': 1 },
  },
  {
    claim: 'a class cannot be called, and its temporal dead zone is where it was',
    subject: `let early
try { new C() } catch (error) { early = error.name + ': ' + error.message }
class C { m() { return 1 } static self = C }
const Named = class Inner { static inner() { return Inner === Named } }
function earlyOf() { return early }`,
    exports: ['C', 'Named', 'earlyOf'],
    use: `let error
try { C() } catch (caught) { error = caught.message }
return [earlyOf(), error, new C().m(), C.self === C, Named.inner(), Named.name]`,
    calls: { 'C.m': 1, 'Named.static:inner': 1, earlyOf: 1 },
  },
  {
    claim: 'members that are replaced, deleted or stubbed stay so',
    subject: `class C { m() { return 'own' } static s() { return 'static' } }
const o = { m() { return 'own' } }`,
    exports: ['C', 'o'],
    use: `const original = C.prototype.m
C.prototype.m = function () { return 'stub ' + original.call(this) }
const stubbed = new C().m()
C.prototype.m = original
const restored = new C().m()
delete C.prototype.m
const kept = o.m
o.m = () => 'stub'
const both = [o.m(), kept()]
o.m = kept
return [stubbed, restored, typeof new C().m, both, o.m(), delete C.s, C.s, o.m === kept]`,
    calls: { 'C.m': 2, 'o.m': 2 },
  },
  {
    claim: 'what TypeScript makes of legacy decorators works',
    subject: `var __decorate = function (decorators, target, key, desc) {
  var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
  for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
  return c > 3 && r && Object.defineProperty(target, key, r), r;
};
const logged = []
function log(target, key, descriptor) { const original = descriptor.value; descriptor.value = function (...list) { logged.push(key); return original.apply(this, list) }; return descriptor }
function sealed(C) { C.sealed = true; return C }
let Service = class Service { greet(name) { return 'hello ' + name } };
__decorate([log], Service.prototype, 'greet', null);
Service = __decorate([sealed], Service);
function seen() { return logged.slice() }`,
    exports: ['Service', 'seen'],
    use: `return [new Service().greet('you'), new Service().greet('me'), seen(), Service.sealed, Service.name, Service.prototype.greet.name]`,
    calls: { 'Service.greet': 2, seen: 1 },
    impure: true,
  },
  {
    claim: 'what compilers make of standard decorators works',
    subject: `var __runInitializers = function (thisArg, initializers, value) { for (var i = 0; i < initializers.length; i++) value = arguments.length > 2 ? initializers[i].call(thisArg, value) : initializers[i].call(thisArg); return value }
var __esDecorate = function (ctor, descriptorIn, decorators, contextIn, initializers, extraInitializers) {
  var kind = contextIn.kind, key = kind === 'getter' ? 'get' : kind === 'setter' ? 'set' : 'value'
  var target = !descriptorIn && ctor ? contextIn['static'] ? ctor : ctor.prototype : null
  var descriptor = descriptorIn || (target ? Object.getOwnPropertyDescriptor(target, contextIn.name) : {})
  for (var i = decorators.length - 1; i >= 0; i--) { var context = { ...contextIn }; var result = (0, decorators[i])(kind === 'accessor' ? { get: descriptor.get, set: descriptor.set } : descriptor[key], context); if (typeof result === 'function') descriptor[key] = result }
  if (target) Object.defineProperty(target, contextIn.name, descriptor)
}
function bound(value, { name, kind }) { return function (...list) { return [kind, name, value.name, value.call(this, ...list)] } }
let Service = (() => {
  let _instanceExtraInitializers = []
  let _greet_decorators
  return class Service {
    static {
      _greet_decorators = [bound]
      __esDecorate(this, null, _greet_decorators, { kind: 'method', name: 'greet', static: false, private: false, access: { has: (obj) => 'greet' in obj, get: (obj) => obj.greet } }, null, _instanceExtraInitializers)
    }
    greet(name) { return 'hello ' + name + this.mark }
    mark = (__runInitializers(this, _instanceExtraInitializers), '!')
  }
})()`,
    exports: ['Service'],
    use: `return [new Service().greet('you'), Service.name, Object.getOwnPropertyNames(Service.prototype)]`,
    calls: { 'Service.greet': 1 },
  },
  {
    claim: 'object methods stay beside spreads, getters and duplicates',
    subject: `const extra = { lost() { return 'extra' } }
const o = { lost() { return 'own' }, ...extra, twice() { return 1 }, twice() { return 2 }, nested: { deep() { return this.n }, n: 3 }, async later() { return 4 }, fn: function () { return 5 }, arrow: () => 6 }`,
    exports: ['o'],
    use: `return [o.lost(), o.twice(), o.nested.deep(), await o.later(), o.fn(), o.arrow(), Reflect.ownKeys(o), Object.getOwnPropertyDescriptors(o)]`,
    calls: { 'extra.lost': 1, 'o.twice~2': 1, 'o.nested.deep': 1, 'o.later': 1, 'o.fn': 1, 'o.arrow': 1 },
  },
]
