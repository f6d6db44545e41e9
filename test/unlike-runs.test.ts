import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { printedIn } from '../src/launch/printed.js'
import type { RunOutcome } from '../src/launch/run-outcome.js'
import { unlike } from '../src/unlike-runs.js'

interface Ran {
  code?: number
  printed?: string
  calls?: number
  faults?: string[]
  instrumentedProcesses?: number
}

function ran({ code = 0, printed = 'done\n', calls = 400, faults = [], instrumentedProcesses = 1 }: Ran = {}) {
  const sites = new Map([['a.js#f', { counters: { calls } }]])
  const end = { kind: 'exited', code }
  return { end, printed: printedIn(printed), sites, faults, instrumentedProcesses } as unknown as RunOutcome
}

test('runs that print, call and end alike are alike, in whatever order their lines came', () => {
  assert.is(unlike(ran(), ran()), undefined)
  assert.is(unlike(ran({ printed: 'a\nb\n' }), ran({ printed: 'b\na\n' })), undefined)
})

test('another end, other words, other calls, a loader that failed: each is told', () => {
  assert.is(unlike(ran(), ran({ code: 3 })), 'ended with exit code 3')
  assert.is(unlike(ran(), ran({ printed: 'not done\n' })), 'prints something else')
  assert.is(unlike(ran(), ran({ calls: 0 })), 'calls a.js#f 0 times, and not 400 times')
  assert.is(unlike(ran(), ran({ calls: 300 })), 'calls a.js#f 300 times, and not 400 times')
  assert.is(unlike(ran(), ran({ calls: 390 })), undefined)
  assert.is(unlike(ran(), ran({ faults: ['x'] })), 'cannot be followed')
  assert.is(unlike(ran(), ran({ instrumentedProcesses: 0 })), 'cannot be followed')
})

test('numbers may differ only where two processes print them otherwise, too', () => {
  const took = (ms: string) => ran({ printed: `took ${ms} ms\n` })
  assert.is(unlike(took('12.5'), took('13')), 'prints something else')
  assert.is(unlike(took('12.5'), took('13'), took('14.1')), undefined)
  assert.is(unlike(took('12.5'), ran({ printed: 'failed after 13 ms\n' }), took('14.1')), 'prints something else')
})

test.run()
