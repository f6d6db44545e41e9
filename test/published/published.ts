/**
 * `npm run test:published [-- ids]`: cache-probe on published packages with a known answer, verdict beside expectation.
 * No part of CI: it installs from npm and measures for minutes. `--out <file>` keeps the rows as JSON, `--extra <words>`
 * are options of `cache-probe run`. Exit 1 on a wrong APPLY and on a target that no report names.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { publishedCases } from './published-case.js'
import { type CaseRow, runCase } from './run-case.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, extra: { type: 'string', default: '' } },
})

const rows: CaseRow[] = []
for (const published of publishedCases(positionals)) {
  // One at a time: what is measured must not be its neighbour.
  const row = await runCase(published, values.extra.split(' ').filter(Boolean))
  rows.push(row)
  process.stdout.write(lineOf(row))
}
if (values.out) writeFileSync(values.out, `${JSON.stringify(rows, undefined, 1)}\n`)

const positives = rows.filter(({ expected }) => expected === 'APPLY')
const negatives = rows.filter(({ expected }) => expected === 'REJECT')
const lost = rows.filter(isLost)
const counts = [
  `positives found ${positives.filter(({ ok }) => ok).length}/${positives.length}`,
  `wrong APPLY ${negatives.filter(({ wrong }) => wrong).length}/${negatives.length}`,
  `target lost ${lost.length}`,
]
process.stdout.write(`${counts.join(', ')}\n`)
process.exitCode = rows.length === 0 || lost.length > 0 || rows.some(({ wrong }) => wrong) ? 1 : 0

function lineOf(row: CaseRow): string {
  const mark = row.ok ? 'ok   ' : row.wrong ? 'WRONG' : isLost(row) ? 'LOST ' : 'miss '
  const told = `expected ${row.expected.padEnd(6)} got ${row.got.padEnd(12)} ${row.seconds.toFixed(1).padStart(5)} s`
  return `${mark} ${row.id.padEnd(28)} ${told}  ${row.reasons.join('; ')}\n`
}

function isLost({ got }: CaseRow): boolean {
  return got === 'NOT-FOUND' || got === 'NO-REPORT'
}
