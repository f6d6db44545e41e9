import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { packageRoot } from '../../src/wire/package-root.js'

test('a reader that closes the pipe early ends the tool quietly', async () => {
  const child = spawn(process.execPath, [join(packageRoot(), 'dist/cli.mjs'), '--help'])
  child.stdout.destroy()
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk
  })
  const exitCode = await new Promise((resolve) => child.once('close', resolve))
  assert.equal([exitCode, stderr], [0, ''])
})

test.run()
