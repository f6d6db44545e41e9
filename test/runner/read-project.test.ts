import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { keptProject, projectOf, readRunnerProject } from '../../src/runner/read-project.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

test('a project that was kept as data tells the same of scripts and runners, and of the environment only what runners heed', () => {
  const folder = temporaryFolder('project')
  mkdirSync(join(folder, 'node_modules/tap'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { test: 'tap' } }))
  writeFileSync(join(folder, 'node_modules/tap/package.json'), JSON.stringify({ version: '21.1.0' }))
  const project = readRunnerProject(folder, { TOKEN: 'secret', MOCHA_OPTIONS: '--bail' })
  const kept = JSON.parse(JSON.stringify(keptProject(project)))
  assert.not.match(JSON.stringify(kept), 'secret')
  assert.equal(kept.versions, { tap: '21.1.0' })
  const again = projectOf(kept)
  assert.equal(again.scripts, { test: 'tap' })
  assert.equal([again.versionOf('tap'), again.versionOf('mocha')], ['21.1.0', undefined])
  assert.equal(again.env, { MOCHA_OPTIONS: '--bail' })
})

test.run()
