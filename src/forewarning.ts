/** Puts a forecast of the validation into the one line that is worth reading before hours are spent. */
import type { Forecast } from './experiment/forecast.js'
import { percent } from './verdict/wording.js'

const LONG_SECONDS = 600

/** A command whose noise hides savings below this many times the threshold settles little. */
const COARSE = 3

/** undefined: there is nothing to validate, or it takes a few minutes and can settle what is asked. */
export function forewarning(forecast: Forecast | undefined, speedupThreshold: number): string | undefined {
  if (forecast === undefined) return undefined
  const { mostRuns, runSeconds, noise, settles } = forecast
  const seconds = mostRuns * runSeconds
  const long = seconds > LONG_SECONDS
  if (!long && settles <= COARSE * speedupThreshold) return undefined
  const minutes = Math.max(1, Math.round(seconds / 60))
  return (
    `validation may take ${minutes} min: up to ${mostRuns} runs of about ${Number(runSeconds.toPrecision(2))} s. ` +
    `Runs differ by ${percent(noise)} of themselves, so the command's time alone settles savings from ` +
    `${percent(settles)} on (threshold ${percent(speedupThreshold)}); cache-probe calibrate measures that.`
  )
}
