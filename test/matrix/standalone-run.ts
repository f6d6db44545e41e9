/** One run of a row's program under the loader alone, without a driver: what it printed, and the counts in its summary. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { withLocalPrograms } from '../../src/launch/child-environment.js'
import { projectRoot } from '../e2e/cli.js'
import type { Counts } from './expected-counts.js'

export const LOADER = join(projectRoot, 'dist', 'loader', 'register.mjs')

export interface StandaloneRun {
  end: string
  /** Of standard output; the summary goes to standard error. */
  output: string
  counts: Map<string, Counts>
}

const TIMEOUT_MS = 240_000

export function runStandalone(command: string[], cwd: string): StandaloneRun {
  const [program = '', ...args] = command
  const env = { ...withLocalPrograms(process.env, cwd), CACHE_PROBE_INCLUDE: '**/src/**' }
  const { error, status, signal, stdout, stderr } = spawnSync(program, args, { cwd, env, timeout: TIMEOUT_MS })
  return {
    end: error ? error.message : `exit ${status ?? signal}`,
    output: String(stdout),
    counts: countsIn(String(stderr)),
  }
}

/** `src/typed.ts#fib  30  24  6 ...`; without a scan, functions that compilers add (`__name`) are sites like others. */
function countsIn(summary: string): Map<string, Counts> {
  const rows = [...summary.matchAll(/^\s*(\S+#(?!__)\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s/gm)]
  return new Map(
    rows.map(([, id = '', ...numbers]) => {
      const [calls = 0, hits = 0, misses = 0] = numbers.map(Number)
      return [id, { calls, hits, misses }]
    }),
  )
}
