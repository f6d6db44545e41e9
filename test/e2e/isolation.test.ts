/** Timed runs in threads of one process: what is counted and said, and where they are refused. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cacheProbe } from './cli.js'
import { copyFixture, runIn } from './probe-fixture.js'

const CHECKSUM = 'src/checksum.js#checksum'
const IN_THREADS = ['--isolation', 'inprocess', '--exhaustive']

/** `pure-repeat` with another main program: it calls `checksum` 400 times with 20 texts. */
function projectWith(main: string): string {
  const folder = copyFixture('pure-repeat')
  writeFileSync(join(folder, 'main.js'), main)
  return folder
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a program
const WORK = 'for (let call = 0; call < 400; call++) checksum(`a plain item ${call % 20}`)'
const IMPORT = "import { checksum } from './src/checksum.js'"

test('runs in threads come to the verdict of runs in processes, and the report says what they were', async () => {
  const { report, functions } = await runIn(copyFixture('pure-repeat'), IN_THREADS)
  assert.equal([report?.options.isolation, report?.environment.cpuSource], ['inprocess', 'host'])
  assert.ok(report?.warnings.some(({ code }) => code === 'inprocess'))
  const [checksum] = functions
  assert.equal([checksum?.id, checksum?.verdict], [CHECKSUM, 'APPLY'])
  assert.is(checksum?.validation?.heapDelta, undefined)
})

test('runs in threads are kept like others, and analysed again they come to the same', async () => {
  const cwd = copyFixture('pure-repeat')
  const { report } = await runIn(cwd, [...IN_THREADS, '--run-dir', join(cwd, 'kept')])
  const { exitCode, stdout, stderr } = await cacheProbe(['report', 'kept', '--reporter', 'json'], { cwd })
  assert.is(exitCode, 0, stderr)
  assert.equal(JSON.parse(stdout), report)
})

test('a script that ends its process by process.exit ends its thread only', async () => {
  const probed = await runIn(projectWith(`${IMPORT}\n${WORK}\nprocess.exit()`), IN_THREADS)
  assert.is(probed.site(CHECKSUM).verdict, 'APPLY')
})

for (const [what, main, why] of [
  [
    'does nothing outside the main thread',
    `import { isMainThread } from 'node:worker_threads'\n${IMPORT}\nif (isMainThread) ${WORK}`,
    /calls src\/checksum\.js#checksum 0 times, and not 400 times/,
  ],
  [
    'prints something else in a thread',
    `import { isMainThread } from 'node:worker_threads'\n${IMPORT}\n${WORK}\nconsole.log(isMainThread)`,
    /prints something else/,
  ],
  ['changes its working directory', `${IMPORT}\nprocess.chdir('src')\n${WORK}`, /ended with exit code 1/],
  [
    'never ends in a thread',
    `${IMPORT}\n${WORK}\nprocess.on('beforeExit', () => console.log('the end'))`,
    /was still running/,
  ],
  [
    'starts a program',
    `import { execFileSync } from 'node:child_process'\n${IMPORT}\n${WORK}\nexecFileSync('true')`,
    /starts other programs/,
  ],
  [
    'has a thread of its own',
    `import { Worker } from 'node:worker_threads'\n${IMPORT}\n${WORK}\nnew Worker('', { eval: true })`,
    /has threads of its own/,
  ],
] as const) {
  test(`a script that ${what} is refused in one line`, async () => {
    const { result } = await runIn(projectWith(main), IN_THREADS)
    assert.is(result.exitCode, 2, result.stderr)
    assert.match(
      result.stderr,
      /^cache-probe: timed runs cannot be threads \(--isolation inprocess\), as .* Use --isolation auto or subprocess\.$/m,
    )
    assert.match(result.stderr, why)
  })
}

for (const [main, command, why] of [
  [WORK, ['sh', '-c', 'node main.js'], "the command is sh, and no script of node's"],
  [`${WORK}\nprocess.exit()`, ['node', 'main.js'], 'the command ends by process.exit'],
] as const) {
  test(`auto takes processes and says so, as ${why}`, async () => {
    const cwd = projectWith(`${IMPORT}\n${main}`)
    const args = ['run', '--isolation', 'auto', '--exhaustive', '--reporter', 'json', '--', ...command]
    const { exitCode, stdout, stderr } = await cacheProbe(args, { cwd })
    assert.is(exitCode, 0, stderr)
    assert.ok(stderr.includes(`cache-probe: timed runs: fresh processes, as ${why}\n`), stderr)
    const { isolation, isolationReason } = JSON.parse(stdout).options
    assert.equal([isolation, isolationReason], ['subprocess', why])
  })
}

test.run()
