import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { skip } from '../runner/skip.js'
import { cacheProbe, cliPath, privateFolders } from './cli.js'
import { copyFixture, runIn } from './probe-fixture.js'
import { treeOf } from './tree.js'

test('a whole run changes nothing in the project: no file, no time stamp, no permission', async () => {
  const folder = copyFixture('pure-repeat')
  const before = treeOf(folder)
  await expectMeasured(folder)
  assert.equal(treeOf(folder), before)
})

const readOnlyTitle = 'a project directory that cannot be written to is probed like any other'
/** Permissions do not bind root: then somebody else has to try. */
const nobody = process.getuid?.() === 0 ? 65534 : undefined
if (canRunAs(nobody)) test(readOnlyTitle, readOnly)
else skip(test, readOnlyTitle, 'root may write everywhere, and nobody else can read this checkout')

async function readOnly(): Promise<void> {
  const folder = copyFixture('recursive-fib')
  const { cache, temporary, env } = privateFolders()
  for (const path of [folder, dirname(folder), cache, temporary, dirname(cache)]) chmodSync(path, 0o777)
  for (const path of [folder, join(folder, 'src')]) chmodSync(path, 0o555)
  try {
    const command = ['observe', '--', 'node', 'main.js']
    const { exitCode, stdout, stderr } = await cacheProbe(command, { cwd: folder, env, uid: nobody })
    assert.is(exitCode, 0, stderr)
    assert.match(stdout, /fib.*\b15\b/)
  } finally {
    for (const path of [folder, join(folder, 'src')]) chmodSync(path, 0o755)
  }
}

function canRunAs(uid: number | undefined): boolean {
  const canRead = `require('node:fs').accessSync(${JSON.stringify(cliPath)})`
  return uid === undefined || spawnSync(process.execPath, ['-e', canRead], { uid, cwd: tmpdir() }).status === 0
}

async function expectMeasured(folder: string): Promise<void> {
  const probed = await runIn(folder)
  assert.is(probed.site('src/checksum.js#checksum').verdict, 'APPLY')
}

test.run()
