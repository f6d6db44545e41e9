/** Runs the rows on the Node that this file is run with: one JSON line for each. */
import { parseArgs } from 'node:util'
import type { Row, RowResult } from './row.js'
import { ROWS } from './rows.js'
import { runRow } from './run-row.js'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { ci: { type: 'boolean' } } })
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

/** Without other Nodes that run theirs at the same time, one row does not keep two cores busy. */
const AT_ONCE = values.ci ? 2 : 1

const waiting = ROWS.filter(isWanted)
await Promise.all(Array.from({ length: AT_ONCE }, runWaiting))

async function runWaiting(): Promise<void> {
  for (let row = waiting.shift(); row; row = waiting.shift()) {
    process.stdout.write(`${JSON.stringify(await resultOf(row))}\n`)
  }
}

function isWanted({ project, variant, ci }: Row): boolean {
  if (values.ci && !ci) return false
  const name = `${project} ${variant}`
  return positionals.length === 0 || positionals.some((wanted) => name.includes(wanted))
}

/** A row that cannot even be prepared must not hide the others. */
async function resultOf(row: Row): Promise<RowResult> {
  try {
    return await runRow(row, { major, minor })
  } catch (error) {
    const { project, variant } = row
    return {
      project,
      variant,
      outcome: { kind: 'off', differences: [`not run: ${(error as Error).stack}`] },
      seconds: 0,
    }
  }
}
