import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { judge } from '../../src/verdict/judge.js'
import { type RecommendedSet, recommendedSet } from '../../src/verdict/recommended-set.js'
import { between, evidenceWhen, type Spoiling, THRESHOLDS } from './case-file.js'

/** `beside` and `alone` are the shares that a site saves beside the others and by itself. */
function site(id: string, beside: number, alone: number, insideOf: string[] = [], more: Spoiling = {}) {
  const timing = { savedShare: around(beside), insideOf, ...(alone > beside && { aloneShare: around(alone) }) }
  return evidenceWhen({
    ...more,
    site: { id },
    timing,
    effect: { id, speedup: around(alone), commandCpu: around(alone) },
  })
}

const around = (share: number) => between(share - 0.01, share + 0.01)

function chosen(...evidence: ReturnType<typeof site>[]): RecommendedSet {
  return recommendedSet(THRESHOLDS, evidence, judge(THRESHOLDS, evidence))
}

function setOf(...evidence: ReturnType<typeof site>[]): string[] {
  return chosen(...evidence).ids
}

test('of a caller and a callee that save the same time the caller is recommended', () => {
  assert.equal(setOf(site('outer', 0.3, 0.3), site('inner', 0, 0.28, ['outer'])), ['outer'])
})

test('the callee is recommended instead where the caller alone needs a caution', () => {
  const shared = { counters: { sharedResults: 3 } }
  assert.equal(setOf(site('outer', 0.3, 0.3, [], shared), site('inner', 0, 0.28, ['outer'])), ['inner'])
})

test('a callee that others call too makes its thin caller superfluous', () => {
  assert.equal(setOf(site('outer', 0.2, 0.2), site('inner', 0.3, 0.5, ['outer'])), ['inner'])
})

test('both are recommended where each saves something that the other does not', () => {
  assert.equal(setOf(site('outer', 0.36, 0.36), site('inner', 0.18, 0.36, ['outer'])), ['outer', 'inner'])
})

test('a callee stays whose callers do not deserve a cache', () => {
  const unsafe = { counters: { mutatedResults: 3 } }
  assert.equal(setOf(site('outer', 0.3, 0.3, [], unsafe), site('inner', 0, 0.28, ['outer'])), ['inner'])
})

test('of a chain of three one is recommended, and it is said beside which one the others are useless', () => {
  const chain = [site('a', 0.3, 0.3), site('b', 0, 0.29, ['a']), site('c', 0, 0.28, ['a', 'b'])]
  assert.equal(chosen(...chain), {
    ids: ['a'],
    leftOut: [
      { id: 'b', beside: 'a' },
      { id: 'c', beside: 'a' },
    ],
  })
})

test.run()
