import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { skip } from '../runner/skip.js'
import { copyFixture, runIn } from './probe-fixture.js'

test('a whole run changes nothing in the project: no file, no time stamp, no permission', async () => {
  const folder = copyFixture('pure-repeat')
  const before = treeOf(folder)
  await expectMeasured(folder)
  assert.equal(treeOf(folder), before)
})

const readOnlyTitle = 'a project directory that cannot be written to is probed like any other'
// Permissions do not bind root: then the folder's being untouched is all that can be seen.
if (process.getuid?.() === 0) skip(test, readOnlyTitle, 'root may write everywhere')
else test(readOnlyTitle, readOnly)

async function readOnly(): Promise<void> {
  const folder = copyFixture('pure-repeat')
  const folders = [folder, join(folder, 'src')]
  for (const path of folders) chmodSync(path, 0o555)
  try {
    await expectMeasured(folder)
  } finally {
    for (const path of folders) chmodSync(path, 0o755)
  }
}

async function expectMeasured(folder: string): Promise<void> {
  const probed = await runIn(folder)
  assert.is(probed.site('src/checksum.js#checksum').verdict, 'APPLY')
}

/** Everything below `folder`: path, mode, time of the last change, content. */
function treeOf(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return ['', ...paths].map((path) => {
    const stat = statSync(join(folder, path))
    const content = stat.isDirectory() ? '' : readFileSync(join(folder, path), 'utf8')
    return [path, stat.mode, stat.mtimeMs, stat.ctimeMs, content].join(' ')
  })
}

test.run()
