import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { SiteStaleness, type StoredAt } from '../../../loader/observe/staleness.js'
import type { StalenessLine } from '../../../src/wire/staleness.js'

/** A site whose clock and calls are set by hand. */
function site() {
  const at = { ms: 0, calls: 0 }
  const staleness = new SiteStaleness(
    () => at.calls,
    () => at.ms * 1e6,
  )
  return {
    staleness,
    stored(ms: number, calls: number): StoredAt {
      Object.assign(at, { ms, calls })
      return staleness.now()
    },
    differed(stored: StoredAt | undefined, result: unknown, ms: number, calls: number) {
      Object.assign(at, { ms, calls })
      staleness.differed(stored, result)
    },
    line: () => staleness.line('a.js#f'),
  }
}

test('a site whose results never differed has no line', () => {
  const { stored, line } = site()
  stored(0, 1)
  assert.is(line(), undefined)
})

test('the first other result is a change, as old as the stored one was then', () => {
  const { stored, differed, line } = site()
  differed(stored(100, 1), 'b', 1350, 41)
  assert.equal(line(), {
    type: 'staleness',
    site: 'a.js#f',
    changes: 1,
    ages: [{ ms: 1250, calls: 40 }],
    soonestMs: 1250,
    soonestCalls: 40,
    after: {},
    unexplained: 1,
    restless: [],
  })
})

test('the same other result again is no further change; a third result is one, from the second on', () => {
  const { stored, differed, line } = site()
  const first = stored(0, 1)
  differed(first, { rate: 2 }, 1000, 11)
  differed(first, { rate: 2 }, 1500, 16)
  differed(first, { rate: 3 }, 1900, 20)
  const { changes, ages, soonestMs } = line() as StalenessLine
  assert.is(changes, 2)
  assert.equal(ages, [
    { ms: 1000, calls: 10 },
    { ms: 900, calls: 9 },
  ])
  assert.is(soonestMs, 900)
})

test('what was not watched when it was stored is not counted', () => {
  const { differed, line } = site()
  differed(undefined, 'b', 10, 2)
  assert.is(line(), undefined)
})

test('a change is put down to the variables that were seen to have another value', () => {
  const { staleness, stored, differed, line } = site()
  let locale = 'en'
  const settings = { unit: 'mm', depth: 1 }
  staleness.watch([{ name: 'locale' }, { name: 'settings', property: 'unit' }], {
    locale: () => locale,
    settings: () => settings,
  })
  const early = stored(0, 1)
  settings.depth = 2
  const late = stored(1, 2)
  differed(early, 'b', 2, 3)
  locale = 'da'
  differed(late, 'b', 3, 4)
  settings.unit = 'cm'
  differed(late, 'c', 4, 5)
  const { after, unexplained, changes } = line() as StalenessLine
  assert.equal([after, unexplained, changes], [{ locale: 1, 'settings.unit': 1 }, 1, 3])
})

test('a closure that is made in between ends nothing: its module has the variables that it had', () => {
  const { staleness, stored, differed, line } = site()
  let locale = 'en'
  const captured = { locale: () => locale }
  staleness.watch([{ name: 'locale' }], captured)
  const early = stored(0, 1)
  staleness.watch([{ name: 'locale' }], captured)
  locale = 'da'
  differed(early, 'b', 1, 2)
  const { after, unexplained } = line() as StalenessLine
  assert.equal([after, unexplained], [{ locale: 1 }, 0])
})

test('what was stored under an evaluation of the module is held against the variables of that one', () => {
  const { staleness, stored, differed, line } = site()
  let locale = 'en'
  staleness.watch([{ name: 'locale' }], { locale: () => locale })
  const early = stored(0, 1)
  staleness.watch([{ name: 'locale' }], { locale: () => 'of the second evaluation' })
  locale = 'da'
  differed(early, 'b', 1, 2)
  const { after, unexplained } = line() as StalenessLine
  assert.equal([after, unexplained], [{ locale: 1 }, 0])
})

test('of very many keys each one is followed to its first change, and a fair sample of their ages is kept', () => {
  const { stored, differed, line } = site()
  for (let key = 0; key < 1000; key++) {
    const one = stored(0, key)
    differed(one, 'b', key + 1, key + 1)
    differed(one, 'c', key + 2, key + 2)
  }
  const { ages, changes, soonestMs } = line() as StalenessLine
  assert.is(changes, 256 + 1000)
  assert.is(ages.length, 64)
  assert.is(soonestMs, 1)
  assert.ok(ages.some(({ ms }) => ms > 500))
})

test.run()
