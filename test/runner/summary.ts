/** Reads uvu's summary, and finds the ways in which a file can look green without having tested anything. */

export interface Summary {
  /** Tests that were run, skipped ones excluded. */
  total: number
  passed: number
  skipped: number
  /** Summaries printed; 0: `test.run()` was never called. */
  printed: number
}

const SUMMARY = /^ {2}Total: +(\d+)\n {2}Passed: +(\d+)\n {2}Skipped: +(\d+)$/gm

/** What `skip` in `test/runner/skip.ts` prints for each test that it leaves out. */
const SKIP_NOTICE = /^skipped: .+: .+$/gm

export function readSummary(output: string): Summary {
  const summary: Summary = { total: 0, passed: 0, skipped: 0, printed: 0 }
  for (const [, total, passed, skipped] of output.matchAll(SUMMARY)) {
    summary.total += Number(total)
    summary.passed += Number(passed)
    summary.skipped += Number(skipped)
    summary.printed += 1
  }
  return summary
}

export function faultInSource(source: string): string | undefined {
  if (/\b\w+\.only\s*\(/.test(source)) return 'it says `.only`, which leaves the other tests out'
  if ((source.match(/\bsuite\(/g)?.length ?? 0) > (source.match(/\.run\(\)/g)?.length ?? 0)) {
    return 'it has a suite without `.run()`'
  }
  if (!/\.run\(\);?\s*(\/\/#.*\s*)?$/.test(source)) return 'it does not end with `test.run()`'
  return undefined
}

export function faultInOutput(output: string, summary: Summary): string | undefined {
  if (summary.printed === 0) return 'it printed no summary'
  const explained = output.match(SKIP_NOTICE)?.length ?? 0
  if (summary.skipped !== explained) return `${summary.skipped} skipped, ${explained} of them with a reason`
  if (summary.total + summary.skipped === 0) return 'it has no test'
  return undefined
}
