/** Evidence for one site that deserves a cache, to be spoilt one way at a time. */
import type { SiteEffect } from '../../src/experiment/effect.js'
import type { SiteObservation, SiteTiming } from '../../src/experiment/observation.js'
import type { ScannedSite, StaticPurity } from '../../src/scan/scanned-site.js'
import type { Interval } from '../../src/stats/interval.js'
import { payoff } from '../../src/stats/payoff.js'
import type { SiteEvidence } from '../../src/verdict/evidence.js'
import { judge } from '../../src/verdict/judge.js'
import { savingsOf } from '../../src/verdict/savings.js'
import type { SiteVerdict } from '../../src/verdict/site-verdict.js'
import type { Thresholds } from '../../src/verdict/thresholds.js'
import { type SiteCounters, zeroCounters } from '../../src/wire/counters.js'

/** A binding that a function reads and another one assigns. */
export const STATE = {
  code: 'reads-reassigned-binding',
  line: 4,
  subject: 'locale',
  writer: 'setLocale',
  writerLine: 12,
} as const

export const THRESHOLDS: Thresholds = {
  hitRateThreshold: 0.2,
  screeningFloor: 0.03,
  speedupThreshold: 0.05,
  minCalls: 100,
}

export interface Spoiling {
  site?: Partial<ScannedSite>
  purity?: Partial<StaticPurity>
  counters?: Partial<SiteCounters>
  observation?: Partial<SiteObservation>
  timing?: Partial<SiteTiming>
  effect?: Partial<SiteEffect>
  instrumented?: boolean
  loaded?: boolean
  partly?: boolean
  unseenIn?: string
  /** Left out as if it had never been made. */
  without?: ('observation' | 'timing' | 'effect')[]
}

export const between = (low: number, high: number): Interval => ({ estimate: (low + high) / 2, low, high })

/** A wide interval around nothing: a noisy command. */
const NOISE = between(-0.4, 0.5)

export function verdictWhen(spoiling: Spoiling = {}): SiteVerdict {
  const [verdict] = judge(THRESHOLDS, [evidenceWhen(spoiling)])
  return verdict as SiteVerdict
}

export function evidenceWhen(spoiling: Spoiling): SiteEvidence {
  const without = spoiling.without ?? []
  return {
    site: siteWhen(spoiling),
    ...(!without.includes('observation') && { observation: observationWhen(spoiling) }),
    ...(!without.includes('effect') && { effect: effectWhen(spoiling) }),
    instrumented: spoiling.instrumented ?? true,
    loaded: spoiling.loaded ?? true,
    partly: spoiling.partly ?? false,
    ...(spoiling.unseenIn && { unseenIn: spoiling.unseenIn }),
  }
}

function siteWhen({ site, purity }: Spoiling): ScannedSite {
  return {
    id: 'a.js#f',
    file: 'a.js',
    name: 'f',
    line: 1,
    column: 1,
    start: 0,
    end: 10,
    kind: 'function',
    exportedAs: [],
    async: false,
    readsThis: false,
    readsArguments: false,
    closure: false,
    unwrappable: undefined,
    purity: { verdict: 'pure', reasons: [], state: [], ownCache: undefined, ...purity },
    reads: { kind: 'known', leaves: [{ from: 0, path: [] }], tests: [], parameters: ['text'], counted: false },
    expense: [],
    ...site,
  }
}

function observationWhen({ counters, observation, timing, without }: Spoiling): SiteObservation {
  const seen = { calls: 1000, hits: 900, misses: 100, checked: 900, distinct: 100 }
  return {
    id: 'a.js#f',
    wrap: 'bindings',
    counters: { ...zeroCounters(), ...seen, ...counters },
    counterexamples: [],
    evidence: [],
    key: { strategy: 'identity', leaves: [] },
    byReference: 0,
    tried: [],
    sizeCurve: [[128, 0.9]],
    recommendedMaxsize: 128,
    bestHitRate: 0.9,
    timing: without?.includes('timing')
      ? undefined
      : { hitCallNs: 5000, lookupNs: 50, savedShare: between(0.1, 0.14), ...timing },
    culprit: undefined,
    ...observation,
  }
}

function effectWhen({ effect }: Spoiling): SiteEffect {
  const measured = {
    id: 'a.js#f',
    pairs: 3,
    counters: { ...zeroCounters(), calls: 3000, hits: 2700, misses: 300 },
    maxsize: 128,
    speedup: between(0.1, 0.14),
    commandCpu: between(-0.1, 0.34),
    commandWall: NOISE,
    heapDelta: 1_500_000,
    furtherPairs: undefined,
    secondsEach: 2,
    ...effect,
  }
  const savings = savingsOf(measured)
  return {
    ...measured,
    payoff:
      effect?.payoff ??
      payoff(savings, { shared: savings, likely: savings, first: false }, THRESHOLDS.speedupThreshold),
  }
}
