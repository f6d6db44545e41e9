import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Forecast } from '../src/experiment/forecast.js'
import { forewarning } from '../src/forewarning.js'

const QUICK: Forecast = { mostRuns: 24, runSeconds: 2.04, noise: 0.03, settles: 0.09 }

test('minutes that settle what is asked need no warning', () => {
  assert.is(forewarning(QUICK, 0.05), undefined)
  assert.is(forewarning({ ...QUICK, runSeconds: 25 }, 0.05), undefined)
})

test('more than ten minutes are told beforehand, with the runs and what they can settle', () => {
  assert.is(
    forewarning({ ...QUICK, runSeconds: 31.4 }, 0.05),
    'validation: at most 24 runs of about 31.4 s each, 12 min in all. Runs that do the same differ by 3 %, so the ' +
      "command's time alone can settle savings of 9 % and more (threshold 5 %); what is timed inside the calls may settle " +
      'less. cache-probe calibrate measures that noise.',
  )
})

test('noise that hides savings of more than three times the threshold is told, however short the runs', () => {
  assert.match(
    forewarning({ ...QUICK, noise: 0.12, settles: 0.16 }, 0.05) ?? '',
    /at most 24 runs of about 2 s each, 48\.9 s in all\. .* differ by 12 %.* 16 % and more/,
  )
})

test('where not even all of the time could be told to be saved, that is said', () => {
  assert.match(
    forewarning({ ...QUICK, settles: 1.05 }, 0.05) ?? '',
    /command's time alone can settle no saving at all \(threshold/,
  )
})

test.run()
