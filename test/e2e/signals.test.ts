import { readdirSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { skip } from '../runner/skip.js'
import { type CliResult, cacheProbe, type PrivateFolders, privateFolders } from './cli.js'
import { copyFixture } from './probe-fixture.js'
import { canSeeProcesses, processesMarked } from './processes.js'

const needsProc = canSeeProcesses ? undefined : 'processes are found through /proc'

for (const [signals, exitCode] of [
  [['SIGINT'], 130],
  [['SIGTERM'], 143],
  // Twice the same: of two different signals sent at once either may arrive first.
  [['SIGINT', 'SIGINT'], 130],
] as const) {
  testOrSkip(
    `${signals.join(' and then ')} in the middle of a run ends every process, leaves no temporary file and exits ${exitCode}`,
    async () => {
      const { result, left, folders } = await probeHangs([], signals)
      assert.is(result.exitCode, exitCode, result.stderr)
      assert.equal(left, [])
      expectNothingLeft(folders)
    },
  )
}

testOrSkip(
  'a command that hangs is killed after --timeout with all its descendants, and exits 3 in one line',
  async () => {
    const { result, left, folders } = await probeHangs(['--timeout', '2'])
    assert.is(result.exitCode, 3, result.stderr)
    assert.equal(left, [])
    expectNothingLeft(folders)
    assert.match(result.stderr, /^cache-probe: .*2 s.*--timeout/m)
  },
)

testOrSkip('Ctrl-C ends what npm and a shell started, children in sessions of their own included', async () => {
  const { result, left } = await probeHangs([], ['SIGINT'], ['sh', '-c', 'npm test; echo after'])
  assert.is(result.exitCode, 130, result.stderr)
  assert.equal(left, [])
})

testOrSkip('the time limit ends what npm and a shell started, children in sessions of their own included', async () => {
  const { result, left } = await probeHangs(['--timeout', '5'], [], ['sh', '-c', 'npm test; echo after'])
  assert.is(result.exitCode, 3, result.stderr)
  assert.equal(left, [])
})

/** Rewritten sources, and what was read of sources, are kept on purpose, for the next call. */
function expectNothingLeft({ temporary, cache }: PrivateFolders): void {
  assert.equal(readdirSync(temporary), [])
  const kept = readdirSync(cache, { recursive: true, encoding: 'utf8' })
  assert.equal(
    kept.filter((path) => !/^cache-probe(\/(rewritten|facts).*)?$/.test(path)),
    [],
  )
}

function testOrSkip(title: string, run: () => Promise<void>): void {
  if (needsProc) skip(test, title, needsProc)
  else test(title, run)
}

/** Probes the fixture that never ends; `signals` are sent to the driver once the command has started. */
async function probeHangs(
  options: string[],
  signals: readonly NodeJS.Signals[] = [],
  command: readonly string[] = ['node', 'main.js'],
): Promise<{ result: CliResult; left: number[]; folders: PrivateFolders }> {
  const mark = `PROBE_TEST_MARK=${process.pid}-${Math.random()}`
  const [name = '', value = ''] = mark.split('=')
  const folders = privateFolders()
  let signalled = false
  const result = await cacheProbe(['observe', '--verbose', ...options, '--', ...command], {
    cwd: copyFixture('hangs'),
    env: { ...folders.env, [name]: value },
    onStderr: (text, child) => {
      if (signalled || !text.includes('waiting for ever')) return
      signalled = true
      for (const signal of signals) child.kill(signal)
    },
  })
  return { result, left: processesMarked(mark), folders }
}

test.run()
