/**
 * Runs every test file, two at a time, each in a process of its own, and ends with one line: `N passed, N failed`. As with
 * the commands that are measured here, a failure counts when it recurs: a file that failed is run once more, alone, and
 * said to be flaky if it passes.
 * `node build/test/run.js [filter] [--without <part>...] [--root <folder>] [--timeout <seconds>]`: only files whose path
 * contains the filter and none of the parts.
 */
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type FileResult, runTestFile } from './runner/test-file.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', default: dirname(fileURLToPath(import.meta.url)) },
    timeout: { type: 'string', default: '600' },
    without: { type: 'string', multiple: true, default: [] },
  },
})

/** More failing files than this have a common cause. */
const MOST_BY_CHANCE = 5

// The groups of the files that still run are ended by their 'exit' listeners.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const files = testFiles(values.root, positionals[0]).filter(
  (path) => !values.without.some((part) => path.includes(part)),
)
const results = await runAll(files)
const flaky = await recheck(results)
if (flaky.length > 0) console.log(`flaky, to be mended: ${flaky.map(nameOf).join(', ')}`)
process.stdout.write(summaryOf([...results.values()]))
process.exitCode = results.size > 0 && [...results.values()].every(({ failed }) => failed === 0) ? 0 : 1

function testFiles(root: string, filter = ''): string[] {
  const all = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.js'))
  return all
    .filter((path) => path.includes(filter))
    .sort()
    .map((path) => join(root, path))
}

/** Measurements suffer from company: never more than two at a time. */
async function runAll(paths: string[]): Promise<Map<string, FileResult>> {
  const pending = [...paths]
  const done = new Map<string, FileResult>()
  const work = async () => {
    for (let path = pending.shift(); path; path = pending.shift()) done.set(path, await runOne(path))
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work))
  return done
}

/** Replaces results that were chance, and returns the files that they are of. */
async function recheck(results: Map<string, FileResult>): Promise<string[]> {
  const failing = [...results].flatMap(([path, { failed }]) => (failed > 0 ? [path] : []))
  const flaky: string[] = []
  for (const path of failing.length > MOST_BY_CHANCE ? [] : failing) {
    const again = await runOne(path)
    if (again.failed > 0) continue
    results.set(path, again)
    flaky.push(path)
  }
  return flaky
}

async function runOne(path: string): Promise<FileResult> {
  const startedAtMs = Date.now()
  const result = await runTestFile(path, Number(values.timeout))
  report(path, result, (Date.now() - startedAtMs) / 1000)
  return result
}

function report(path: string, { passed, failed, skipped, fault, output }: FileResult, seconds: number): void {
  const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
  console.log(`${failed ? 'FAIL' : 'ok  '} ${nameOf(path)}: ${counts} (${seconds.toFixed(1)} s)`)
  if (failed > 0 || skipped > 0) console.log(output.trimEnd().replace(/^/gm, '     | '))
  if (fault) console.log(`     ${fault}`)
}

function nameOf(path: string): string {
  return relative(values.root, path)
}

function summaryOf(all: FileResult[]): string {
  const passed = all.reduce((sum, result) => sum + result.passed, 0)
  const failed = all.reduce((sum, result) => sum + result.failed, 0)
  if (all.length === 0) return `no test file matches\n0 passed, 1 failed\n`
  return `${passed} passed, ${failed} failed\n`
}
