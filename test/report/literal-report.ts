/** A report as it might come from a real run, small enough to be read beside the table that it becomes. */
import type { FunctionReport, ProbeReport } from '../../src/report/probe-report.js'

/** A function with nothing known of it; tests give what matters to them. */
export function functionReport(id: string, known: Partial<FunctionReport>): FunctionReport {
  const [file = '', name = ''] = id.split('#')
  return {
    id,
    file,
    name,
    line: 1,
    column: 1,
    kind: 'function',
    exported: true,
    async: false,
    wrap: 'bindings',
    purity: { static: 'unknown', reasons: [] },
    expense: [],
    verdict: 'REJECT',
    reasons: [],
    cautions: [],
    alternatives: [],
    ...known,
  }
}

export function screeningReport(calls: number, hits: number): NonNullable<FunctionReport['screening']> {
  return {
    calls,
    hits,
    misses: calls - hits,
    hitRate: hits / calls,
    maxsize: 128,
    currsize: calls - hits,
    evictions: 0,
    keyStrategy: 'identity',
    sizeCurve: [[128, hits / calls]],
  }
}

export function reason(code: string, message: string) {
  return { code, args: {}, message }
}

export const emptyReport: ProbeReport = {
  schemaVersion: 1,
  tool: { name: 'cache-probe', version: '0.1.0' },
  environment: { node: 'v20.20.2', v8: '11.3', os: 'linux x64', cpus: 2, cpuSource: 'launcher' },
  command: ['npm', 'test'],
  options: { seed: 7 },
  funnel: { scanned: 0, instrumented: 0, called: 0, repeated: 0, validated: 0, applied: 0 },
  functions: [],
  existingCaches: [],
  warnings: [],
  runs: { screening: 5, validation: 16, confirmation: 6, seconds: 41.3 },
}

export const sampleReport: ProbeReport = {
  ...emptyReport,
  funnel: { scanned: 417, instrumented: 380, called: 5, repeated: 3, validated: 2, applied: 2 },
  functions: [
    functionReport('src/args.js#once', {
      verdict: 'REJECT',
      screening: { ...screeningReport(2000, 20), savedShare: 0.001 },
      reasons: [reason('low-hit-rate', 'Only 1 % of its calls repeat at the best size; 20 % are needed.')],
    }),
    functionReport('src/clock.js#stamp', {
      verdict: 'UNSAFE',
      screening: screeningReport(120, 60),
      purity: {
        static: 'impure',
        reasons: [],
        runtime: {
          checked: 60,
          mismatches: 59,
          counterexample: {
            arguments: ['"a"', '{ depth: 2 }'],
            stored: '1700000000000',
            fresh: '1700000000001',
            afterCalls: 1,
            callSite: 'src/main.js:12:5',
          },
        },
      },
      reasons: [reason('counterexample', 'The same arguments gave different results in 59 of 60 comparisons.')],
    }),
    functionReport('src/range/parse.js#Parser.parseComparatorWithALongNameInAClass', {
      verdict: 'APPLY',
      screening: {
        ...screeningReport(1234567, 1200000),
        recommendedMaxsize: 512,
        sizeCurve: [
          [128, 0.5],
          [512, 0.972],
        ],
      },
      validation: {
        pairs: 6,
        hits: 7200000,
        misses: 207402,
        hitRate: 0.972,
        maxsize: 512,
        speedup: { estimate: 0.214, low: 0.187, high: 0.241 },
        commandWall: { estimate: 0.2, low: 0.1, high: 0.3 },
      },
      reasons: [
        reason('pays', 'A cache saves 21 % of the command; no counterexample in 1,200,000 hits over 34,567 keys.'),
      ],
      cautions: [
        reason('shared-result', 'Callers share one object; none changed it in 1,234,567 calls; freeze or copy it.'),
      ],
    }),
    functionReport('src/größe.js#größe', {
      verdict: 'APPLY',
      screening: { ...screeningReport(900, 855), recommendedMaxsize: 128 },
      validation: {
        pairs: 6,
        hits: 5130,
        misses: 270,
        hitRate: 0.95,
        maxsize: 128,
        speedup: { estimate: 0.071, low: 0.055, high: 0.087 },
        commandWall: { estimate: 0.06, low: -0.02, high: 0.14 },
      },
      reasons: [reason('pays', 'A cache saves 7.1 % of the command; no counterexample in 855 hits over 45 keys.')],
    }),
    functionReport('src/state.js#label', {
      verdict: 'HOLD',
      screening: { ...screeningReport(4000, 3900), recommendedMaxsize: 100, savedShare: 0.09 },
      reasons: [
        reason('reads-mutated-binding', 'It reads `locale`, which setLocale (line 12) writes: clear the cache there.'),
      ],
    }),
    functionReport('src/never.js#called', { verdict: 'INCONCLUSIVE' }),
  ],
  recommendedSet: {
    ids: ['src/größe.js#größe', 'src/range/parse.js#Parser.parseComparatorWithALongNameInAClass'],
    commandCpu: { estimate: 0.26, low: 0.21, high: 0.31 },
    commandWall: { estimate: 0.24, low: 0.12, high: 0.36 },
  },
  warnings: [reason('uninstrumented-children', '2 processes ran without the loader: their calls are not counted.')],
}
