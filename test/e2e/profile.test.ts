/** Profiles of real processes: recorded of all of a command's, and read by a run. */
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { RecordedProfileReport } from '../../src/report/hot-spot-report.js'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { profileOf } from '../profile/a-profile.js'
import { cacheProbe, privateFolders } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'
import { treeOf } from './tree.js'

/** Enough rounds for a sampler on any machine; nobody asks how long they took. */
const WORK = `export function spin(rounds) {
  let sum = 0
  for (let round = 0; round < rounds; round++) sum = Math.sqrt(sum + round)
  return sum
}
export function other(n) {
  return n + 1
}
`
const MAIN = `import { spawnSync } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { spin, other } from './src/work.js'
for (let n = 0; n < 300; n++) other(n) + spin(n)
if (process.argv[2] === 'alone') process.exitCode = 0
else {
  spin(2e7)
  new Worker(new URL('./part.js', import.meta.url), { env: {} })
  const { status } = spawnSync(process.execPath, ['part.js'], { env: { ...process.env, NODE_OPTIONS: '' } })
  process.exitCode = status
  process.on('exit', (code) => console.log('ends with', code))
}
`
const PART = "import { spin } from './src/work.js'\nspin(2e7)\nprocess.exit(0)\n"

function project(): string {
  const folder = temporaryFolder('profiled')
  const files = { 'package.json': '{"type": "module"}', 'src/work.js': WORK, 'main.js': MAIN, 'part.js': PART }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

test('one run of a command is recorded with all its processes and threads, and nothing of the project is changed', async () => {
  const cwd = project()
  const before = treeOf(cwd)
  const { env, cache, temporary } = privateFolders()
  const path = join(temporary, 'report.json')
  const args = ['profile', '--verbose', '--reporter', 'table', '--reporter', `json=${path}`, '--', 'node', 'main.js']
  const { exitCode, stdout, stderr } = await cacheProbe(args, { cwd, env })
  assert.is(exitCode, 0, stderr)
  assert.match(stderr, 'ends with 0')
  assert.equal(treeOf(cwd), before)
  const { threads, file, functions, warnings }: RecordedProfileReport = JSON.parse(readFileSync(path, 'utf8'))
  assert.equal(warnings, [])
  assert.is(threads, 3)
  assert.is(functions[0]?.id, 'src/work.js#spin')
  assert.is(dirname(file), join(cache, 'cache-probe/profiles'))
  assert.match(stdout, `Recorded in ${file}\nUse it: cache-probe run --profile ${file} -- node main.js\n`)
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).cacheProbe, { command: ['node', 'main.js'] })
  assert.equal(readdirSync(temporary), ['report.json'])
})

test('a command that fails leaves no profile, and its own output is shown', async () => {
  const cwd = project()
  writeFileSync(join(cwd, 'main.js'), "throw new Error('broken')\n")
  const output = join(temporaryFolder('output'), 'mine.cpuprofile')
  const { exitCode, stderr } = await cacheProbe(['profile', '--output', output, '--', 'node', 'main.js'], { cwd })
  assert.is(exitCode, 3)
  assert.match(stderr, 'Error: broken')
  assert.not.ok(existsSync(output))
})

test('a run tells what is hot in production, and what of the profile is out of date', async () => {
  const cwd = project()
  const calls = [
    { frame: 'other file:///srv/app/src/work.js 6:22', ms: 700 },
    { frame: 'spin file:///srv/app/src/work.js 1:21', ms: 90 },
    { frame: 'removed file:///srv/app/src/work.js 9:9', ms: 5 },
  ]
  const { env, temporary } = privateFolders()
  const profile = join(temporary, 'production.cpuprofile')
  writeFileSync(profile, JSON.stringify(profileOf(...calls)))
  const now = Date.now() / 1000
  utimesSync(profile, now, now - 100 * 3600)
  const path = join(temporary, 'report.json')
  const reporters = ['--reporter', 'table', '--reporter', `json=${path}`]
  const args = ['run', '--profile', profile, ...reporters, '--', 'node', 'main.js', 'alone']
  const { exitCode, stdout, stderr } = await cacheProbe(args, { cwd, env })
  assert.is(exitCode, 0, stderr)
  const { functions, warnings, profiles = [], runDirectory = '' }: ProbeReport = JSON.parse(readFileSync(path, 'utf8'))
  const told = Object.fromEntries(functions.map(({ name, priority, time }) => [name, { priority, ...time }]))
  assert.equal(told, {
    other: { priority: 'MEDIUM', totalMs: 700, selfMs: 700, from: 'production' },
    spin: { priority: undefined, totalMs: 90, selfMs: 90, from: 'production' },
  })
  assert.equal(
    warnings.filter(({ code }) => code.startsWith('profile-')).map(({ code, args: { file, ...rest } }) => [code, rest]),
    [
      ['profile-old', { hours: 100 }],
      ['profile-gone', { gone: 1, functions: 3 }],
    ],
  )
  assert.equal([profiles.length, profiles[0]?.busyMs], [1, 795])
  assert.match(stdout, /other .*\n {4}MEDIUM priority: on the stack for 700 ms in production, by its profile\n/)

  const again = await cacheProbe(['report', runDirectory, '--reporter', 'json'], { cwd, env })
  assert.equal(JSON.parse(again.stdout).profiles, profiles)
})

test.run()
