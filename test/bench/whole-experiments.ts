/**
 * Whole runs of the tool on programs of known savings: how many runs it takes, what its verdicts are worth, and how often
 * it applies what changes nothing.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProbeReport, Verdict } from '../../src/index.js'
import { cliPath } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { median } from './cpu-time.js'
import { type KnownProgram, workShare, writeProgram } from './known-savings.js'

/** Two of five help; all of them repeat. */
const CLASSIC: KnownProgram = {
  shares: { price: 0.2, label: 0.12, slug: 0.01, token: 0.01, unit: 0.01 },
  noise: 0.02,
  spike: 0,
}

/** One baseline run, then three for each function and arm. */
const CLASSIC_RUNS = 31
const MOST_RUNS = 24
const MOST_WALL = 1.05

const NOTHING: KnownProgram = {
  shares: { a: 1e-6, b: 1e-6, c: 1e-6, d: 1e-6, e: 1e-6 },
  async: true,
  noise: 0.03,
  spike: 0.3,
}

const KNOWN: KnownProgram = { shares: { fifth: 0.2, tenth: 0.1, some: 0.06, little: 0.02 }, noise: 0.03, spike: 0.3 }
const WANTED: Record<string, Verdict> = { fifth: 'APPLY', tenth: 'APPLY', some: 'APPLY', little: 'REJECT' }

/** A share of the seeds that all verdicts are to be right in. */
const RIGHT_GOAL = 0.9

export function reportClassic(): void {
  const folder = programFolder(CLASSIC)
  const bare = Array.from({ length: 5 }, () => bareSeconds(folder))
  const startedMs = performance.now()
  const report = wholeRun(folder, 1)
  const seconds = (performance.now() - startedMs) / 1000
  const { screening, validation, confirmation } = report.runs
  const runs = totalRuns(report)
  const wall = seconds / (runs * median(bare))
  console.log(`\nfive functions of which two help, Node ${process.version}\n`)
  console.log(
    `runs of the command: ${runs} (${screening} to screen, ${validation} to validate, ${confirmation} for the`,
  )
  console.log(`set), goal at most ${MOST_RUNS} ${judged(runs <= MOST_RUNS)}; the classic plan takes ${CLASSIC_RUNS}`)
  console.log(`wall time: ${wall.toFixed(2)}x as many bare runs, goal ${MOST_WALL} ${judged(wall <= MOST_WALL)}`)
  console.log(`verdicts: ${verdictsOf(report)}`)
}

export function reportNothing(seeds: number): void {
  const folder = programFolder(NOTHING)
  const applied = seedsFrom(seeds).filter((seed) => wholeRun(folder, seed).funnel.applied > 0)
  const all = `${applied.length} of ${seeds} experiments applied one`
  console.log(`\nfive functions whose caches change nothing, told by the command alone: ${all}, goal 0`)
  console.log(judged(applied.length === 0))
}

export function reportKnown(seeds: number): void {
  const folder = programFolder(KNOWN)
  const reports = seedsFrom(seeds).map((seed) => wholeRun(folder, seed))
  const right = reports.filter((report) =>
    report.functions.every(({ name, verdict }) => (WANTED[name] ?? verdict) === verdict),
  )
  console.log(`\nsavings of 20, 10, 6 and 2 % in a command with 3 % noise and spikes of 30 %\n`)
  for (const report of reports) console.log(`${verdictsOf(report)}, ${totalRuns(report)} runs`)
  const enough = right.length >= RIGHT_GOAL * seeds
  console.log(`all four right in ${right.length} of ${seeds}, goal ${RIGHT_GOAL * seeds} ${judged(enough)}`)
}

function seedsFrom(seeds: number): number[] {
  return Array.from({ length: seeds }, (_, index) => index + 1)
}

/** The shares of the program become those of the whole command, node's start included. */
function programFolder(program: KnownProgram): string {
  const folder = temporaryFolder('known-savings')
  writeProgram(folder, program)
  const share = workShare(folder)
  const shares = Object.fromEntries(Object.entries(program.shares).map(([name, saved]) => [name, saved / share]))
  writeProgram(folder, { ...program, shares })
  return folder
}

function wholeRun(folder: string, seed: number): ProbeReport {
  const file = join(folder, 'report.json')
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') }
  const options = ['--include', 'src/*.js', '--seed', String(seed), '--reporter', `json=${file}`]
  execFileSync(process.execPath, [cliPath, 'run', ...options, '--', 'node', 'main.js'], {
    cwd: folder,
    env,
    stdio: 'pipe',
  })
  return JSON.parse(readFileSync(file, 'utf8'))
}

function bareSeconds(folder: string): number {
  const startedMs = performance.now()
  execFileSync(process.execPath, ['main.js'], { cwd: folder })
  return (performance.now() - startedMs) / 1000
}

function totalRuns({ runs: { screening, validation, confirmation } }: ProbeReport): number {
  return screening + validation + confirmation
}

function verdictsOf({ functions }: ProbeReport): string {
  return functions.map(({ name, verdict }) => `${name} ${verdict}`).join(', ')
}

function judged(met: boolean): string {
  return met ? 'met' : 'missed'
}
