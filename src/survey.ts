/** Reads the project before anything runs: its functions, and how runs are to be started that are timed. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Survey } from './archive/experiment-record.js'
import type { ProbePlan } from './config/plan.js'
import { ProbeError } from './errors.js'
import type { Hooks } from './hooks.js'
import { withKeptFacts } from './kept-scans.js'
import { type NoScript, type PlainScript, plainScript } from './launch/plain-script.js'
import { type OriginalPosition, originalPositions } from './maps/original-position.js'
import { readProfiles } from './profile/read-profiles.js'
import { keptProject, readRunnerProject } from './runner/read-project.js'
import { runnersBehind } from './runner/runners-behind.js'
import type { RunnerProject, Serialisation } from './runner/serialisation.js'
import { serialise } from './runner/serialise.js'
import { builtinSites } from './scan/builtin-sites.js'
import { reExportedPackages } from './scan/re-exported-packages.js'
import { scanFiles } from './scan/scan-files.js'
import type { Scan } from './scan/scanned-site.js'
import { compileTargets, listTargetFiles, matcherOf } from './scan/target-files.js'

/** All that is read of the project; runs nothing. Throws as {@link scanAloud} does. */
export async function survey(plan: ProbePlan, hooks: Hooks): Promise<Survey> {
  const found = await scanAloud(plan, hooks)
  const project = readRunnerProject(plan.cwd, process.env)
  const runner = runnersBehind(plan.command, project)
  const originalOf = originalPositions(plan.root)
  const originals = found.sites.map((site) => [site.id, originalOf(site)] as const)
  const known = Object.fromEntries(originals.filter((one): one is [string, OriginalPosition] => one[1] !== undefined))
  return {
    scan: found,
    digests: await targetDigests(plan),
    originals: known,
    ...profiledBy(plan, found, known),
    pace: paceOf(plan, project),
    script: scriptBehind(plan, runner),
    project: keptProject(project),
    ...(runner !== undefined && { runner }),
  }
}

function profiledBy(plan: ProbePlan, { sites }: Scan, originals: Survey['originals']): Pick<Survey, 'profiled'> {
  if (plan.profile.length === 0) return {}
  const isTarget = matcherOf(compileTargets(plan))
  return { profiled: readProfiles(plan.profile, plan.command, { root: plan.root, sites, originals, isTarget }) }
}

/** A digest of each target file's content, by its path relative to the root. */
export async function targetDigests(plan: ProbePlan): Promise<Record<string, string>> {
  const files = await listTargetFiles(plan)
  return Object.fromEntries(files.map((file) => [file, digestOf(join(plan.root, file))]))
}

/** Empty: it cannot be read, and is left out of the scan as well. */
function digestOf(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
  } catch {
    return ''
  }
}

/** The sites of the targets, without running anything. */
export async function scan(plan: ProbePlan): Promise<Scan> {
  const files = await listTargetFiles(plan)
  if (files.length === 0 && plan.builtins.length === 0) throw await noTarget(plan)
  const found = await withKeptFacts((kept) => scanFiles({ root: plan.root, files, kept }))
  return { ...found, sites: [...found.sites, ...builtinSites(plan.builtins)] }
}

async function noTarget(plan: ProbePlan): Promise<ProbeError> {
  const globs = plan.include.join(' ')
  const excluded = (await listTargetFiles({ ...plan, exclude: [] })).length
  if (excluded > 0) {
    const why = `All ${excluded} files that match ${globs} are left out, by --exclude or as tests and configuration`
    return new ProbeError('no-target-matched', `${why}. Mend --exclude, or name them by --include.`)
  }
  const slashes = globs.includes('\\') ? ' Globs are written with /.' : ''
  const message = `No file matches ${globs} below ${plan.root}. Mend --include or --exclude.${slashes}`
  return new ProbeError('no-target-matched', message)
}

/** @throws {ProbeError} `no-site-found` too: an experiment needs something to try. */
export async function scanAloud(plan: ProbePlan, hooks: Hooks): Promise<Scan> {
  hooks.onProgress?.({ stage: 'scan' })
  const found = await scan(plan)
  if (found.sites.length > 0) return found
  throw await noSite(plan, found)
}

/** Of so many of them a file without a function can be read once more. */
const MOST_READ_AGAIN = 100

async function noSite(plan: ProbePlan, { files, skipped }: Scan): Promise<ProbeError> {
  const [first] = skipped
  const unread = first ? `, and ${skipped.length} could not be parsed (${first.file}: ${first.message})` : ''
  const targets = files > MOST_READ_AGAIN ? [] : await listTargetFiles(plan)
  const [loaded] = reExportedPackages(plan.root, targets)
  const remedy = loaded
    ? `What ${files === 1 ? 'it loads' : 'they load'} may be meant: --package ${loaded}.`
    : 'Mend --include.'
  const message = `No function was found in ${files} target ${files === 1 ? 'file' : 'files'}${unread}. ${remedy}`
  return new ProbeError('no-site-found', message)
}

/** The command as a script of node's, unless a test runner is behind it: those go by how their process ends. */
function scriptBehind({ command, cwd }: ProbePlan, runner: string | undefined): PlainScript | NoScript {
  if (runner !== undefined) return { kind: 'other', why: `the command runs ${runner}` }
  return plainScript(command, cwd, process.env)
}

/** How timed runs keep the owner's test runner from running files in parallel. */
export function paceOf({ command, keepParallel }: ProbePlan, project: RunnerProject): Serialisation {
  const pace = serialise(command, project)
  if (!keepParallel || pace.kind !== 'serialised') return pace
  const { runner } = pace
  return { kind: 'parallel-unknown', runner, why: `keepParallel leaves ${runner} as it is` }
}
