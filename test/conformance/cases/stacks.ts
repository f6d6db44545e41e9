/** Where errors come from: the program's own frames, lines and function names, without a line of ours among those. */
import type { ConformanceCase } from '../conformance-case.js'

export const stackCases: readonly ConformanceCase[] = [
  {
    claim: 'a stack has the same frames, with file, line and function name',
    subject: `function inner(x) {
  const error = new Error('x')
  return own(error.stack)
}
const arrow = (x) => inner(x)
class C {
  method(x) { return arrow(x) }
  static make(x) { return new C().method(x) }
  get value() { return C.make(1) }
}
const o = { member(x) { return new C().value } }
function own(stack) { return stack.split('\\n').filter((line) => line.includes('subject')).map((line) => line.replace(/ \\[as .*?\\]/, '').replace(/:\\d+\\)?$/, '').replace(/[^ (]*[\\\\/]/, '')) }`,
    exports: ['o', 'own'],
    use: `const { stackTraceLimit } = Error
Error.stackTraceLimit = 40 // node keeps 10, and counts the wrappers' frames
try { return o.member(1) } finally { Error.stackTraceLimit = stackTraceLimit }`,
    calls: { inner: 1, arrow: 1, 'C.method': 1, 'C.static:make': 1, 'C.get:value': 1, 'o.member': 1, own: 1 },
  },
  {
    claim: 'the first frame of a thrown error is where it was thrown, to the column',
    subject: `function thrower() { throw new RangeError('bad') }
const arrow = () => { null.x }
class C { m() { undefinedName() } }
function top(act) { try { act() } catch (error) { return [error.message, error.stack.split('\\n')[1].replace(/[^ (]*[\\\\/]/, '').replace(/:\\d+\\)?$/, '')] } }`,
    exports: ['thrower', 'arrow', 'C', 'top'],
    use: 'return [top(thrower), top(arrow), top(() => new C().m())]',
    calls: { thrower: 1, arrow: 1, 'C.m': 1, top: 3 },
  },
  {
    claim: 'captureStackTrace cuts at the function that it is given',
    subject: `function Failure(message) { this.message = message; Error.captureStackTrace(this, Failure) }
Failure.prototype = Object.create(Error.prototype, { constructor: { value: Failure } })
function fails() { return first(new Failure('x')) }
function assertion() { const error = {}; Error.captureStackTrace(error, assertion); return first(error) }
function caller() { return assertion() }
function first(error) { return error.stack.split('\\n')[1].trim().split(' ')[1] }`,
    exports: ['fails', 'caller'],
    use: 'return [fails(), caller()]',
    calls: { fails: 1, caller: 1, assertion: 1 },
  },
  {
    claim: 'async stacks lead on through the awaiting functions',
    subject: `async function inner() { await null; throw new Error('late') }
async function middle() { await inner() }
async function outer() { try { await middle() } catch (error) { return error.stack.split('\\n').filter((line) => line.includes('subject')).map((line) => line.replace(/[^ (]*[\\\\/]/, '').replace(/:\\d+\\)?$/, '')) } }`,
    exports: ['outer'],
    use: 'return outer()',
    calls: { inner: 1, middle: 1, outer: 1 },
  },
  {
    claim: 'a prepareStackTrace of the program is asked, and sees its own functions',
    subject: `function names() {
  const { prepareStackTrace } = Error
  Error.prepareStackTrace = (error, sites) => sites.filter((site) => /subject/.test(site.getFileName())).map((site) => [site.getFunctionName(), site.getLineNumber(), site.isConstructor(), site.isToplevel()])
  const { stack } = new Error('x')
  Error.prepareStackTrace = prepareStackTrace
  return stack
}
function caller() { return names() }`,
    exports: ['caller'],
    use: 'return [caller(), Object.hasOwn(Error, "prepareStackTrace")]',
    calls: { names: 1, caller: 1 },
    impure: true,
  },
  {
    claim: 'a deep recursion overflows with a RangeError, and goes on afterwards',
    subject: `function down(n) { return down(n + 1) }
function shallow(n) { return n === 0 ? 0 : 1 + shallow(n - 1) }`,
    exports: ['down', 'shallow'],
    use: `let error
try { down(0) } catch (caught) { error = [caught.constructor.name, caught.message] }
return [error, shallow(500)]`,
    calls: { shallow: 501 },
  },
]
