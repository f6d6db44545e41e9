/**
 * What hits and misses cost, against a bare `Map.get` and against other memoizers, on every supported Node:
 * `npm run bench:memoize -- [--node 24]... [--row '1 integer']... [--processes 3]`.
 *
 * All contestants of a row run interleaved in one process; each figure is the median, over the rounds of several
 * processes, of our time as a share of the other's in the same round. Only ratios carry over to other machines, and
 * nothing is asserted: the tables say what is met and what is missed.
 */
import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../e2e/cli.js'
import { NODE_MAJORS, nodePath } from '../matrix/node-versions.js'
import type { RowMeasurement } from './memoize-bench-row.js'
import { BENCH_ROWS, type BenchRow, benchRow, SIZES } from './memoize-rows.js'
import { goalTable, type NodeMeasurement, peerTable } from './memoize-tables.js'
import { installedPeers } from './peer-packages.js'

const { values: flags } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    row: { type: 'string', multiple: true },
    processes: { type: 'string', default: '3' },
  },
})
const majors = flags.node?.map(Number) ?? NODE_MAJORS
const rows = flags.row?.map(benchRow) ?? BENCH_ROWS
const processes = Number(flags.processes)
const peersPath = installedPeers()

const nodes = majors.map((major): NodeMeasurement => {
  const path = nodePath(major)
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
  return { version, rows: rows.map((row) => ({ row, measurements: measured(path, row, version) })) }
})
const machine = `${availableParallelism()} CPUs, ${process.platform} ${process.arch}`
console.log(`${processes} processes a row, ${machine}; entries: ${SIZES.join(', ')}\n`)
console.log(`${goalTable(nodes)}\n`)
for (const node of nodes) console.log(`${peerTable(node)}\n`)

function measured(node: string, row: BenchRow, version: string): RowMeasurement[] {
  console.error(`Node ${version.slice(1)}: ${row.name}`)
  return Array.from({ length: processes }, () => {
    const program = join(projectRoot, 'build', 'test', 'bench', 'memoize-bench-row.js')
    // Some peers warn or check more where this is not set.
    const env = { ...process.env, NODE_ENV: 'production' }
    // Where compilers wait for a busy machine in threads of their own, what is measured may not be optimised yet.
    const args = ['--single-threaded', program, row.name, peersPath]
    return JSON.parse(execFileSync(node, args, { env, encoding: 'utf8' }))
  })
}
