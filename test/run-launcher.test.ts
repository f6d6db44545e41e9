/** What the experiment asks for reaches the owner's processes as a run configuration. */
import { realpathSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadPlan } from '../src/config/load-plan.js'
import { runLauncher } from '../src/run-launcher.js'
import { scan } from '../src/survey.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { copyFixture } from './e2e/probe-fixture.js'
import { temporaryFolder } from './e2e/temporary-folder.js'

const PRINT_CONFIG = 'process.stdout.write(require("fs").readFileSync(process.env.CACHE_PROBE_RUN, "utf8"))'

/** The configuration that a process of the owner's command finds, with each site of the fixture cached or not. */
async function configOf(fixture: string): Promise<RunConfig> {
  const cwd = realpathSync(copyFixture(fixture))
  const command = [process.execPath, '-e', PRINT_CONFIG]
  const plan = await loadPlan({ cwd, flags: {}, env: {}, command })
  const folder = temporaryFolder('run-launcher')
  const nextRunDir = () => `${folder}/run-1`
  const session = { dir: folder, rewriteCacheDir: folder, nextRunDir, others: () => 0, atEnd() {}, remove() {} }
  const chunks: Buffer[] = []
  const launch = runLauncher(plan, await scan(plan), session, { onOutput: (chunk) => chunks.push(chunk) })
  const sites = { 'src/checksum.js#checksum': { arm: 'cached', maxsize: 64 } } as const
  await launch({ arm: 'off', sites, only: ['src/checksum.js#checksum'], timed: true, label: 'one run' })
  return JSON.parse(Buffer.concat(chunks).toString())
}

test('a request is told to the loader with the plan that it belongs to', async () => {
  const config = await configOf('pure-repeat')
  assert.is(config.arm, 'off')
  assert.equal(config.sites, { 'src/checksum.js#checksum': { arm: 'cached', maxsize: 64 } })
  assert.equal(config.only, ['src/checksum.js#checksum'])
  assert.equal([config.wrap, config.cacheSize, config.maxCacheSize, config.standalone], ['bindings', 128, 4096, false])
  assert.is(config.hasModules, true)
})

test('exported functions go to the loader under each of their names', async () => {
  const { exportedSites } = await configOf('default-exports')
  for (const [file, names] of Object.entries(exportedSites)) {
    for (const [name, site] of Object.entries(names))
      assert.ok(site?.id.startsWith(`${file}#`), `${name} is ${site?.id}`)
  }
  assert.ok(Object.values(exportedSites).some((names) => 'default' in names))
})

test.run()
