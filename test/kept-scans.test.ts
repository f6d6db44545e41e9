import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
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
  const [kept = '', ...more] = readdirSync(join(facts, build))
  assert.equal(more, [])
  assert.is(statSync(join(facts, build)).mode & 0o077, 0)
  assert.is(statSync(join(facts, build, kept)).mode & 0o077, 0)
  // As a sign that it was read, not made again.
  const path = join(facts, build, kept)
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('price', 'other'))
  assert.is((await scan()).stdout, first.stdout.replaceAll('price', 'other'))
})

test.run()
