/** Where repeats come from: one loop, several files of a process, or several processes. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { FunctionReport } from '../../src/report/probe-report.js'
import { runFixture } from './probe-fixture.js'

const ID = 'src/checksum.js#checksum'

async function checksumOf(fixture: string): Promise<FunctionReport> {
  return (await runFixture(fixture)).site(ID) as FunctionReport
}

const cautionsOf = ({ cautions }: FunctionReport) => cautions.map(({ message }) => message)

test('pure-repeat: all hits come from one loop, which is named', async () => {
  assert.equal(cautionsOf(await checksumOf('pure-repeat')), [
    'its hits come from one loop that leads to main.js:4 (all of 16 sampled hits have the very same stack): other callers may not repeat',
  ])
})

test('many-callers: repeats of two files are told apart, and nobody is cautioned for one loop', async () => {
  const found = await checksumOf('many-callers')
  assert.equal(cautionsOf(found), [])
  const { sampled, sameCallSite, otherCallSite, otherFile, loop, ...across } =
    found.screening?.repeats ?? (assert.unreachable() as never)
  assert.equal([sampled, sameCallSite + otherCallSite], [16, 16])
  // The second loop of names.js repeats the first; then titles.js goes on.
  assert.ok(otherFile >= 1 && otherCallSite >= 5, `${otherFile} ${otherCallSite}`)
  assert.ok((loop?.share ?? 1) < 0.95)
  assert.equal(across, { memories: 1, processes: 1, knownElsewhere: 0 })
})

test('spawns-child: three processes know the same keys, and each hits its own', async () => {
  const { cautions, screening } = await checksumOf('spawns-child')
  assert.is(
    cautions.find(({ code }) => code === 'across-processes')?.message,
    'the same work is done in 3 processes: a cache in memory sees only 93 % of what repeats',
  )
  assert.is(screening?.repeats?.knownElsewhere, 2 / 3)
})

test('same-work-in-processes: what repeats in other processes only is no hit', async () => {
  const { reasons } = await checksumOf('same-work-in-processes')
  assert.equal(
    reasons.map(({ message }) => message),
    [
      'hit rate 0 % at the best size, below 20 %',
      'the same work is done in 4 processes: a cache in memory sees only 0 % of what repeats',
    ],
  )
})

test.run()
