/** What a cache changes in what a command prints is noticed, and what changes by itself is not. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { LaunchRequest } from '../../src/experiment/launch-port.js'
import { UsualOutput } from '../../src/experiment/usual-output.js'
import { printedIn } from '../../src/launch/printed.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import { simulate } from './synthetic-world.js'

const UNTOUCHED: LaunchRequest = { arm: 'off', sites: {}, timed: true, label: 'none cached' }
const CACHED: LaunchRequest = { ...UNTOUCHED, sites: { f: { arm: 'cached' } }, label: 'cached: f' }

const { launch } = simulate({ sites: [], otherMs: 100 })
const plain = await launch(UNTOUCHED)

function printing(text: string, exitCode = 0): RunOutcome {
  return { ...plain, end: { kind: 'exited', code: exitCode }, printed: printedIn(text) }
}

/** Whether the last of these runs, the only one with a cache, is held to print otherwise. */
function isOtherwise(untouched: string[], cached: string, request: Partial<LaunchRequest> = {}): boolean {
  const usual = new UsualOutput()
  for (const text of untouched) usual.marked(UNTOUCHED, printing(text))
  return usual.marked({ ...CACHED, ...request }, printing(cached)).otherwise ?? false
}

test('a number or a word that no run without caches prints is noticed', () => {
  assert.is(isOtherwise(['sum 12', 'sum 12'], 'sum 12'), false)
  assert.is(isOtherwise(['sum 12', 'sum 12'], 'sum 13'), true)
  assert.is(isOtherwise(['hello', 'hello'], 'hallo'), true)
  assert.is(isOtherwise(['a\nb', 'a\nb'], 'a'), true)
  assert.is(isOtherwise(['a', 'a'], 'a\nb'), true)
})

test('what differs among runs without caches may differ, and the rest may not', () => {
  assert.is(isOtherwise(['sum 12 id 1', 'sum 12 id 2'], 'sum 12 id 3'), false)
  assert.is(isOtherwise(['sum 12 id 1', 'sum 12 id 2'], 'sum 13 id 3'), true)
  assert.is(isOtherwise(['a\nb', 'b', 'a\nb'], 'b'), false)
})

test('times and amounts of memory are what a cache is for', () => {
  for (const [slow, quick] of [
    ['12 passing (2s)', '12 passing (950ms)'],
    ['took 3', 'took 2'],
    ['CHK 5 MS 450', 'CHK 5 MS 300'],
    ['heap: 12.5 MB', 'heap: 14 MB'],
    ['a x 1,200 ops/sec (90 runs)\nFastest is a', 'a x 90 ops/sec (80 runs)\nb is 1.5 times faster\nFastest is b'],
  ] as const)
    assert.is(isOtherwise([slow, slow], quick), false, slow)
  assert.is(isOtherwise(['CHK 5 MS 450', 'CHK 5 MS 460'], 'CHK 6 MS 300'), true)
  assert.is(isOtherwise(['sum 5\nFastest is a', 'sum 5\nFastest is a'], 'sum 6\nFastest is a'), true)
})

test('runners tell the time of slow tests, or name them, only while they are slow', () => {
  for (const [slow, quick] of [
    ['ok parses 3 tags (75ms)\nok joins', 'ok parses 3 tags\nok joins'],
    ['ok parses \u001b[31m(75ms)\u001b[39m', 'ok parses'],
    ['file 1\n  parses 312ms', 'file 1'],
  ] as const)
    assert.is(isOtherwise([slow, slow], quick), false, slow)
  const [many, named] = [Array.from({ length: 60 }, (_, line) => 'ok '.repeat(line + 1)), ['  parses 312ms']]
  const tail = (lines: string[]) => lines.slice(-40).join('\n')
  assert.is(isOtherwise([tail([...many, ...named]), tail([...many, ...named])], tail(many)), false)
  assert.is(isOtherwise([tail(many), tail(many)], tail([...many, 'wrong'])), true)
  assert.is(isOtherwise(['ok 3 tags (75ms)', 'ok 3 tags (75ms)'], 'ok 4 tags'), true)
})

test('lines may come in another order', () => {
  assert.is(isOtherwise(['part 1\npart 2', 'part 1\npart 2'], 'part 2\npart 1'), false)
  assert.is(isOtherwise(['part 1\npart 2', 'part 1\npart 2'], 'part 2\npart 2'), true)
})

test('one run is no habit, a failing one tells nothing, and other test files print other things', () => {
  assert.is(isOtherwise(['sum 12'], 'sum 13'), false)
  assert.is(isOtherwise(['sum 12', 'sum 12'], 'sum 13', { files: ['/a.test.js'] }), false)
  const usual = new UsualOutput()
  usual.marked(UNTOUCHED, printing('sum 12'))
  usual.marked(UNTOUCHED, printing('sum 12', 1))
  assert.is(usual.marked(CACHED, printing('sum 13')).otherwise, undefined)
})

test('a run without caches that breaks the habit is marked, and ends it', () => {
  const usual = new UsualOutput()
  for (const text of ['minute 1', 'minute 1']) usual.marked(UNTOUCHED, printing(text))
  assert.is(usual.marked(UNTOUCHED, printing('minute 2')).otherwise, true)
  assert.is(usual.marked(CACHED, printing('minute 3')).otherwise, undefined)
})

test('output that is too long to keep all numbers of tells nothing', () => {
  const long = 'x'.repeat(20_000)
  assert.is(isOtherwise([`1${long}`, `1${long}`], `2${long}`), false)
})

test.run()
