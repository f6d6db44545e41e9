/** The matrix as people read it: a line for each row while it runs, and the whole as a Markdown table. */
import type { Outcome, RowResult } from './row.js'

export function rowLine(major: number, { project, variant, outcome, seconds }: RowResult): string {
  const mark = { exact: 'ok  ', off: 'FAIL', 'not-supported': 'skip' }[outcome.kind]
  const details = outcome.kind === 'off' ? outcome.differences.map((text) => `     | ${text}\n`).join('') : ''
  return `${mark} node ${major} ${project}, ${variant}: ${cell(outcome)} (${seconds.toFixed(1)} s)\n${details}`
}

export interface Circumstances {
  /** `2026-11-22` */
  date: string
  /** By major version. */
  nodeVersions: Map<number, string>
  /** What is installed for a project; '' where nothing is. */
  versionsOf: (project: string) => string
}

export function markdownTable(byNode: Map<number, RowResult[]>, circumstances: Circumstances): string {
  const { date, nodeVersions, versionsOf } = circumstances
  const majors = [...byNode.keys()]
  const projects = [...new Set([...byNode.values()].flat().map(({ project }) => project))]
  const rows = (byNode.get(majors[0] as number) ?? []).map(({ project, variant }) => {
    const outcomes = majors.map((major) => outcomeOf(byNode.get(major) ?? [], project, variant))
    return `| ${project} | \`${variant}\` | ${outcomes.map((outcome) => cell(outcome)).join(' | ')} |`
  })
  return [
    `# The matrix, ${date}`,
    '',
    'Written by `npm run test:matrix`. "exact": every count in `observe` and `cached`, the exit code, the output and the',
    'coverage report are what they must be.',
    '',
    `| project | variant | ${majors.map((major) => `Node ${nodeVersions.get(major)}`).join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(majors.length)}`,
    ...rows,
    '',
    ...projects.filter(versionsOf).map((project) => `- ${project}: ${versionsOf(project)}`),
    '',
  ].join('\n')
}

function outcomeOf(results: RowResult[], project: string, variant: string): Outcome | undefined {
  return results.find((result) => result.project === project && result.variant === variant)?.outcome
}

function cell(outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case undefined:
      return 'not run'
    case 'exact':
      return 'exact'
    case 'off':
      return `off: ${oneLine(outcome.differences[0] as string)}`
    case 'not-supported':
      return `not supported: ${outcome.reason}`
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
