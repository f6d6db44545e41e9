/** The areas of the code, what each holds and what it may import besides itself: DESIGN §2, with every exception to it. */

export interface Area {
  /** Folders (with a `/` at their end) and files; of two areas the longer path holds a file. */
  holds: readonly string[]
  /** Areas, or single files of them, that it may import from. */
  imports: readonly string[]
  /** Those it may `import type` from besides. */
  types?: readonly string[] | 'any'
}

export const AREAS: Record<string, Area> = {
  wire: { holds: ['src/wire/'], imports: [] },
  stats: { holds: ['src/stats/'], imports: [] },
  source: { holds: ['src/source/'], imports: ['wire'] },
  scan: { holds: ['src/scan/'], imports: ['source', 'wire'] },
  config: { holds: ['src/config/'], imports: ['wire', 'errors'] },
  launch: { holds: ['src/launch/'], imports: ['wire', 'errors'] },
  runner: { holds: ['src/runner/'], imports: [] },
  maps: { holds: ['src/maps/'], imports: ['source'] },
  profile: { holds: ['src/profile/'], imports: ['source', 'maps', 'errors'] },
  experiment: { holds: ['src/experiment/'], imports: ['launch', 'stats', 'wire', 'errors'] },
  // Keeps what was asked of the outside and what came of it; what that means is for those who asked.
  archive: {
    holds: ['src/archive/'],
    imports: ['launch', 'wire', 'errors'],
    types: ['config', 'scan', 'runner', 'maps', 'profile', 'experiment'],
  },
  verdict: { holds: ['src/verdict/'], imports: ['stats', 'wire'], types: ['experiment', 'scan'] },
  // The report's shape, which the line fills and the reporters read.
  schema: {
    holds: [
      'src/report/report-head.ts',
      'src/report/probe-report.ts',
      'src/report/screening-report.ts',
      'src/report/observation-report.ts',
      'src/report/calibration-report.ts',
      'src/report/existing-cache.ts',
      'src/report/hot-spot-report.ts',
      'src/report/funnel-report.ts',
    ],
    imports: [],
    types: 'any',
  },
  report: { holds: ['src/report/'], imports: [], types: 'any' },
  errors: { holds: ['src/errors.ts'], imports: [] },
  tool: { holds: ['src/tool.ts'], imports: ['wire'] },
  hooks: { holds: ['src/hooks.ts'], imports: [] },
  line: {
    holds: [
      'src/probe.ts',
      'src/command-runs.ts',
      'src/compose-caches.ts',
      'src/compose-calibration.ts',
      'src/compose-function.ts',
      'src/compose-funnel.ts',
      'src/compose-head.ts',
      'src/compose-hot-spots.ts',
      'src/environment.ts',
      'src/experiments.ts',
      'src/record-profile.ts',
      'src/recorded-runs.ts',
      'src/compose-report.ts',
      'src/compose-screening.ts',
      'src/compose-validation.ts',
      'src/compose-warnings.ts',
      'src/forewarning.ts',
      'src/kept-scans.ts',
      'src/run-launcher.ts',
      'src/serial-runs.ts',
      'src/command-runs.ts',
      'src/isolated-runs.ts',
      'src/unlike-runs.ts',
      'src/targeted-runs.ts',
      'src/survey.ts',
    ],
    imports: [
      'wire',
      'stats',
      'source',
      'scan',
      'config',
      'launch',
      'runner',
      'maps',
      'profile',
      'experiment',
      'archive',
      'verdict',
      'errors',
      'tool',
      'schema',
    ],
    types: ['hooks'],
  },
  index: { holds: ['src/index.ts'], imports: ['line', 'config', 'report', 'errors', 'tool'], types: 'any' },
  cli: { holds: ['src/cli/'], imports: ['index'] },
  loader: { holds: ['loader/'], imports: ['source', 'wire'] },
  // `node --import cache-probe/loader` without a driver: what stands in for one, in a bundle of its own that no process
  // of a driven run loads.
  standalone: {
    holds: ['loader/standalone.ts', 'loader/register.ts', 'loader/dispatch.ts'],
    imports: [
      'loader',
      'wire',
      'config',
      'launch',
      'src/scan/target-files.ts',
      'src/report/observation-table.ts',
      'errors',
    ],
    types: ['schema'],
  },
}

/** undefined: no area holds it. */
export function areaOf(path: string): string | undefined {
  let found: string | undefined
  let longest = 0
  for (const [area, { holds }] of Object.entries(AREAS)) {
    for (const held of holds) {
      if (held.length > longest && (held.endsWith('/') ? path.startsWith(held) : path === held)) {
        found = area
        longest = held.length
      }
    }
  }
  return found
}
