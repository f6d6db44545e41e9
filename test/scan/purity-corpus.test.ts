import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Label, type Labelled, purityCorpus } from './purity-corpus.js'

/** A change here is a change of what users are told. */
const COUNTS = { functions: 411, pure: 137, impure: 255, found: 128, wrong: 0 }

const { labelled, unlabelled, unused } = await purityCorpus()

function those(label: Label): Labelled[] {
  return labelled.filter((one) => one.label === label)
}

function calledPure(all: Labelled[]): string[] {
  return all.filter(({ site }) => site.purity.verdict === 'pure').map(({ site }) => site.id)
}

test('every function of the corpus has a label, and every label a function', () => {
  assert.equal(unlabelled, [])
  assert.equal(unused, [])
})

test('no function that is impure, or that something unknown decides, is called pure', () => {
  assert.equal(calledPure([...those('impure'), ...those('unsettled')]), [])
})

test('each reason that a label names is among the reasons that are given', () => {
  const lacking = labelled.filter(({ site, code }) => {
    const codes: string[] = site.purity.reasons.map((reason) => reason.code)
    return code !== undefined && !codes.includes(code)
  })
  assert.equal(
    lacking.map(({ site, code }) => `${site.id}: ${code}`),
    [],
  )
})

test('of what is called pure all is, and of what is pure nearly all is called so', () => {
  const pure = those('pure')
  const found = calledPure(pure).length
  const wrong = calledPure(labelled).length - found
  const { length: impure } = those('impure')
  console.log(
    `${labelled.length} functions: ${pure.length} pure, ${impure} impure, ${those('unsettled').length} unsettled; ` +
      `precision ${found} of ${found + wrong}, recall ${found} of ${pure.length}`,
  )
  assert.equal({ functions: labelled.length, pure: pure.length, impure, found, wrong }, COUNTS)
})

test.run()
