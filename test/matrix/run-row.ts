/** Runs one row without cache-probe, under `observe` and under `cached`, and says what differs from what must be. */
import { isDeepStrictEqual } from 'node:util'
import { type ArmRun, runArm, runBare, type Visible } from './arm-run.js'
import { type Counts, expectedCounts, type MatrixArm } from './expected-counts.js'
import { firstDifference, normalisedOutput } from './normalised-output.js'
import type { NodeVersion, Outcome, Row, RowResult } from './row.js'
import { copyProject } from './runner-project.js'
import { LOADER, runStandalone, type StandaloneRun } from './standalone-run.js'
import { toldFileDifferences } from './told-file.js'

const ARMS: MatrixArm[] = ['observe', 'cached']

export async function runRow(row: Row, version: NodeVersion): Promise<RowResult> {
  const startedAtMs = performance.now()
  const outcome = await outcomeOf(row, version)
  const { project, variant } = row
  return { project, variant, outcome, seconds: (performance.now() - startedAtMs) / 1000 }
}

async function outcomeOf(row: Row, version: NodeVersion): Promise<Outcome> {
  if (row.needs && !row.needs.node(version)) return { kind: 'not-supported', reason: row.needs.reason }
  const cwd = copyProject(row.project)
  const bare = runBare(row, cwd)
  if (bare.end !== 'exit 0') {
    return { kind: 'off', differences: [`without cache-probe: ${bare.end}: ${bare.output.trim().slice(-600)}`] }
  }
  const differences = row.standalone ? standaloneDifferences(row, bare, runStandalone(row.standalone(LOADER), cwd)) : []
  for (const arm of ARMS) {
    const run = await runArm(row, cwd, arm)
    differences.push(...differencesOf(row, arm, bare, run))
    if (arm === 'observe') differences.push(...(await toldFileDifferences(row, cwd, run)))
  }
  return differences.length === 0 ? { kind: 'exact' } : { kind: 'off', differences }
}

function differencesOf(row: Row, arm: MatrixArm, bare: Visible, run: ArmRun): string[] {
  return [
    ...run.faults.map((fault) => `fault: ${fault}`),
    ...run.unseen.map((file) => `${file} was evaluated past every door`),
    ...uncountedDifference(row.uncounted ?? 0, run.uncounted),
    ...countDifferences(expectedCounts(row.uses, arm), run.counts),
    ...visibleDifferences(arm, bare, run),
  ].map((difference) => `${arm}: ${difference}`)
}

function standaloneDifferences(row: Row, bare: Visible, { counts, end, output }: StandaloneRun): string[] {
  return [
    ...countDifferences(expectedCounts(row.uses, 'observe'), counts),
    ...visibleDifferences('observe', bare, { end, output, coverage: bare.coverage }),
  ].map((difference) => `standalone: ${difference}`)
}

function uncountedDifference(must: number, is: number): string[] {
  return must === is ? [] : [`${is} children were told of as not counted instead of ${must}`]
}

function countDifferences(expected: Record<string, Counts>, actual: Map<string, Counts>): string[] {
  const ids = new Set([...Object.keys(expected), ...actual.keys()])
  return [...ids].flatMap((id) => {
    const [must, is] = [expected[id], actual.get(id)]
    if (is === undefined && must?.calls === 0) return []
    return isDeepStrictEqual(must, is) ? [] : [`${id} ${shown(is)} instead of ${shown(must)}`]
  })
}

function shown(counts: Counts | undefined): string {
  return counts ? `${counts.calls} calls (${counts.hits} hits, ${counts.misses} misses)` : 'no calls'
}

function visibleDifferences(arm: MatrixArm, bare: Visible, run: Visible): string[] {
  const printed = firstDifference(normalisedOutput(bare.output), normalisedOutput(run.output))
  return [
    ...(bare.end === run.end ? [] : [`${run.end} instead of ${bare.end}: ${run.output.trim().slice(-600)}`]),
    ...(printed === undefined ? [] : [printed]),
    // Cached functions are entered less often, as the report should say.
    ...(arm === 'cached' || isDeepStrictEqual(bare.coverage, run.coverage) ? [] : ['its coverage report differs']),
  ]
}
