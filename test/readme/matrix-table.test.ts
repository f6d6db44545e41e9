import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { projectRoot } from '../e2e/cli.js'
import { withTable } from '../matrix/condensed-table.js'

test('the table of runners in the README is what the last run of the matrix came to', () => {
  const [readme, last] = ['README.md', 'test/matrix/LAST.md'].map((path) =>
    readFileSync(join(projectRoot, path), 'utf8'),
  )
  assert.is(withTable(readme as string, last as string), readme)
})

test.run()
