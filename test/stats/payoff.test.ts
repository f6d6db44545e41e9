/** Each way in which three intervals can settle whether caching pays. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Interval } from '../../src/stats/interval.js'
import { commandSaving, isSettled, payoff } from '../../src/stats/payoff.js'
import { shrunkLocation } from '../../src/stats/shrunk-spread.js'

const between = (low: number, high: number): Interval => ({ estimate: (low + high) / 2, low, high })
const WIDE = between(-0.3, 0.5)

function judged(inSite: Interval | undefined, commandCpu: Interval | undefined, commandWall: Interval = WIDE) {
  const savings = { inSite, commandCpu, commandWall }
  return payoff(savings, { shared: savings, likely: savings, first: false }, 0.05)
}

test('calls that surely save enough pay, however noisy the command is', () => {
  assert.is(judged(between(0.06, 0.1), WIDE), 'pays')
  assert.is(judged(between(0.05, 0.1), undefined), 'pays')
})

test('a command that surely saves enough pays, however cheap its calls look', () => {
  assert.is(judged(between(0.01, 0.02), between(0.08, 0.2)), 'pays')
})

test('where the command alone says that it pays, it must say so at the error that all candidates share', () => {
  const savings = (commandCpu: Interval) => ({ inSite: between(0.01, 0.02), commandCpu, commandWall: WIDE })
  const [single, likely] = [savings(between(0.08, 0.2)), savings(between(0.1, 0.18))]
  assert.is(payoff(single, { shared: savings(between(0.03, 0.25)), likely, first: true }, 0.05), 'open')
  assert.is(payoff(single, { shared: savings(between(0.06, 0.22)), likely, first: true }, 0.05), 'pays')
})

test('calls that surely do not pay are agreed with by a command that likely does not', () => {
  const savings = (inSite: Interval, commandCpu: Interval) => ({ inSite, commandCpu, commandWall: WIDE })
  const settled = (inSite: Interval, likely: Interval) => {
    const single = savings(inSite, between(-0.04, 0.08))
    return payoff(single, { shared: single, likely: savings(inSite, likely), first: true }, 0.05)
  }
  assert.is(settled(between(0.01, 0.04), between(-0.01, 0.049)), 'does-not-pay')
  assert.is(settled(between(0.01, 0.04), between(-0.01, 0.051)), 'open')
  assert.is(settled(between(0.03, 0.06), between(-0.01, 0.049)), 'open')
})

test('what speaks against calls that pay is looked at again before it decides', () => {
  const settled = (commandCpu: Interval, first: boolean) => {
    const savings = { inSite: between(0.1, 0.2), commandCpu, commandWall: between(-0.1, 0.04) }
    return payoff(savings, { shared: savings, likely: savings, first }, 0.05)
  }
  assert.equal(
    [true, false].map((first) => settled(between(-0.1, -0.02), first)),
    ['unconfirmed', 'slower'],
  )
  assert.equal(
    [true, false].map((first) => settled(between(-0.02, 0.03), first)),
    ['unconfirmed', 'contradicted'],
  )
})

test('a command that surely does not pay decides where the calls might', () => {
  assert.is(judged(between(0.02, 0.11), between(-0.02, 0.02)), 'does-not-pay')
  assert.is(judged(between(0.02, 0.11), between(-0.02, 0.06)), 'open')
})

test('a saving that is surely below the threshold both ways does not pay', () => {
  assert.is(judged(between(0.03, 0.04), between(-0.02, 0.04)), 'does-not-pay')
  assert.is(judged(undefined, between(-0.02, 0.04), between(-0.1, 0.04)), 'does-not-pay')
})

test('calls alone cannot deny: the command may save more than they show', () => {
  assert.is(judged(between(0.01, 0.02), WIDE), 'open')
})

test('a slower command is slower whatever its calls save', () => {
  assert.is(judged(between(0.2, 0.3), between(-0.2, -0.01)), 'slower')
})

test('calls that pay beside a command that surely does not contradict each other', () => {
  assert.is(judged(between(0.2, 0.3), between(0, 0.04), between(-0.02, 0.04)), 'contradicted')
  assert.is(judged(between(0.05, 0.1), between(0.02, 0.04), WIDE), 'pays')
})

test('calls that pay are unconfirmed while the command looks nearer to nothing than to the least they say', () => {
  assert.is(judged(between(0.2, 0.3), between(-0.3, 0.48)), 'unconfirmed')
  assert.is(judged(between(0.2, 0.3), between(-0.3, 0.52)), 'pays')
  assert.is(judged(between(0.2, 0.3), undefined, between(-0.3, 0.2)), 'unconfirmed')
})

test('further pairs may settle what is open or unconfirmed, and nothing else', () => {
  const all = ['pays', 'does-not-pay', 'slower', 'contradicted', 'unconfirmed', 'open'] as const
  assert.equal(all.map(isSettled), [true, true, true, true, false, false])
})

test('a change whose calls cannot be timed may pay in wall time', () => {
  assert.is(judged(undefined, between(0, 0.02), between(0.2, 0.4)), 'pays')
  assert.is(judged(between(0, 0.01), between(0, 0.02), between(0.2, 0.4)), 'does-not-pay')
})

test('a change whose calls cannot be timed is denied by both times only: it may save waiting', () => {
  assert.is(judged(undefined, between(0, 0.02), between(-0.2, 0.6)), 'open')
  assert.is(judged(undefined, between(-0.03, -0.01), between(-0.2, 0.6)), 'open')
  assert.is(judged(undefined, between(0.06, 0.08), between(-0.2, 0.6)), 'pays')
  assert.is(judged(undefined, between(0, 0.02), between(-0.02, 0.04)), 'does-not-pay')
  assert.is(judged(undefined, between(-0.03, -0.01), between(-0.05, -0.02)), 'slower')
})

test('of a change whose calls cannot be timed one time denies surely, and the other likely', () => {
  const savings = (commandCpu: Interval, commandWall: Interval) => ({ inSite: undefined, commandCpu, commandWall })
  const settled = (likelyWall: Interval) => {
    const single = savings(between(-0.02, 0.02), between(-0.08, 0.08))
    const likely = savings(between(-0.01, 0.01), likelyWall)
    return payoff(single, { shared: single, likely, first: false }, 0.05)
  }
  assert.is(settled(between(-0.04, 0.04)), 'does-not-pay')
  assert.is(settled(between(-0.06, 0.06)), 'open')
})

test('without CPU time the wall time speaks for the command', () => {
  assert.equal(commandSaving({ inSite: undefined, commandCpu: undefined, commandWall: WIDE }, 0.05), WIDE)
})

test('one value has the spread of the prior, many have their own', () => {
  const prior = { deviation: 3, degrees: 4 }
  assert.equal(shrunkLocation([10], prior), { centre: 10, standardError: 3, degrees: 4 })
  const many = shrunkLocation(
    Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 9 : 11)),
    prior,
  )
  assert.ok(Math.abs(many.standardError * 20 - 1) < 0.05)
})

test.run()
