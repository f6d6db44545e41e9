/** What caches save that the program has already is measured by runs without them, as long as the command stands that. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Launch, LaunchRequest } from '../../src/experiment/launch-port.js'
import { switchOff } from '../../src/experiment/switch-off.js'
import { randomSource } from '../../src/stats/random.js'
import { standardNormal } from '../stats/normal-noise.js'
import { OPTIONS } from './experiment-options.js'
import { simulate } from './synthetic-world.js'

const BEFORE = { runs: 4, seconds: 8 }

/** What the command takes longer without each cache, ms, of 1000 with all of them. */
function command(
  costs: Record<string, number>,
  { fails = () => false }: { fails?: (off: readonly string[]) => boolean } = {},
) {
  const requests: LaunchRequest[] = []
  const random = randomSource(7)
  const { launch: idle } = simulate({ sites: [], otherMs: 1000 })
  const launch: Launch = async (request) => {
    requests.push(request)
    const off = typeof request.caches === 'object' ? request.caches.off : []
    const ms = off.reduce((sum, id) => sum + (costs[id] ?? 0), 1000) * (1 + 0.01 * standardNormal(random))
    const outcome = await idle(request)
    const end = fails(off) ? ({ kind: 'exited', code: 1 } as const) : outcome.end
    return { ...outcome, end, cpuMs: ms, wallMs: ms, cpuSource: 'launcher' }
  }
  return { launch, requests }
}

const offIn = ({ caches }: LaunchRequest) => (typeof caches === 'object' ? caches.off : undefined)

test('one that saves, one that costs and one that does nothing are told apart', async () => {
  const { launch } = command({ saves: 500, costs: -300, idle: 0 })
  const { effects } = await switchOff(OPTIONS, ['saves', 'costs', 'idle'], BEFORE, launch)
  assert.equal(
    effects.map(({ id, slower, saves }) => [id, slower, saves]),
    [
      ['saves', false, true],
      ['costs', true, false],
      ['idle', false, false],
    ],
  )
})

test('first one observed run without all of them, then pairs in which each is off once', async () => {
  const { launch, requests } = command({ a: 100, b: 100 })
  const { runs, switched, without } = await switchOff(OPTIONS, ['a', 'b'], BEFORE, launch)
  const [observed, ...timed] = requests
  assert.equal([observed?.arm, observed && offIn(observed), observed?.timed], ['observe', ['a', 'b'], false])
  assert.ok(without)
  assert.equal([runs, switched], [9, ['a', 'b']])
  for (let run = 0; run < timed.length; run += 2) {
    const pair = timed.slice(run, run + 2)
    assert.equal(pair.flatMap(offIn).sort(), ['a', 'b'])
    assert.ok(pair.every((request) => request.timed && request.arm === 'off'))
  }
})

test('a command that does not pass without them is not asked again', async () => {
  const { launch, requests } = command({ a: 100 }, { fails: () => true })
  const { needed, without, effects } = await switchOff(OPTIONS, ['a'], BEFORE, launch)
  assert.equal([needed, without, effects, requests.length], [[['a']], undefined, [], 1])
})

test('what it cannot do without is found by halves, and the rest is measured', async () => {
  const costs = { a: 100, b: 100, c: 100, d: 100 }
  const { launch, requests } = command(costs, { fails: (off) => off.includes('b') })
  const { needed, without, effects } = await switchOff(OPTIONS, Object.keys(costs), BEFORE, launch)
  assert.equal(needed, [['b']])
  assert.equal(requests.slice(0, 6).map(offIn), [
    ['a', 'b', 'c', 'd'],
    ['a', 'b'],
    ['a'],
    ['b'],
    ['c', 'd'],
    ['a', 'c', 'd'],
  ])
  assert.ok(without)
  assert.equal(
    effects.map(({ id }) => id),
    ['a', 'c', 'd'],
  )
})

test('those that are needed only together, or that there is no room to tell apart, are told together', async () => {
  const both = (off: readonly string[]) => off.length === 2
  const together = await switchOff(OPTIONS, ['a', 'b'], BEFORE, command({}, { fails: both }).launch)
  assert.equal([together.needed, together.effects], [[['a', 'b']], []])
  const { launch, requests } = command({}, { fails: (off) => off.includes('b') })
  const short = await switchOff({ ...OPTIONS, budgetRuns: 8 }, ['a', 'b', 'c'], BEFORE, launch)
  assert.equal([short.needed, requests.length], [[['a', 'b']], 3])
})

test('a run without them must not last for ever, as a recursion might', async () => {
  const { launch, requests } = command({ a: 100 })
  await switchOff(OPTIONS, ['a'], BEFORE, launch)
  assert.equal([...new Set(requests.map(({ timeoutSeconds }) => timeoutSeconds))], [30])
})

test('nothing is run where there is none, or no budget', async () => {
  const { launch, requests } = command({ a: 100 })
  await switchOff(OPTIONS, [], BEFORE, launch)
  await switchOff({ ...OPTIONS, budgetRuns: 4 }, ['a'], BEFORE, launch)
  assert.equal(requests, [])
})

test('with little room the ones that are asked most often are measured, and it is said of how many more not', async () => {
  const { launch, requests } = command({ a: 100, b: 100 })
  const { effects, switched, warnings } = await switchOff({ ...OPTIONS, budgetRuns: 11 }, ['a', 'b'], BEFORE, launch)
  assert.equal([effects.map(({ id }) => id), switched], [['a'], ['a', 'b']])
  assert.equal(requests.slice(1).flatMap(offIn), ['a', 'a', 'a'])
  assert.equal(
    warnings.map(({ code, args }) => [code, args.caches]),
    [['caches-not-measured', 1]],
  )
})

test.run()
