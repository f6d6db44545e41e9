/** Runs cache-probe on one published package as its owner's program uses it, and finds the target in the report. */
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionReport, ProbeReport } from '../../src/report/probe-report.js'
import type { Verdict } from '../../src/verdict/site-verdict.js'
import { type CliResult, cacheProbe } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { installOnce } from '../matrix/install-once.js'
import { type CaseResult, type PublishedCase, workloadPath } from './published-case.js'

/** The same fields as the rows of other runners of such cases, for the same tools. */
export interface CaseRow {
  id: string
  class: string
  expected: PublishedCase['expected']
  got: CaseResult
  ok: boolean
  /** An APPLY that would break or slow the program. */
  wrong: boolean
  exit: number | null
  seconds: number
  reasons: string[]
  hitRate?: number
  savedShare?: number
  key?: string
  /** All functions of the package that it would cache. */
  applied: string[]
}

export async function runCase(published: PublishedCase, words: readonly string[]): Promise<CaseRow> {
  const startedAtMs = performance.now()
  const folder = preparedFolder(published)
  const { exitCode, stderr } = await probeIn(folder, published, words)
  const functions = reportedFunctions(folder)
  const target = functions?.filter((found) => isTarget(published, found)).sort(tellingMostFirst)[0]
  const got = functions ? (target?.verdict ?? 'NOT-FOUND') : 'NO-REPORT'
  return {
    id: published.id,
    class: published.class,
    expected: published.expected,
    got,
    ok:
      published.expected === 'APPLY'
        ? got === 'APPLY'
        : functions !== undefined && target !== undefined && got !== 'APPLY',
    wrong: published.expected === 'REJECT' && got === 'APPLY',
    exit: exitCode,
    seconds: Math.round((performance.now() - startedAtMs) / 100) / 10,
    reasons: functions ? (target?.reasons.map(({ message }) => message) ?? []) : [stderr.trim().slice(-300)],
    ...figuresOf(target),
    applied: functions?.filter(({ verdict }) => verdict === 'APPLY').map(({ id }) => id) ?? [],
  }
}

/** Real folders: a linked `node_modules` would be a project of its own. */
function preparedFolder(published: PublishedCase): string {
  const dependencies = { [published.package]: published.version, ...published.extraDeps }
  const installed = installOnce('published', published.id, JSON.stringify({ private: true, dependencies }))
  const folder = temporaryFolder('published')
  cpSync(join(installed, '..'), folder, { recursive: true })
  cpSync(workloadPath(published), join(folder, published.workload))
  return folder
}

function probeIn(cwd: string, published: PublishedCase, words: readonly string[]): Promise<CliResult> {
  const include = `node_modules/${published.package}/**/*.{js,cjs,mjs}`
  const options = ['--include', include, '--reporter', 'json=report.json', ...words]
  return cacheProbe(['run', ...options, '--', process.execPath, published.workload], { cwd })
}

function reportedFunctions(folder: string): FunctionReport[] | undefined {
  const path = join(folder, 'report.json')
  if (!existsSync(path)) return undefined
  return (JSON.parse(readFileSync(path, 'utf8')) as ProbeReport).functions
}

function isTarget(published: PublishedCase, { id, file }: FunctionReport): boolean {
  if (!file.endsWith(`node_modules/${published.package}/${published.targetFile}`)) return false
  const lastWord = id.split(/[.#:]/).pop()?.replace(/~\d+$/, '') ?? ''
  return [published.functionName, ...(published.aliases ?? [])].includes(lastWord)
}

/** Of several functions of that name the one that was used is meant, mostly. */
const MOST_TELLING: readonly Verdict[] = ['APPLY', 'UNSAFE', 'HOLD', 'REJECT', 'INCONCLUSIVE']

function tellingMostFirst(a: FunctionReport, b: FunctionReport): number {
  return MOST_TELLING.indexOf(a.verdict) - MOST_TELLING.indexOf(b.verdict)
}

function figuresOf(target: FunctionReport | undefined): Pick<CaseRow, 'hitRate' | 'savedShare' | 'key'> {
  const { hitRate, savedShare, keyStrategy, key } = target?.screening ?? {}
  return {
    ...(hitRate === undefined ? {} : { hitRate }),
    ...(savedShare === undefined ? {} : { savedShare }),
    ...(keyStrategy === undefined ? {} : { key: key ?? keyStrategy }),
  }
}
