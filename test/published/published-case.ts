/** The practice set: functions of published packages whose fate their maintainers settled, one file a case. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../../src/verdict/site-verdict.js'
import { projectRoot } from '../e2e/cli.js'

export interface PublishedCase {
  id: string
  package: string
  /** The last one before (or, where a cache was taken out, after) what the maintainers did. */
  version: string
  /** The one in which they had done it. */
  referenceVersion?: string
  /** What else the workload needs, with versions. */
  extraDeps?: Record<string, string>
  /** In the package's folder. */
  targetFile: string
  /** The last word of its id. */
  functionName: string
  /** Other last words under which the same caching could be found. */
  aliases?: string[]
  /** REJECT: anything but APPLY. */
  expected: 'APPLY' | 'REJECT'
  /** What kind of key it needs, or what a cache would break. */
  class: string
  why: string
  /** In `workloads`. */
  workload: string
}

export type CaseResult = Verdict | 'NOT-FOUND' | 'NO-REPORT'

const folder = join(projectRoot, 'test/published')

export function publishedCases(ids: readonly string[]): PublishedCase[] {
  const files = readdirSync(join(folder, 'cases')).sort()
  const all = files.map(
    (file): PublishedCase => ({
      id: file.replace(/\.json$/, ''),
      ...JSON.parse(readFileSync(join(folder, 'cases', file), 'utf8')),
    }),
  )
  return all.filter(({ id }) => ids.length === 0 || ids.includes(id))
}

export function workloadPath(published: PublishedCase): string {
  return join(folder, 'workloads', published.workload)
}
