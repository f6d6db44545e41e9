/** Puts what the control of pairs that do not differ found into its report. */
import { paceOptions, reportHead } from './compose-head.js'
import { paceWarnings } from './compose-warnings.js'
import type { ProbePlan } from './config/plan.js'
import { thisEnvironment } from './environment.js'
import type { Calibration } from './experiment/calibrate.js'
import type { CalibrationReport, NoiseReport } from './report/calibration-report.js'
import type { Serialisation } from './runner/serialisation.js'
import type { NoiseFloor } from './stats/noise-floor.js'
import { renderWarning } from './verdict/messages.js'

export function composeCalibration(plan: ProbePlan, calibration: Calibration, pace: Serialisation): CalibrationReport {
  const { pairs, cpu, wall, cpuSource, settles, warnings, faults } = calibration
  const broken = faults.map((message) => ({ code: 'loader-fault', args: { message } }))
  return {
    ...reportHead({
      ...plan,
      isolation: 'subprocess',
      ...paceOptions(pace),
    }),
    environment: { ...thisEnvironment(), ...(cpuSource && { cpuSource }) },
    pairs,
    ...(cpu && { cpu: noiseReport(cpu) }),
    wall: noiseReport(wall),
    settles: settles.map(({ cpu: byCpu, ...rest }) => ({ ...rest, ...(byCpu !== undefined && { cpu: byCpu }) })),
    warnings: [...paceWarnings(pace), ...warnings, ...broken].map(renderWarning),
  }
}

function noiseReport({ mean, ...spreads }: NoiseFloor): NoiseReport {
  return { meanMs: mean, ...spreads }
}
