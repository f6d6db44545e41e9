import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkReportFiles } from '../../src/cli/report-files.js'
import { ProbeError } from '../../src/errors.js'

const folder = mkdtempSync(join(tmpdir(), 'cache-probe-reports-'))

test.after(() => rmSync(folder, { recursive: true, force: true }))

function complaint(file: string): string {
  try {
    checkReportFiles([{ name: 'json', file }])
  } catch (error) {
    if (error instanceof ProbeError) return `${error.code}: ${error.message}`
    throw error
  }
  throw new Error('it did not complain')
}

test('trying a report file beforehand leaves nothing behind', () => {
  checkReportFiles([{ name: 'table' }, { name: 'json', file: join(folder, 'report.json') }])
  assert.equal(readdirSync(folder), [])
})

test('a report in a folder that does not exist is refused before anything runs', () => {
  const file = join(folder, 'no', 'report.json')
  assert.is(
    complaint(file),
    `file-not-writable: Report ${file} cannot be written: its directory does not exist. Name another file.`,
  )
})

test('a report on a folder is refused', () => {
  assert.match(complaint(folder), 'it is a directory')
})

test.run()
