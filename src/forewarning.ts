/** Puts a forecast of the validation into the one line that is worth reading before hours are spent. */
import type { Forecast } from './experiment/forecast.js'
import { duration, percent } from './verdict/wording.js'

const LONG_SECONDS = 600

/** A command whose noise hides savings below this many times the threshold settles little. */
const COARSE = 3

/** undefined: there is nothing to validate, or it takes a few minutes and can settle what is asked. */
export function forewarning(forecast: Forecast | undefined, speedupThreshold: number): string | undefined {
  if (forecast === undefined) return undefined
  const { mostRuns, runSeconds, noise, settles } = forecast
  const seconds = mostRuns * runSeconds
  if (seconds <= LONG_SECONDS && settles <= COARSE * speedupThreshold) return undefined
  return (
    `validation: at most ${mostRuns} runs of about ${duration(runSeconds)} each, ${duration(seconds)} in all. Runs that do the ` +
    `same differ by ${percent(noise)}, so the command's time alone can settle ${savingsFrom(settles)} ` +
    `(threshold ${percent(speedupThreshold)}); what is timed inside the calls may settle less. cache-probe calibrate ` +
    'measures that noise.'
  )
}

/** Nobody saves more than all of the time. */
function savingsFrom(least: number): string {
  return least < 1 ? `savings of ${percent(least)} and more` : 'no saving at all'
}
