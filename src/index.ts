/** What the package exports: the straight line as functions, for programs and for the CLI alike. */
export { loadPlan, type PlanInput } from './config/load-plan.js'
export type { ProbePlan, ReporterName, ReporterPlan } from './config/plan.js'
export { flagName, type RunFlags, SETTING_KEYS, SETTINGS, type SettingKey, settingOf } from './config/settings.js'
export { EXIT_CODE_OF, ProbeError, type ProbeErrorCode } from './errors.js'
export { type Keeping, type LeftExperiment, leftExperiment } from './experiments.js'
export type { Hooks, ProgressEvent } from './hooks.js'
export { calibrate, observe, probe, report, resume } from './probe.js'
export { recordProfile } from './record-profile.js'
export type { ExistingCache } from './report/existing-cache.js'
export type { Dropped, Funnel } from './report/funnel-report.js'
export type { HotSpotReport, ProfileReport, RecordedProfileReport } from './report/hot-spot-report.js'
export type {
  CalibrationReport,
  FunctionReport,
  NoiseReport,
  ObservationReport,
  ObservedFunction,
  ProbeReport,
  PurityReport,
  ScreeningReport,
  ValidationReport,
} from './report/probe-report.js'
export type { Rendering, Reporter } from './report/reporter.js'
export { reporters } from './report/reporters.js'
export type { Scan, ScannedSite } from './scan/scanned-site.js'
export type { Interval } from './stats/interval.js'
export { scan } from './survey.js'
export { TOOL_NAME, toolVersion } from './tool.js'
export type { Reason, SiteVerdict, Verdict } from './verdict/site-verdict.js'
