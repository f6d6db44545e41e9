/**
 * Runs every test file, two at a time, each in a process of its own, and ends with one line: `N passed, N failed`.
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

// The groups of the files that still run are ended by their 'exit' listeners.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const files = testFiles(values.root, positionals[0]).filter(
  (path) => !values.without.some((part) => path.includes(part)),
)
const results = await runAll(files)
process.stdout.write(summaryOf(results))
process.exitCode = results.length > 0 && results.every(({ failed }) => failed === 0) ? 0 : 1

function testFiles(root: string, filter = ''): string[] {
  const all = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.js'))
  return all
    .filter((path) => path.includes(filter))
    .sort()
    .map((path) => join(root, path))
}

/** Measurements suffer from company: never more than two at a time. */
async function runAll(paths: string[]): Promise<FileResult[]> {
  const pending = [...paths]
  const done: FileResult[] = []
  const work = async () => {
    for (let path = pending.shift(); path; path = pending.shift()) {
      const startedAtMs = Date.now()
      const result = await runTestFile(path, Number(values.timeout))
      done.push(result)
      report(path, result, (Date.now() - startedAtMs) / 1000)
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work))
  return done
}

function report(path: string, { passed, failed, skipped, fault, output }: FileResult, seconds: number): void {
  const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
  console.log(`${failed ? 'FAIL' : 'ok  '} ${relative(values.root, path)}: ${counts} (${seconds.toFixed(1)} s)`)
  if (failed > 0 || skipped > 0) console.log(output.trimEnd().replace(/^/gm, '     | '))
  if (fault) console.log(`     ${fault}`)
}

function summaryOf(all: FileResult[]): string {
  const passed = all.reduce((sum, result) => sum + result.passed, 0)
  const failed = all.reduce((sum, result) => sum + result.failed, 0)
  if (all.length === 0) return `no test file matches\n0 passed, 1 failed\n`
  return `${passed} passed, ${failed} failed\n`
}
