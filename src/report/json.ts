/** The reporter for programs: the data as it is; what is not known is absent. */
import type { Reporter } from './reporter.js'

export function renderJson(data: object): string {
  return `${JSON.stringify(data, null, 2)}\n`
}

export const json: Reporter = {
  probe: renderJson,
  scan: renderJson,
  observation: renderJson,
  calibration: renderJson,
  profile: renderJson,
}
