/**
 * `npm run test:matrix [-- words of rows]`: every row on every Node, as a table; the whole table is kept in LAST.md.
 * `--ci`: one row of each runner on the Node that runs this, ending as a suite does: `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { cleanEnvironment, projectRoot } from '../e2e/cli.js'
import { markdownTable, rowLine } from './matrix-table.js'
import { NODE_MAJORS, nodePath, withNodeFirst } from './node-versions.js'
import type { RowResult } from './row.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ci: { type: 'boolean', default: false }, node: { type: 'string', multiple: true } },
})

const majors = values.ci ? [Number.parseInt(process.versions.node, 10)] : (values.node?.map(Number) ?? NODE_MAJORS)
const byNode = new Map<number, RowResult[]>()
for (const major of majors) byNode.set(major, await runOn(major))

const isWhole = !values.ci && !values.node && positionals.length === 0
const table = markdownTable(byNode, { date: new Date().toISOString().slice(0, 10) })
if (isWhole) writeFileSync(join(projectRoot, 'test', 'matrix', 'LAST.md'), table)
if (!values.ci) process.stdout.write(`\n${table}\n`)
const results = [...byNode.values()].flat()
const failed = results.filter(({ outcome }) => outcome.kind === 'off').length
process.stdout.write(`${results.length - failed} passed, ${failed + (results.length === 0 ? 1 : 0)} failed\n`)
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1

async function runOn(major: number): Promise<RowResult[]> {
  const path = nodePath(major)
  const env = { ...withNodeFirst(path, cleanEnvironment()), NO_COLOR: '1', CI: 'true', FORCE_COLOR: undefined }
  const args = [join(import.meta.dirname, 'rows-on-this-node.js'), ...(values.ci ? ['--ci'] : []), ...positionals]
  const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const found: RowResult[] = []
  for await (const line of createInterface(child.stdout)) {
    const result = JSON.parse(line) as RowResult
    found.push(result)
    process.stdout.write(rowLine(major, result))
  }
  return found
}
