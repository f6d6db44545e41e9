/** What a run directory gives back is what was put into it, in order, or a line that says why not. */
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ARCHIVE_VERSION } from '../../src/archive/files.js'
import { RunArchive } from '../../src/archive/run-archive.js'
import { ProbeError } from '../../src/errors.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { simulate } from '../experiment/synthetic-world.js'
import { asked, newArchive, outcome, RECORD, SURVEY, WHEN } from './an-archive.js'

function faultOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof ProbeError) return `${error.code}: ${error.message}`
    throw error
  }
  throw new Error('it should have been refused')
}

test('what an experiment was about, and its runs, are read again as they were written', async () => {
  const archive = newArchive()
  const { launch } = simulate({ sites: [{ id: 'a', calls: 100, keys: 10, callNs: 5000 }], otherMs: 10, noise: 0.1 })
  const { request } = asked('observe')
  const live = await launch({ ...request, arm: 'observe' })
  assert.equal(archive.keep({ request }, live, WHEN), live)
  const opened = RunArchive.open(archive.dir)
  assert.equal([opened.record, opened.survey, opened.runs], [RECORD, SURVEY, 1])
  assert.equal(opened.take({ request }), live)
})

test('runs that were asked for alike come back in the order that they were made, each once', () => {
  const archive = newArchive()
  for (const runId of ['1', '2', '3']) archive.keep(asked(runId === '2' ? 'other' : 'same'), outcome(runId), WHEN)
  const opened = RunArchive.open(archive.dir)
  assert.equal(
    ['same', 'same', 'same', 'other', 'none'].map((label) => opened.take(asked(label))?.runId),
    ['1', '3', undefined, '2', undefined],
  )
})

test('another arm, another command or another added variable is another run; the order of keys is not', () => {
  const archive = newArchive()
  const pace = { command: ['mocha', '--no-parallel'], variables: ['A'] }
  archive.keep(asked('one', pace), outcome('1'), WHEN)
  const opened = RunArchive.open(archive.dir)
  const { request } = asked('one')
  const others = [
    { request },
    { request: { ...request, arm: 'cached' as const }, pace },
    { request, pace: { ...pace, command: ['mocha'] } },
    { request, pace: { ...pace, variables: ['A', 'B'] } },
  ]
  assert.equal(
    others.map((each) => opened.take(each)),
    [undefined, undefined, undefined, undefined],
  )
  const { label, timed, sites, arm } = request
  assert.is(opened.take({ pace, request: { label, timed, sites, arm, only: undefined } as never })?.runId, '1')
})

test('a run that was cut off on the disk is one that was not finished; those after it are kept', () => {
  const archive = newArchive()
  for (const runId of ['1', '2', '3']) archive.keep(asked(runId), outcome(runId), WHEN)
  const second = join(archive.dir, 'runs', 'run-00002.json.gz')
  truncateSync(second, statSync(second).size - 20)
  writeFileSync(join(archive.dir, 'runs', 'run-00004.json.gz.part'), 'half')
  const opened = RunArchive.open(archive.dir)
  assert.equal(
    ['1', '2', '3'].map((label) => opened.take(asked(label))?.runId),
    ['1', undefined, '3'],
  )
  opened.keep(asked('2'), outcome('again'), WHEN)
  assert.is(RunArchive.open(archive.dir).take(asked('2'))?.runId, 'again')
})

test('files of another version are refused with what they are', () => {
  const archive = newArchive()
  const path = join(archive.dir, 'experiment.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace(`"version":${ARCHIVE_VERSION},`, '"version":99,'))
  assert.match(
    faultOf(() => RunArchive.open(archive.dir)),
    new RegExp(`^not-a-run-directory: .*format 99 instead of ${ARCHIVE_VERSION}.*Use that version`),
  )
})

test('a directory without an experiment, none at all, and one whose experiment was cut off are told apart', () => {
  const folder = temporaryFolder('foreign')
  writeFileSync(join(folder, 'notes.txt'), 'mine')
  assert.match(
    faultOf(() => RunArchive.open(folder)),
    /^not-a-run-directory: .*is no run directory/,
  )
  assert.match(
    faultOf(() => RunArchive.open(join(folder, 'none'))),
    /is no run directory/,
  )
  const archive = newArchive()
  truncateSync(join(archive.dir, 'experiment.json'), 100)
  assert.match(
    faultOf(() => RunArchive.open(archive.dir)),
    /is damaged/,
  )
})

test('files are for their user alone, and nothing of the values of variables is in them', () => {
  const env = { MOCHA_OPTIONS: '--reporter token-of-the-owner' }
  const archive = newArchive({
    ...SURVEY,
    pace: { kind: 'serialised', command: ['x'], env, runner: 'mocha', flag: '-x' },
    project: { ...SURVEY.project, env },
  })
  archive.keep(asked('one', { command: ['x'], variables: Object.keys(env) }), outcome('1'), WHEN)
  const paths = readdirSync(archive.dir, { recursive: true, encoding: 'utf8' }).map((name) => join(archive.dir, name))
  for (const path of [archive.dir, ...paths]) assert.is(statSync(path).mode & 0o077, 0, path)
  for (const path of paths.filter((each) => statSync(each).isFile())) {
    const bytes = readFileSync(path)
    const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
    assert.not.match(text, 'token-of-the-owner')
  }
})

test('what a passing command printed is not kept, and decides nothing while it runs either', () => {
  const archive = newArchive()
  const failed = { end: { kind: 'exited', code: 1 }, outputTail: 'why it failed' } as const
  assert.is(archive.keep(asked('1'), outcome('1', { outputTail: 'a secret' }), WHEN).outputTail, '')
  assert.is(archive.keep(asked('2'), outcome('2', failed), WHEN).outputTail, 'why it failed')
})

test('a directory is not taken up while its process lives, and is when another one has left it', () => {
  const archive = newArchive()
  assert.match(
    faultOf(() => RunArchive.open(archive.dir).takeUp()),
    `cannot-resume: process ${process.pid} is still`,
  )
  archive.leave()
  const opened = RunArchive.open(archive.dir)
  opened.takeUp()
  opened.end({ kind: 'done' })
  assert.equal(RunArchive.open(archive.dir).ending, { kind: 'done' })
})

test('a run that cannot be kept is a fault that says where, and not one of ours', () => {
  const archive = newArchive()
  rmSync(join(archive.dir, 'runs'), { recursive: true })
  const line = /^run-directory: what is measured could not be kept as .*run-00001\.json\.gz \(ENOENT\)\. Make sure/
  assert.match(
    faultOf(() => archive.keep(asked('1'), outcome('1'), WHEN)),
    line,
  )
  assert.is(archive.runs, 0)
})

test('runs say in which sitting they were made', () => {
  const archive = newArchive()
  archive.keep(asked('1'), outcome('1'), WHEN)
  archive.leave()
  const opened = RunArchive.open(archive.dir)
  opened.takeUp()
  opened.keep(asked('2'), outcome('2'), WHEN)
  const sittings = [1, 2].map((number) => {
    const path = join(archive.dir, 'runs', `run-0000${number}.json.gz`)
    return JSON.parse(gunzipSync(readFileSync(path)).toString()).sitting
  })
  assert.equal(sittings, [1, 2])
})

test('what is not worth keeping is taken away, and nothing that the owner has put there meanwhile', () => {
  const archive = newArchive()
  writeFileSync(join(archive.dir, 'driver.json.part'), '')
  writeFileSync(join(archive.dir, 'coverage.json'), '{}')
  archive.discard()
  assert.equal(readdirSync(archive.dir), ['coverage.json'])
})

test.run()
