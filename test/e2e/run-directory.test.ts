/** Every finished run is kept: it is analysed again without running anything, and never made again after an interruption. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { type CliResult, cacheProbe, privateFolders } from './cli.js'
import { copyFixture } from './probe-fixture.js'
import { temporaryFolder } from './temporary-folder.js'

/** The fixture's workload; it notes each execution, and the one with the number that it is told never ends. */
const MAIN = `import { appendFileSync, statSync } from 'node:fs'
import { checksum } from './src/checksum.js'

appendFileSync(process.env.EXECUTIONS, '.')
if (statSync(process.env.EXECUTIONS).size === Number(process.env.HANGS_AT)) {
  console.log('hanging')
  setInterval(() => {}, 1000)
} else {
  let sum = 0
  for (let call = 0; call < 400; call++) sum += checksum('a plain item ' + (call % 20))
  console.log(sum)
}
`

/** The observed run, a timed one and the one with everything cached are over by then. */
const IN_VALIDATION = 6

class Project {
  readonly cwd = copyFixture('pure-repeat')
  readonly folders = privateFolders()
  readonly executionsPath = join(this.folders.temporary, 'executions')

  constructor() {
    writeFileSync(join(this.cwd, 'main.js'), MAIN)
    writeFileSync(this.executionsPath, '')
  }

  get executions(): number {
    return readFileSync(this.executionsPath, 'utf8').length
  }

  /** Below the user's cache. */
  get kept(): string[] {
    const base = join(this.folders.cache, 'cache-probe', 'runs')
    return existsSync(base) ? readdirSync(base).map((name) => join(base, name)) : []
  }

  call(args: string[], ...given: Partial<Parameters<typeof cacheProbe>[1]>[]): Promise<CliResult> {
    const env = { ...this.folders.env, EXECUTIONS: this.executionsPath, HANGS_AT: String(IN_VALIDATION) }
    return cacheProbe(args, Object.assign({ cwd: this.cwd, env }, ...given))
  }

  /** A run that gets the signal in the middle of its validation. */
  brokenOff(signal: NodeJS.Signals, options: string[] = []): Promise<CliResult> {
    let sent = false
    const run = ['run', '--seed', '1', '--exhaustive', '--verbose', '--timeout', '60', ...options]
    return this.call([...run, '--', 'node', 'main.js'], {
      onStderr: (text, child) => {
        if (sent || !text.includes('hanging')) return
        sent = true
        child.kill(signal)
      },
    })
  }
}

function runsIn(dir: string): Map<string, string> {
  const folder = join(dir, 'runs')
  const names = readdirSync(folder).sort()
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'base64')]))
}

test('killed in the middle of validation, an experiment goes on with --resume and makes no finished run again', async () => {
  const project = new Project()
  assert.is((await project.brokenOff('SIGKILL')).signal, 'SIGKILL')
  const [dir = ''] = project.kept
  const before = runsIn(dir)
  assert.equal([project.executions, before.size], [IN_VALIDATION, IN_VALIDATION - 1])
  const { exitCode, stdout, stderr } = await project.call(['run', '--resume', '--reporter', 'json'])
  assert.is(exitCode, 0, stderr)
  assert.match(stderr, `cache-probe: going on after ${before.size} finished runs in ${dir}\n`)
  const after = runsIn(dir)
  for (const [name, content] of before) assert.is(after.get(name), content, name)
  // One execution was broken off: it is the only one that was not kept.
  assert.is(project.executions, after.size + 1)
  assert.ok(after.size > before.size)
  const { functions, options, runDirectory }: ProbeReport = JSON.parse(stdout)
  assert.equal([functions[0]?.verdict, options.seed, runDirectory], ['APPLY', 1, dir])
  assert.ok((functions[0]?.validation?.pairs ?? 0) >= 3)
  await expectLine(project, ['run', '--resume'], /no experiment was left unfinished in .*pure-repeat\./)
  await expectLine(project, ['run', '--resume', dir], /has nothing left to run: cache-probe report /)
})

test('Ctrl-C says how to go on, and what was measured by then can be looked at', async () => {
  const project = new Project()
  const { exitCode, stderr, stdout } = await project.brokenOff('SIGINT', ['--reporter', 'json'])
  assert.equal([exitCode, stdout], [130, ''])
  const [dir = ''] = project.kept
  const line = `cache-probe: ${IN_VALIDATION - 1} finished runs kept; to go on: cache-probe run --resume ${dir}`
  assert.is(stderr.trimEnd().split('\n').at(-1), line)
  const report = await project.call(['report', '--reporter', 'json', dir])
  assert.is(report.exitCode, 0, report.stderr)
  const { functions, warnings }: ProbeReport = JSON.parse(report.stdout)
  assert.equal(
    warnings.map(({ code, args }) => [code, args]),
    [['interrupted', { runs: IN_VALIDATION - 1 }]],
  )
  assert.equal(
    functions.map(({ verdict, reasons }) => [verdict, reasons[0]?.code]),
    [['INCONCLUSIVE', 'not-validated']],
  )
  assert.is(project.executions, IN_VALIDATION)
  await expectLine(project, ['run', '--resume', dir, '--repeats', '7'], /repeats has changed from 3 to 7 since/)
  appendFileSync(join(project.cwd, 'src', 'checksum.js'), '// changed\n')
  await expectLine(project, ['run', '--resume', dir], /src\/checksum\.js has changed since/)
  assert.is(project.executions, IN_VALIDATION)
})

test('what --run-dir holds is reported again byte by byte, without a run and whatever became of the project', async () => {
  const project = new Project()
  const args = ['run', '--exhaustive', '--run-dir', 'kept', '--reporter', 'json', '--', 'node', 'main.js']
  const first = await project.call(args, { env: { ...project.folders.env, EXECUTIONS: project.executionsPath } })
  assert.is(first.exitCode, 0, first.stderr)
  const { executions, cwd } = project
  assert.equal(project.kept, [])
  assert.is(runsIn(join(cwd, 'kept')).size, executions)
  await expectLine(project, args, /--run-dir .*kept is not empty/)
  appendFileSync(join(cwd, 'src', 'checksum.js'), 'this is no JavaScript any more')
  const again = await project.call(['report', '--reporter', 'json', join(cwd, 'kept')], {
    cwd: temporaryFolder('else'),
  })
  assert.is(again.exitCode, 0, again.stderr)
  assert.is(again.stdout, first.stdout)
  const table = await project.call(['report', 'kept'])
  assert.match(table.stdout.replaceAll(/\s+/g, ' '), `, kept in ${join(cwd, 'kept')}`)
  assert.is(project.executions, executions)
  truncateSync(join(cwd, 'kept', 'runs', 'run-00002.json.gz'), 9)
  await expectLine(project, ['report', 'kept'], /kept is damaged: run-00002\.json\.gz cannot be read/)
})

test('a directory without an experiment is named: one that is not there, an empty one, one of somebody else', async () => {
  const project = new Project()
  const [empty, foreign] = ['empty', 'foreign'].map((name) => join(project.cwd, name)) as [string, string]
  for (const path of [empty, foreign]) mkdirSync(path)
  writeFileSync(join(foreign, 'experiment.json'), '{"theirs": true}')
  await expectLine(project, ['report', 'nowhere'], /nowhere is no run directory/)
  await expectLine(project, ['report', empty], /empty is no run directory/)
  await expectLine(project, ['report', foreign], /foreign is no run directory/)
  await expectLine(project, ['run', '--resume', empty], /empty is no run directory/)
  await expectLine(project, ['run', '--run-dir', foreign, '--', 'node', 'main.js'], /--run-dir .*foreign is not empty/)
  assert.is(project.executions, 0)
})

/** The call must end with exit code 2, print nothing on stdout, and say why in one line that matches. */
async function expectLine(project: Project, args: string[], why: RegExp): Promise<void> {
  const { exitCode, stdout, stderr } = await project.call(args)
  const lines = stderr.split('\n').filter((line) => line !== '' && !/^(scan|screening|validation): /.test(line))
  assert.equal([exitCode, stdout, lines.length], [2, '', 1], stderr)
  assert.match(lines[0] ?? '', /^cache-probe: /)
  assert.match(lines[0] ?? '', why)
}

test.run()
