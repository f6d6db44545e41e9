/**
 * `npm run test:matrix [-- words of rows]`: every row on every Node, as a table; the whole table is kept in LAST.md, and
 * the README's made of it.
 * `--ci`: one row of each runner on the Node that runs this, ending as a suite does: `N passed, N failed`.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { cleanEnvironment, projectRoot } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { withTable } from './condensed-table.js'
import { markdownTable, rowLine } from './matrix-table.js'
import { NODE_MAJORS, nodePath, withNodeFirst } from './node-versions.js'
import type { RowResult } from './row.js'
import { installedVersions } from './runner-project.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { ci: { type: 'boolean', default: false }, node: { type: 'string', multiple: true } },
})

const majors = values.ci ? [Number.parseInt(process.versions.node, 10)] : (values.node?.map(Number) ?? NODE_MAJORS)
const installed = installedCopy()
// At once: much of a row is waiting for package managers.
const byNode = new Map(
  await Promise.all(majors.map(async (major): Promise<[number, RowResult[]]> => [major, await runOn(major)])),
)

const isWhole = !values.ci && !values.node && positionals.length === 0
const table = markdownTable(byNode, {
  date: new Date().toISOString().slice(0, 10),
  nodeVersions: new Map(majors.map((major) => [major, versionOf(major)])),
  versionsOf: installedVersions,
})
if (isWhole) keep(table)
if (!values.ci) process.stdout.write(`\n${table}\n`)
const results = [...byNode.values()].flat()
const failed = results.filter(({ outcome }) => outcome.kind === 'off').length
process.stdout.write(`${results.length - failed} passed, ${failed + (results.length === 0 ? 1 : 0)} failed\n`)
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1

function keep(last: string): void {
  const readme = join(projectRoot, 'README.md')
  writeFileSync(join(projectRoot, 'test', 'matrix', 'LAST.md'), last)
  writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), last))
}

/** As owners have it: node tells a package's own use of deprecated modules, which it hides, by `node_modules` in the stack. */
function installedCopy(): string {
  const packages = join(temporaryFolder('matrix-package'), 'node_modules')
  const folder = join(packages, 'cache-probe')
  for (const name of ['package.json', 'dist', 'build', 'fixtures/runners'])
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true })
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

function versionOf(major: number): string {
  return execFileSync(nodePath(major), ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
}

async function runOn(major: number): Promise<RowResult[]> {
  const path = nodePath(major)
  const env = { ...withNodeFirst(path, cleanEnvironment()), NO_COLOR: '1', CI: 'true', FORCE_COLOR: undefined }
  const args = [
    join(installed, 'build/test/matrix/rows-on-this-node.js'),
    ...(values.ci ? ['--ci'] : []),
    ...positionals,
  ]
  const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const found: RowResult[] = []
  for await (const line of createInterface(child.stdout)) {
    const result = JSON.parse(line) as RowResult
    found.push(result)
    process.stdout.write(rowLine(major, result))
  }
  return found
}
