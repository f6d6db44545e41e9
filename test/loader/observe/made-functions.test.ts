import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type AnyFunction, type EnclosedReader, MAX_INSTANCES } from '../../../loader/armed-site.js'
import { observeArm } from '../../../loader/observe/observe-arm.js'
import { sameContent } from '../../../loader/observe/same-content.js'
import { armed, observed, UNBOUNDED } from './armed.js'

/** A site in the text of a function that makes closures. */
function madeSite() {
  const { handle } = armed(
    (site, recorder) => observeArm(site, recorder, UNBOUNDED),
    () => {},
    { enclosed: ['what'] },
  )
  return <F extends AnyFunction>(fn: F, read?: EnclosedReader): F => handle.wrap(fn, {}, read) as F
}

type Wrap = ReturnType<typeof madeSite>

function curve(wrap: Wrap, from: number, to: number) {
  const table = new Float32Array(4)
  for (let at = 0; at < 4; at++) table[at] = from + (to - from) * at
  return wrap(
    (at: number) => table[at],
    () => [table],
  )
}

function counter(wrap: Wrap) {
  let count = 0
  return wrap(
    () => ++count,
    () => [count],
  )
}

function codeOf(one: unknown, other: unknown): string {
  const { sameness } = sameContent(one, other)
  return typeof sameness === 'string' ? sameness : sameness.code
}

test('closures of one text are the same while what they capture is, and never surely different', () => {
  const wrap = madeSite()
  assert.is(codeOf(curve(wrap, 0, 1), curve(wrap, 0, 1)), 'same')
  assert.is(codeOf({ ease: curve(wrap, 0, 1) }, { ease: curve(wrap, 0, 1) }), 'same')
  assert.is(codeOf(curve(wrap, 0, 1), curve(wrap, 0, 2)), 'uncomparable-result')
})

test('what a closure has changed of its own tells it from a fresh one', () => {
  const wrap = madeSite()
  const [used, fresh] = [counter(wrap), counter(wrap)]
  assert.is(codeOf(used, fresh), 'same')
  used()
  assert.is(codeOf(used, fresh), 'uncomparable-result')
})

test('so does what is put on it', () => {
  const wrap = madeSite()
  const named = (unit: string) => Object.assign(curve(wrap, 0, 1), { unit })
  assert.is(codeOf(named('s'), named('s')), 'same')
  assert.is(codeOf(named('s'), named('ms')), 'uncomparable-result')
  assert.is(codeOf(named('s'), curve(wrap, 0, 1)), 'uncomparable-result')
})

test('functions that can be constructed have prototypes of their own, which are compared too', () => {
  const wrap = madeSite()
  const made = (by: number) => {
    function Step(this: unknown, at: number) {
      return at + by
    }
    return wrap(Step, () => [by])
  }
  assert.is(codeOf(made(1), made(1)), 'same')
  const extended = made(1)
  extended.prototype.reset = () => 0
  assert.is(codeOf(extended, made(1)), 'uncomparable-result')
})

test('closures beyond those that are wrapped are known as well, once one of their site was met as a result', () => {
  const wrap = madeSite()
  // Sloppy, with `arguments` and `caller` of its own.
  const made = () => wrap(new Function('at', 'return at + 1') as AnyFunction, () => [1])
  const first = made()
  for (let at = 0; at < MAX_INSTANCES; at++) curve(wrap, 0, 3)
  assert.is(codeOf(first, made()), 'uncomparable-result')
  assert.is(codeOf(first, made()), 'same')
})

test('of two texts, or where nothing is known of what they capture, nobody knows', () => {
  const wrap = madeSite()
  assert.is(codeOf(curve(wrap, 0, 1), curve(madeSite(), 0, 1)), 'uncomparable-result')
  const bare = () => wrap((x: number) => x)
  assert.is(codeOf(bare(), bare()), 'uncomparable-result')
  const notYet = () =>
    wrap(
      (x: number) => x,
      () => {
        throw new ReferenceError("Cannot access 'what' before initialization")
      },
    )
  assert.is(codeOf(notYet(), notYet()), 'uncomparable-result')
})

test('a site whose results are such closures is checked, and one whose closures count is not', () => {
  const wrap = madeSite()
  const maker = observed((to: number) => curve(wrap, 0, to))
  for (let call = 0; call < 6; call++) maker.call(1 + (call % 2))
  assert.equal(maker.counts('hits', 'checked', 'unknown', 'mismatches'), {
    hits: 4,
    checked: 4,
    unknown: 0,
    mismatches: 0,
  })
  const counters = observed(() => counter(wrap))
  for (let call = 0; call < 4; call++) counters.call()()
  assert.equal(counters.counts('hits', 'checked', 'unknown', 'mismatches'), {
    hits: 3,
    checked: 0,
    unknown: 3,
    mismatches: 0,
  })
})

test('one that is used only when all have been made has changed at the end', () => {
  const wrap = madeSite()
  const maker = observed(() => counter(wrap))
  const made = [maker.call(), maker.call(), maker.call()]
  for (const next of made) next()
  maker.handle.finish()
  assert.equal(maker.counts('checked', 'mutatedResults'), { checked: 2, mutatedResults: 3 })
})

test.run()
