import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { runnersBehind } from '../../src/runner/runners-behind.js'

const VERSIONS: Record<string, string> = { vitest: '9.1.0', mocha: '12.0.3' }

function behind(command: string, scripts: Record<string, string> = {}): string | undefined {
  return runnersBehind(command.split(' '), {
    scripts,
    scriptsRunHere: true,
    ignoresScripts: false,
    versionOf: (name) => VERSIONS[name],
    env: {},
  })
}

test('the runners behind a command are named with the versions that are installed, each once', () => {
  assert.is(behind('npx vitest run'), 'vitest 9.1.0')
  assert.is(behind('npm test', { test: 'c8 mocha a && mocha b && ava' }), 'mocha 12.0.3, ava')
  assert.is(behind('node --test'), 'node --test')
})

test('a program that is no runner has no name, nor has what cannot be told', () => {
  assert.is(behind('node main.js'), undefined)
  assert.is(behind('turbo run test'), undefined)
})

test.run()
