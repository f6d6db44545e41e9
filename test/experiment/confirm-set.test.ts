/** The recommended caches are measured together, and not recommended together where the command does not stand that. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Confirmation, confirmSet } from '../../src/experiment/confirm-set.js'
import type { Launch } from '../../src/experiment/launch-port.js'
import type { ExperimentOptions } from '../../src/experiment/options.js'
import { screen } from '../../src/experiment/screen.js'
import { validate } from '../../src/experiment/validate.js'
import { OPTIONS, probed } from './experiment-options.js'
import { type SyntheticWorld, simulate } from './synthetic-world.js'

const IDS = ['a', 'b', 'c']
const WORLD: SyntheticWorld = {
  sites: IDS.map((id) => ({ id, calls: 10_000, keys: 20, callNs: 5000 })),
  otherMs: 100,
  noise: 0.02,
}

/** `later` becomes of the command once the set is confirmed. */
async function confirmed(
  ids: string[],
  {
    options = {},
    cpuless,
    ...later
  }: Partial<SyntheticWorld> & { options?: Partial<ExperimentOptions>; cpuless?: true } = {},
): Promise<{ confirmation: Confirmation; runs: number }> {
  const settings = { ...OPTIONS, ...options }
  const screening = await screen(settings, probed(WORLD.sites), simulate(WORLD).launch)
  const validation = await validate(settings, screening, simulate({ ...WORLD, seed: 2 }).launch)
  const { launch, requests } = simulate({ ...WORLD, ...later, seed: 3 })
  const timed: Launch = async (request) => {
    const { cpuMs, ...outcome } = await launch(request)
    return cpuless ? { ...outcome, cpuMs: undefined, cpuSource: undefined } : { ...outcome, cpuMs }
  }
  return { confirmation: await confirmSet(settings, ids, screening, validation, timed), runs: requests.length }
}

const warned = ({ warnings }: Confirmation) => warnings.map(({ code, args }) => [code, args.functions])

test('what several caches save together is measured in the least pairs, of one it is known', async () => {
  const { confirmation, runs } = await confirmed(IDS)
  const truth = (3 * 9980 * 4950) / (100e6 + 3 * 10_000 * 5000)
  const { commandCpu, speedup } = confirmation.effect ?? {}
  assert.is(runs, 6)
  assert.ok(commandCpu && commandCpu.low < truth && truth < commandCpu.high)
  assert.ok(speedup && speedup.low < truth && truth < speedup.high)
  const single = await confirmed(['a'])
  assert.is(single.runs, 0)
  assert.ok(single.confirmation.effect)
})

test('a set that the budget has no room for is recommended unmeasured', async () => {
  const { confirmation, runs } = await confirmed(IDS, { options: { budgetRuns: 3 + 16 } })
  assert.equal([runs, confirmation.ids, confirmation.effect], [0, IDS, undefined])
  assert.equal(warned(confirmation), [['set-not-measured', undefined]])
  assert.equal((await confirmed(['a'], { options: { budgetRuns: 3 + 16 } })).confirmation.warnings, [])
})

test('caches that make the command fail together are not recommended together, and are named', async () => {
  const { confirmation } = await confirmed(IDS, { breaking: [['a', 'c']] })
  assert.equal(confirmation.ids, ['b'])
  assert.equal(confirmation.culprits, [{ ids: ['a', 'c'], outputTail: 'failing with a c' }])
  assert.equal(warned(confirmation), [['set-fails', 'a, c']])
})

test('a cache that makes the command fail only now is accused, and the others remain', async () => {
  const { confirmation } = await confirmed(IDS, { breaking: [['b']] })
  assert.equal(confirmation.ids, ['a', 'c'])
  assert.equal(confirmation.culprits, [{ ids: ['b'], outputTail: 'failing with b' }])
  assert.equal(warned(confirmation), [])
})

test('a pair that is lost without a culprit is told', async () => {
  const { confirmation } = await confirmed(IDS, { end: { kind: 'exited', code: 1 } })
  assert.equal([confirmation.ids, confirmation.effect, confirmation.culprits], [IDS, undefined, []])
  assert.ok(confirmation.warnings.some(({ code, args }) => code === 'lost-pair' && args.sites === 'a, b, c'))
})

test('a set that slows the command down is not recommended, by wall time where CPU time could not be had', async () => {
  const burdened = WORLD.sites.map((site) => ({ ...site, burdenMs: 120 }))
  for (const cpuless of [undefined, true] as const) {
    const { confirmation } = await confirmed(IDS, { sites: burdened, ...(cpuless && { cpuless }) })
    assert.equal([confirmation.ids, warned(confirmation)], [[], [['set-slower', undefined]]])
    assert.ok(Number(confirmation.warnings[0]?.args.high) < 0)
  }
})

test.run()
