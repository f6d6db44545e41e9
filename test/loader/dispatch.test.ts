import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cleanEnvironment } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

const dispatchUrl = new URL('../../loader/dispatch.js', import.meta.url).href
const folder = temporaryFolder('dispatch')
const asked = join(folder, 'asked.mjs')
writeFileSync(
  asked,
  `import { missingMain } from ${JSON.stringify(dispatchUrl)}
   const { program, args } = missingMain() ?? {}
   console.log(JSON.stringify([program && program.slice(${folder.length}), args]))
   process.exit()`,
)
addProgram('node_modules/.bin/npm')
addProgram('bin/elsewhere')
writeFileSync(join(folder, 'node_modules/.bin/not-executable'), '')
mkdirSync(join(folder, 'node_modules/.bin/a-folder'))
mkdirSync(join(folder, 'below/npm'), { recursive: true })
writeFileSync(join(folder, 'below/main.js'), '')

function addProgram(path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), '#!/bin/sh\n')
  chmodSync(join(folder, path), 0o755)
}

/** What is dispatched when node is started so, as `[program, arguments]`; nulls for nothing. */
function dispatched(args: string[], cwd = folder): unknown {
  const env = { ...cleanEnvironment(), PATH: join(folder, 'bin') }
  const { stdout } = spawnSync(process.execPath, ['--import', asked, ...args], { cwd, env, encoding: 'utf8' })
  return JSON.parse(stdout)
}

const NOTHING = [null, null]

test('a bare name is looked for in node_modules/.bin, upwards, and then on PATH', () => {
  assert.equal(dispatched(['npm', 'test']), ['/node_modules/.bin/npm', ['test']])
  assert.equal(dispatched(['npm', 'run', 'a b'], join(folder, 'bin')), ['/node_modules/.bin/npm', ['run', 'a b']])
  assert.equal(dispatched(['elsewhere']), ['/bin/elsewhere', []])
})

test('a folder of that name without an index is no main script', () => {
  assert.equal(dispatched(['npm'], join(folder, 'below')), ['/node_modules/.bin/npm', []])
})

test('a main script that is there, with its extension or without, is run by node', () => {
  assert.equal(dispatched(['main.js'], join(folder, 'below')), NOTHING)
  assert.equal(dispatched(['main'], join(folder, 'below')), NOTHING)
})

test('a path is no program, and neither is what cannot be executed', () => {
  for (const name of ['bin/npm', '../npm', 'not-executable', 'a-folder', 'unknown']) {
    assert.equal(dispatched([name]), NOTHING, name)
  }
})

test('with a flag by which argv[1] is no main script, nothing is dispatched', () => {
  for (const flags of [['-e', '0'], ['--eval=0'], ['-p', '0'], ['-pe', '0'], ['--print', '0']]) {
    assert.equal(dispatched([...flags, 'npm']), NOTHING, flags.join(' '))
  }
})

test.run()
