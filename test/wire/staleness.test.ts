import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type StalenessLine, sumStaleness } from '../../src/wire/staleness.js'

const line: StalenessLine = {
  type: 'staleness',
  site: 'a.js#f',
  changes: 2,
  ages: [
    { ms: 500, calls: 5 },
    { ms: 900, calls: 2 },
  ],
  soonestMs: 500,
  soonestCalls: 2,
  after: { locale: 1 },
  unexplained: 1,
  restless: ['turns'],
}

test('processes add up: soonest of all, the median of all ages, changes by place', () => {
  const other = {
    ...line,
    ages: [{ ms: 100, calls: 9 }],
    soonestMs: 100,
    after: { locale: 1, unit: 1 },
    unexplained: 0,
  }
  assert.equal(sumStaleness([line, other]), {
    changes: 4,
    soonestMs: 100,
    medianMs: 500,
    soonestCalls: 2,
    medianCalls: 5,
    after: { locale: 2, unit: 1 },
    unexplained: 1,
    restless: ['turns'],
  })
})

test('where nothing changed nothing is said', () => {
  assert.is(sumStaleness([]), undefined)
})

test.run()
