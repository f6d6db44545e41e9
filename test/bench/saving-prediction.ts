/**
 * How true the `time` arm foretells savings: for functions of published packages, the share of the command's CPU time that
 * it predicts beside the share that a real cache then saves, in interleaved pairs of runs with and without it.
 */
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { loadPlan } from '../../src/config/load-plan.js'
import type { ProbePlan } from '../../src/config/plan.js'
import { cachedRequest, planFor } from '../../src/experiment/cached-request.js'
import type { Launch, LaunchRequest } from '../../src/experiment/launch-port.js'
import { observationsOf, observe } from '../../src/experiment/observe.js'
import type { ProbedSite } from '../../src/experiment/options.js'
import { RunLedger } from '../../src/experiment/run-ledger.js'
import type { Candidate } from '../../src/experiment/screening.js'
import { timeCandidates } from '../../src/experiment/time.js'
import { createSession } from '../../src/launch/session.js'
import { runLauncher } from '../../src/run-launcher.js'
import type { ScannedSite } from '../../src/scan/scanned-site.js'
import type { Interval } from '../../src/stats/interval.js'
import { scan } from '../../src/survey.js'
import { possibleKeys } from '../../src/verdict/possible-keys.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { copyProject, installedPackages } from '../matrix/runner-project.js'
import { median } from './cpu-time.js'
import { SAVING_WORKLOADS, type SavingWorkload } from './saving-workloads.js'

const PROJECT = 'saving-prediction'
const GOAL = 0.1

/** Timing may take so much of the CPU time of a run in which nothing is timed. */
const TIMING_GOAL = 0.02

interface Row {
  site: string
  predicted: Interval
  measured: number
}

/** `pairs`: of runs without and with each cache. */
export async function reportSavings(pairs: number): Promise<void> {
  console.log(`\nsaving of the command's CPU time, Node ${process.version}, medians of ${pairs} pairs of runs\n`)
  console.log(cells('function', 'predicted', '(95 %)', 'measured', 'error'))
  const rows: Row[] = []
  const timingCosts: number[] = []
  for (const workload of SAVING_WORKLOADS) {
    const measured = await measuredOn(workload, pairs)
    timingCosts.push(measured.timingCost)
    for (const row of measured.rows) {
      rows.push(row)
      const { estimate, low, high } = row.predicted
      const interval = `(${percent(low)} to ${percent(high)})`
      console.log(cells(row.site, percent(estimate), interval, percent(row.measured), percent(errorOf(row))))
    }
  }
  const mean = rows.reduce((sum, row) => sum + errorOf(row), 0) / rows.length
  console.log(`\nmean absolute error ${mean.toFixed(3)} of the command's CPU time (goal: at most ${GOAL})`)
  const cost = `median over the workloads ${percent(median(timingCosts))}, largest ${percent(Math.max(...timingCosts))}`
  console.log(`timing adds to its untimed twin: ${cost} (goal: at most ${percent(TIMING_GOAL)})`)
}

interface Measured {
  rows: Row[]
  /** CPU time of a `time` run beyond that of its twin in which no clock is read, as a share of the twin's. */
  timingCost: number
}

async function measuredOn(workload: SavingWorkload, pairs: number): Promise<Measured> {
  const folder = workloadFolder(workload)
  const include = [`node_modules/${workload.package}/**/*.{js,cjs,mjs}`]
  const plan = await loadPlan({ cwd: folder, flags: { include }, env: {}, command: [process.execPath, workload.main] })
  const session = createSession()
  try {
    const found = await scan(plan)
    const prefix = `node_modules/${workload.package}/`
    const sites = workload.sites.map((name) => siteOf(found.sites, prefix + name))
    const launch = runLauncher(plan, found, session, {})
    return await predictAndMeasure(plan, sites, launch, pairs)
  } finally {
    session.remove()
  }
}

async function predictAndMeasure(
  plan: ProbePlan,
  sites: ScannedSite[],
  launch: Launch,
  pairs: number,
): Promise<Measured> {
  const ledger = new RunLedger(launch, () => {})
  const candidates = await candidatesOf(plan, sites, ledger)
  const { timings } = await timeCandidates(candidates, plan, ledger)
  const rows: Row[] = []
  for (const candidate of candidates) {
    const timing = timings.get(candidate.id)
    if (timing === undefined) throw new Error(`${candidate.id} was not timed`)
    const measured = await measuredSaving(candidate, candidates, launch, pairs)
    rows.push({ site: candidate.id.replace('node_modules/', ''), predicted: timing.savedShare, measured })
  }
  return { rows, timingCost: await costOfTiming(candidates, launch, pairs) }
}

async function costOfTiming(candidates: Candidate[], launch: Launch, pairs: number): Promise<number> {
  const only = candidates.map(({ id }) => id)
  const cpuMs = (untimed: boolean) => {
    const plans = candidates.map((one) => [one.id, { ...planFor('time', one), untimed }])
    return cpuMsOf(launch, { arm: 'off', sites: Object.fromEntries(plans), timed: true, only, label: 'twin' })
  }
  const costs: number[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const timedFirst = pair % 2 === 0 ? await cpuMs(false) : undefined
    const untimed = await cpuMs(true)
    costs.push((timedFirst ?? (await cpuMs(false))) / untimed - 1)
  }
  return median(costs)
}

async function cpuMsOf(launch: Launch, request: LaunchRequest): Promise<number> {
  const { cpuMs } = await launch(request)
  if (cpuMs === undefined) throw new Error('this machine does not tell CPU times')
  return cpuMs
}

/** Whatever a verdict would be: here only times count. */
async function candidatesOf(plan: ProbePlan, sites: ScannedSite[], ledger: RunLedger): Promise<Candidate[]> {
  const probed = sites.map(
    (site): ProbedSite => ({ id: site.id, async: false, candidate: true, state: 'none', keys: possibleKeys(site) }),
  )
  const outcome = await observe(probed, ledger)
  const observations = observationsOf(outcome, probed, plan)
  return probed.map(({ id }) => {
    const [record, observation] = [outcome.sites.get(id), observations.get(id)]
    if (record === undefined || observation?.recommendedMaxsize === undefined) throw new Error(`${id} never repeats`)
    const { key, recommendedMaxsize: maxsize } = observation
    return { id, maxsize, key, async: false, stateful: false, record }
  })
}

/** Every run has the same files rewritten, so that pairs differ in the one cache only. */
async function measuredSaving(one: Candidate, all: Candidate[], launch: Launch, pairs: number): Promise<number> {
  const survivors = all.map((each) => ({ ...each, timed: [], predictedShare: undefined }))
  const cpuMs = (cached: string[]) => cpuMsOf(launch, cachedRequest(survivors, cached, 'pair'))
  const savings: number[] = []
  for (let pair = 0; pair < pairs; pair++) {
    const cachedFirst = pair % 2 === 0 ? await cpuMs([one.id]) : undefined
    const without = await cpuMs([])
    savings.push(1 - (cachedFirst ?? (await cpuMs([one.id]))) / without)
  }
  return median(savings)
}

function siteOf(sites: readonly ScannedSite[], id: string): ScannedSite {
  const site = sites.find((each) => each.id === id)
  if (site === undefined) throw new Error(`there is no function ${id}`)
  return site
}

/** The probed package lies in the folder itself: a link would lead out of the project. */
function workloadFolder({ package: name, main }: SavingWorkload): string {
  const installed = installedPackages(PROJECT) as string
  const folder = temporaryFolder('saving')
  cpSync(join(copyProject(PROJECT), main), join(folder, main))
  const packages = join(folder, 'node_modules')
  for (const entry of readdirSync(installed).filter((each) => !each.startsWith('.'))) {
    const [own, target] = [name.split('/')[0] === entry, join(packages, entry)]
    mkdirSync(packages, { recursive: true })
    if (own) cpSync(join(installed, entry), target, { recursive: true })
    else symlinkSync(join(installed, entry), target)
  }
  rmSync(join(folder, 'package.json'), { force: true })
  return folder
}

function errorOf({ predicted, measured }: Row): number {
  return Math.abs(predicted.estimate - measured)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function cells(site: string, predicted: string, interval: string, measured: string, error: string): string {
  const numbers = [predicted.padStart(9), interval.padStart(20), measured.padStart(9), error.padStart(8)]
  return `${site.padEnd(72)} ${numbers.join(' ')}`
}
