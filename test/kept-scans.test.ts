import { readdirSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cacheProbe, privateFolders } from './e2e/cli.js'
import { temporaryFolder } from './e2e/temporary-folder.js'

test('what a scan read is kept in the cache directory for the user alone, and makes the next one say the same', async () => {
  const { cache, env } = privateFolders()
  const project = temporaryFolder('project')
  writeFileSync(join(project, 'package.json'), '{}')
  writeFileSync(join(project, 'price.js'), 'exports.price = (net) => net * 1.2')
  const scan = () => cacheProbe(['scan'], { cwd: project, env })
  const first = await scan()
  assert.is(first.exitCode, 0, first.stderr)
  const facts = join(cache, 'cache-probe', 'facts')
  const [build = '', ...others] = readdirSync(facts)
  assert.equal(others, [])
  assert.is(statSync(join(facts, build)).mode & 0o077, 0)
  const kept = () => readdirSync(join(facts, build)).map((name) => statSync(join(facts, build, name)))
  const before = kept()
  // Of the file, and of the whole tree.
  assert.is(before.length, 2)
  for (const { mode } of before) assert.is(mode & 0o077, 0)
  assert.is((await scan()).stdout, first.stdout)
  // Otherwise others would have been put in their places.
  const inodes = (all: Stats[]) => all.map(({ ino }) => ino)
  assert.equal(inodes(kept()), inodes(before))
})

test.run()
