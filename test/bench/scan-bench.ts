/**
 * What scanning a tree takes against parsing its files with acorn and nothing else, the first time and again unchanged:
 * CPU time, the start of the process taken off, and peak memory, interleaved. `npm run bench:scan [rounds] [files]`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from './cpu-time.js'
import type { ScanCost } from './scan-arm.js'
import { makeTree } from './scan-tree.js'

const ARMS = [
  { name: 'acorn alone', arm: 'parse', goal: undefined },
  { name: 'first scan', arm: 'scan', goal: 2 },
  { name: 'second scan, nothing changed', arm: 'scan', goal: 0.2 },
] as const

const [rounds = 3, files = 5000] = process.argv.slice(2).map(Number)
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe-bench-scan-')))
const [tree, facts] = [join(folder, 'tree'), join(folder, 'facts')]

try {
  const megabytes = (makeTree(tree, files) / 1e6).toFixed(1)
  console.log(`${files} files, ${megabytes} MB, Node ${process.version}, medians of ${rounds} rounds`)
  print(Array.from({ length: rounds }, round))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Each arm once; the second scan finds what the first one kept. */
function round(): ScanCost[] {
  rmSync(facts, { recursive: true, force: true })
  mkdirSync(facts)
  return ARMS.map(({ arm }) => costOf(arm))
}

function costOf(arm: string): ScanCost {
  const script = fileURLToPath(new URL('scan-arm.js', import.meta.url))
  return JSON.parse(execFileSync(process.execPath, [script, arm, tree, facts], { encoding: 'utf8' }))
}

function print(costs: ScanCost[][]): void {
  for (const [index, { name, goal }] of ARMS.entries()) {
    const own = costs.map((all) => all[index] as ScanCost)
    // Of each round by itself: drift of the machine falls on all arms alike.
    const ratio = median(costs.map((all) => (all[index] as ScanCost).cpuMs / (all[0] as ScanCost).cpuMs))
    const ms = median(own.map(({ cpuMs }) => cpuMs)).toFixed(0)
    const start = median(own.map(({ startMs }) => startMs)).toFixed(0)
    const peak = median(own.map(({ peakMb }) => peakMb)).toFixed(0)
    const judged = goal === undefined ? '' : ` (goal: at most x${goal}, ${ratio <= goal ? 'met' : 'missed'})`
    const taken = `${ms.padStart(7)} ms (and ${start.padStart(4)} to start)  ${peak.padStart(5)} MB`
    console.log(`${name.padEnd(30)} ${taken}  x${ratio.toFixed(2)}${judged}`)
  }
}
