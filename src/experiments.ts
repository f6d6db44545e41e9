/** Begins experiments and takes up those that were left; one is only gone on with where nothing has changed meanwhile. */
import { existsSync, realpathSync } from 'node:fs'
import { type ExperimentRecord, type Survey, type Typed, withoutValues } from './archive/experiment-record.js'
import { newRunDirectory, unfinishedExperiments } from './archive/kept-experiments.js'
import { canonical } from './archive/kept-run.js'
import { RunArchive } from './archive/run-archive.js'
import { loadPlan, type PlanInput, projectRoot } from './config/load-plan.js'
import type { ProbePlan } from './config/plan.js'
import { planReporters } from './config/reporters.js'
import { thisEnvironment } from './environment.js'
import { ProbeError } from './errors.js'
import { loaderBuild } from './launch/loader-paths.js'
import { keptProject, readRunnerProject } from './runner/read-project.js'
import { paceOf, targetDigests } from './survey.js'
import { TOOL_NAME, toolVersion } from './tool.js'

/** Where an experiment is kept, and what the owner typed to get it. */
export interface Keeping {
  /** Absolute; undefined: a new directory in the user's cache. */
  runDir?: string
  typed?: Typed
}

/** An experiment, and the project as it is now: unlike what is kept of it, with the values of the owner's variables. */
export interface OpenExperiment {
  archive: RunArchive
  survey: Survey
}

/** @throws {ProbeError} `run-dir-in-use`, `run-directory`. */
export function beginExperiment(plan: ProbePlan, survey: Survey, { runDir, typed }: Keeping): OpenExperiment {
  const record: ExperimentRecord = {
    startedAt: new Date().toISOString(),
    tool: thisTool(),
    environment: thisEnvironment(),
    typed: typed ?? { flags: {}, command: undefined },
    plan,
  }
  return { archive: RunArchive.create(newRunDirectory(runDir), record, survey), survey }
}

export interface LeftExperiment {
  dir: string
  plan: ProbePlan
}

/**
 * The experiment in `dir`, else the newest one of this project, and of this command where one is given, that was left
 * before its end; with the plan that the same words would come to now.
 * @throws {ProbeError} `cannot-resume`, `not-a-run-directory`, and as {@link loadPlan} does.
 */
export async function leftExperiment(dir: string | undefined, input: PlanInput): Promise<LeftExperiment> {
  const left = dir === undefined ? newestLeft(input) : { dir, record: RunArchive.open(dir).record }
  const { plan, typed } = left.record
  if (!existsSync(plan.cwd)) throw refusal(`the project is not there any more: ${plan.cwd}.`)
  const flags = { ...typed.flags, ...input.flags }
  const command = input.command ?? typed.command
  const now = await loadPlan({ ...input, cwd: plan.cwd, flags, command })
  return { dir: left.dir, plan: { ...now, ...reportersHere(input) } }
}

/** @throws {ProbeError} `cannot-resume` when it has ended, is under way, or is not what `plan` would measure now. */
export async function takeUpExperiment(dir: string, plan: ProbePlan): Promise<OpenExperiment> {
  const archive = RunArchive.open(dir)
  const { record, survey, ending } = archive
  if (ending !== undefined) {
    throw new ProbeError(
      'cannot-resume',
      `${dir} has nothing left to run: cache-probe report ${dir} shows its outcome.`,
    )
  }
  const runnerProject = readRunnerProject(record.plan.cwd, process.env)
  const [pace, project] = [paceOf(record.plan, runnerProject), keptProject(runnerProject)]
  const change =
    changeOfPlan(record.plan, plan) ??
    changeOfPlace(record) ??
    changeOfSources(survey.digests, await targetDigests(record.plan)) ??
    changeOfRunner(survey, { ...survey, pace, project })
  if (change !== undefined) throw refusal(`${change} since it was begun.`)
  archive.takeUp()
  return { archive, survey: { ...survey, pace, project } }
}

function thisTool(): ExperimentRecord['tool'] {
  return { name: TOOL_NAME, version: toolVersion(), build: loaderBuild() }
}

/** Files that are named now are meant from where that is typed, not from where the experiment was begun. */
function reportersHere({ flags: { reporter }, cwd }: PlanInput): Partial<ProbePlan> {
  return Array.isArray(reporter) ? { reporters: planReporters(reporter, realpathSync(cwd)) } : {}
}

function newestLeft({ cwd, command }: PlanInput): { dir: string; record: ExperimentRecord } {
  const root = projectRoot(realpathSync(cwd))
  const isMeant = ({ plan }: ExperimentRecord) =>
    plan.root === root && (command === undefined || canonical(plan.command) === canonical(command))
  const found = unfinishedExperiments().filter(({ record }) => isMeant(record))
  // One that is under way is found as well, and refused for that.
  const newest = found.find(({ writer }) => writer === undefined) ?? found[0]
  if (newest !== undefined) return newest
  const what = command === undefined ? '' : ` with ${command.join(' ')}`
  const line = `no experiment${what} was left unfinished in ${root}. Name its directory (--resume <dir>), or start one without --resume.`
  throw new ProbeError('cannot-resume', line)
}

/** How a plan is reported, and in which order its runs were to be made, may differ: the latter is taken from the record. */
const MAY_DIFFER = new Set(['seed', 'reporters', 'verbose', 'calibrationPairs'])

function changeOfPlan(then: ProbePlan, now: ProbePlan): string | undefined {
  return firstChange({ ...then }, { ...now }, (key) => !MAY_DIFFER.has(key))
}

/** Times that were taken elsewhere, or by another version, cannot be compared. */
function changeOfPlace({ environment, tool }: ExperimentRecord): string | undefined {
  return firstChange({ ...environment, [tool.name]: tool }, { ...thisEnvironment(), [TOOL_NAME]: thisTool() })
}

/** How the command's tests are run, and what they are: package.json, what is installed and the environment say so. */
function changeOfRunner(then: Survey, changed: Survey): string | undefined {
  const now = withoutValues(changed)
  const isAlike = canonical([now.pace, now.project]) === canonical([then.pace, then.project])
  return isAlike ? undefined : 'what package.json says of scripts, or a test runner or its variables, has changed'
}

function firstChange(
  then: Record<string, unknown>,
  now: Record<string, unknown>,
  counts: (key: string) => boolean = () => true,
): string | undefined {
  const keys = Object.keys({ ...then, ...now }).filter(counts)
  const changed = keys.find((key) => canonical(then[key]) !== canonical(now[key]))
  return changed && `${changed} has changed from ${JSON.stringify(then[changed])} to ${JSON.stringify(now[changed])}`
}

function changeOfSources(then: Survey['digests'], now: Survey['digests']): string | undefined {
  const changed = Object.keys({ ...then, ...now }).find((file) => then[file] !== now[file])
  if (changed === undefined) return undefined
  if (now[changed] === undefined) return `${changed} has been removed`
  return then[changed] === undefined ? `${changed} has been added` : `${changed} has changed`
}

function refusal(why: string): ProbeError {
  return new ProbeError('cannot-resume', `the experiment cannot be gone on with: ${why} Start anew, without --resume.`)
}
