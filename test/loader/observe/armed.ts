/** Puts one function under an arm, as the runtime does, and shows what it wrote. */
import type { AnyFunction, ArmedSite, ArmHandle } from '../../../loader/armed-site.js'
import { observeArm } from '../../../loader/observe/observe-arm.js'
import type { Budgets } from '../../../loader/observe/site-observer.js'
import type { Recorder } from '../../../loader/recorder.js'
import { COUNTER_STRIDE, type Counter, countersOf } from '../../../src/wire/counters.js'
import type { RecordLine } from '../../../src/wire/record.js'
import type { RepeatsLine } from '../../../src/wire/repeats.js'

export type Arm = (site: ArmedSite, recorder: Recorder) => ArmHandle

export interface Armed<F> {
  /** The wrapper. */
  call: F
  site: ArmedSite
  handle: ArmHandle
  /** Where repeats came from, which every observed site tells at its end, aside. */
  lines: RecordLine[]
  repeats: RepeatsLine[]
  /** Every counter that is not zero, `instances` and `distinct` aside unless asked for. */
  counts(...names: Counter[]): Partial<Record<Counter, number>>
  /** Codes of evidence lines, and the types of the others, in order. */
  codes(): string[]
}

export function siteFor(arm: ArmedSite['arm'], over: Partial<ArmedSite> = {}): ArmedSite {
  const counters = new Float64Array(COUNTER_STRIDE)
  return { id: 'a.js#f', flags: 0, arm, maxsize: 128, cacheSize: 128, maxCacheSize: 4096, counters, base: 0, ...over }
}

export function armed<F extends AnyFunction>(arm: Arm, fn: F, over: Partial<ArmedSite> = {}): Armed<F> {
  const lines: RecordLine[] = []
  const repeats: RepeatsLine[] = []
  const site = siteFor('observe', over)
  const handle = arm(site, {
    line: (line) => (line.type === 'repeats' ? repeats.push(line) : lines.push(line)),
    touch() {},
    callsLeft: new Int32Array(1),
  })
  return {
    call: handle.wrap(fn) as F,
    site,
    handle,
    lines,
    repeats,
    counts: (...names) =>
      Object.fromEntries(
        Object.entries(countersOf(site.counters)).filter(([name, value]) =>
          names.length > 0
            ? names.includes(name as Counter)
            : value !== 0 && name !== 'instances' && name !== 'distinct',
        ),
      ),
    codes: () => lines.map((line) => (line.type === 'evidence' ? line.code : line.type)),
  }
}

/** However busy the machine is, all calls are followed and looked at. */
export const UNBOUNDED: Budgets = { follow: { pressure: () => 0 }, deep: { exhausted: false } }

export const observed = <F extends AnyFunction>(
  fn: F,
  over: Partial<ArmedSite> = {},
  budgets: Budgets = UNBOUNDED,
): Armed<F> => armed((site, recorder) => observeArm(site, recorder, budgets), fn, over)
