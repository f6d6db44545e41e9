import { spawnSync } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compilerFlag } from '../../src/cli/compile-less.js'

test('this node knows the flag and says nothing', () => {
  const flag = compilerFlag(process.versions.node)
  assert.ok(flag)
  const script = `require('node:v8').setFlagsFromString(${JSON.stringify(flag)}); console.log('went on')`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
  assert.equal(stdout, 'went on\n')
  assert.equal(stderr, '')
})

test('a node that is newer than those tried gets none', () => {
  assert.equal(compilerFlag('27.0.0'), undefined)
})

test.run()
