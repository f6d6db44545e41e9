import { spawnSync } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compilerFlags } from '../../src/cli/compile-less.js'

test('this node knows the flags and says nothing', () => {
  const flags = compilerFlags(process.versions.node)
  assert.is(flags.length, 2)
  const script = `${JSON.stringify(flags)}.forEach(require('node:v8').setFlagsFromString); console.log('went on')`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
  assert.equal(stdout, 'went on\n')
  assert.equal(stderr, '')
})

test('a node that is newer than those tried gets none', () => {
  assert.equal(compilerFlags('27.0.0'), [])
})

test.run()
