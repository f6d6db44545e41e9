/** One site's effect is decided at the error that it may have, however many of the command's times could say that it pays. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CommandEffect, CommandEffects } from '../../src/experiment/command-effect.js'
import type { Look } from '../../src/experiment/looks.js'
import type { MeasuredPair } from '../../src/experiment/measured-pair.js'
import type { Survivor } from '../../src/experiment/screening.js'
import { siteEffect } from '../../src/experiment/site-effect.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import { studentQuantile } from '../../src/stats/student-t.js'

const OUTCOME = { wallMs: 1000, sites: new Map() } as unknown as RunOutcome
const PAIR: MeasuredPair = { cached: [['f'], []], outcomes: [OUTCOME, OUTCOME] }
/** Its calls were never timed. */
const UNTIMED = { id: 'f', maxsize: 8, timed: [] } as unknown as Survivor
const LOOK = { first: true, single: 0.03, shared: 0.01, next: { single: 0.002, shared: 0.0004 } }

/** Times that save enough at probabilities of error from `least` on. */
function payoffWhen(least: number, withoutCpu: boolean): string | undefined {
  const of = (_: string, alpha: number): CommandEffect => {
    const saving = { estimate: 0.2, low: alpha >= least ? 0.1 : 0, high: 0.3 }
    return { commandCpu: withoutCpu ? undefined : saving, commandWall: saving }
  }
  const effects = { degrees: 5, of } as unknown as CommandEffects
  return siteEffect(UNTIMED, [PAIR], effects, LOOK, 0.05)?.payoff
}

test('where either of two times may say that it pays, they share the error of one', () => {
  assert.is(payoffWhen(0.01, false), 'open')
  assert.is(payoffWhen(0.005, false), 'pays')
  assert.is(payoffWhen(0.01, true), 'pays')
})

/** Further pairs where the command saves so much, half of what the interval at the normal quantile is wide. */
function furtherPairsAt(estimate: number, look: Look = LOOK): number | undefined {
  const of = (_: string, alpha: number): CommandEffect => {
    const half = 0.02 * studentQuantile(1 - alpha / 2, 5)
    const saving = { estimate, low: estimate - half, high: estimate + half }
    return { commandCpu: saving, commandWall: saving }
  }
  return siteEffect(UNTIMED, [PAIR, PAIR], { degrees: 5, of } as unknown as CommandEffects, look, 0.05)?.furtherPairs
}

test('further pairs are those that the next look would ask for, at the error that it decides by', () => {
  const stricter = (next: Partial<Look['next']>): Look => ({ ...LOOK, next: { ...LOOK.next, ...next } })
  const [above, below] = [0.09, 0.02]
  assert.is(furtherPairsAt(above, stricter({ single: 1e-4 })), furtherPairsAt(above))
  assert.is(furtherPairsAt(below, stricter({ shared: 1e-6 })), furtherPairsAt(below))
  assert.ok((furtherPairsAt(above, stricter({ shared: 1e-6 })) ?? 0) > (furtherPairsAt(above) ?? 0))
  assert.ok((furtherPairsAt(below, stricter({ single: 1e-4 })) ?? 0) > (furtherPairsAt(below) ?? 0))
  assert.is(furtherPairsAt(above, { ...LOOK, single: 0.05, shared: 0.02 }), furtherPairsAt(above))
})

test.run()
