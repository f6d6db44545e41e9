import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbeError } from '../src/errors.js'
import type { LaunchRequest } from '../src/experiment/launch-port.js'
import { IsolatedRuns } from '../src/isolated-runs.js'
import type { NoScript, PlainScript } from '../src/launch/plain-script.js'
import { printedIn } from '../src/launch/printed.js'
import type { RunOutcome } from '../src/launch/run-outcome.js'

const SCRIPT: PlainScript = { kind: 'script', program: 'node', flags: [], path: '/x/main.js', args: [] }
const OBSERVE: LaunchRequest = { arm: 'observe', sites: {}, timed: false, label: 'observe' }
const TIMED: LaunchRequest = { arm: 'off', sites: {}, timed: true, label: 'none cached' }

const OUTCOME = {
  end: { kind: 'exited', code: 0 },
  wallMs: 300,
  sites: new Map([
    ['a.js#f', { id: 'a.js#f', counters: { calls: 9 } }],
    ['a.js#unused', { id: 'a.js#unused', counters: { calls: 0 } }],
  ]),
  conduct: { threads: 0, programs: 0, cutShort: 0, zonesSet: 0 },
  instrumentedProcesses: 1,
  faults: [],
  printed: printedIn('done'),
  surroundings: { tookMs: 400, othersShare: 0.1, otherSessions: 0 },
} as unknown as RunOutcome

const THREAD = { ...OUTCOME, surroundings: { tookMs: 300, othersShare: 0.1, otherSessions: 0 } } as RunOutcome

interface World {
  asked?: 'auto' | 'subprocess' | 'inprocess'
  script?: PlainScript | NoScript
  observed?: Partial<RunOutcome>
  process?: Partial<RunOutcome>
  thread?: Partial<RunOutcome>
}

/** An experiment of one untimed and two timed runs; what was asked for, what was said, and what it came to. */
async function experiment({ asked = 'auto', script = SCRIPT, observed, process, thread }: World = {}) {
  const [requests, notices]: [LaunchRequest[], string[]] = [[], []]
  const launch = async (request: LaunchRequest) => {
    requests.push(request)
    if (!request.timed) return { ...OUTCOME, ...observed }
    return request.inThread ? { ...THREAD, ...thread } : { ...OUTCOME, ...process }
  }
  const runs = new IsolatedRuns(launch, asked, script, (line) => notices.push(line))
  for (const request of [OBSERVE, TIMED, TIMED]) await runs.launch(request)
  const ways = requests.map(({ label, inThread }) => `${label}${inThread ? ' in a thread' : ''}`)
  return { requests, ways, notices, isolation: runs.isolation }
}

const IN_PROCESSES = ['observe', 'none cached', 'none cached']
const LOOK = ['observe', 'isolation', 'isolation in a thread']

test('auto takes threads where the script does the same there, and quicker', async () => {
  const { ways, notices, isolation } = await experiment()
  assert.equal(ways, [...LOOK, 'none cached in a thread', 'none cached in a thread'])
  const why = 'the script does the same in a thread, which is quicker to start'
  assert.equal(isolation, { kind: 'inprocess', why })
  assert.equal(notices, [`timed runs: threads of one process, as ${why}`])
})

test('the look counts the calls of what was called, and gives a thread that hangs a few seconds', async () => {
  const { requests } = await experiment()
  const [, process, thread] = requests
  assert.equal([process?.only, process?.sites], [['a.js#f'], { 'a.js#f': { arm: 'time', untimed: true } }])
  assert.equal([process?.timeoutSeconds, thread?.timeoutSeconds], [undefined, 5.9])
})

const surroundings = { tookMs: 400, othersShare: 0, otherSessions: 0 }
const conduct = { threads: 0, programs: 0, cutShort: 0, zonesSet: 0 }
for (const [why, world] of [
  ['the command is npm', { script: { kind: 'other', why: 'the command is npm' } }],
  ['the command starts other programs', { observed: { conduct: { ...conduct, programs: 1 } } }],
  ['the command starts other programs', { observed: { instrumentedProcesses: 2 } }],
  ['the command has threads of its own', { observed: { conduct: { ...conduct, threads: 1 } } }],
  ['the command sets its time zone (process.env.TZ)', { observed: { conduct: { ...conduct, zonesSet: 1 } } }],
  ['the command ends by process.exit', { observed: { conduct: { ...conduct, cutShort: 1 } } }],
  ['the command takes much longer than a process to start', { observed: { wallMs: 2001 } }],
  ['another cache-probe is at work', { observed: { surroundings: { ...surroundings, otherSessions: 1 } } }],
  ['other programs are at work', { observed: { surroundings: { ...surroundings, othersShare: 0.6 } } }],
  ['other programs are at work', { observed: { surroundings: { ...surroundings, othersShare: undefined } } }],
] as const satisfies [string, World][]) {
  test(`auto takes processes without a look, as ${why}: ${JSON.stringify(world)}`, async () => {
    const { ways, notices, isolation } = await experiment(world)
    assert.equal(ways, IN_PROCESSES)
    assert.equal(isolation, { kind: 'subprocess', why })
    assert.equal(notices, [`timed runs: fresh processes, as ${why}`])
  })
}

for (const [why, world] of [
  ['it prints something else when it runs in a thread', { thread: { printed: printedIn('no main thread') } }],
  ['it ended with exit code 1 when it runs in a thread', { thread: { end: { kind: 'exited', code: 1 } } }],
  ['threads are hardly quicker for it', { thread: { surroundings: { ...surroundings, tookMs: 380 } } }],
  ['the command failed when it was run again', { process: { end: { kind: 'exited', code: 1 } } }],
] as const satisfies [string, World][]) {
  test(`auto takes processes after a look, as ${why}`, async () => {
    const { ways, isolation } = await experiment(world)
    assert.equal(ways.slice(-2), ['none cached', 'none cached'])
    assert.equal(isolation, { kind: 'subprocess', why })
  })
}

test('processes that are asked for need no look and no reason', async () => {
  const { ways, notices, isolation } = await experiment({ asked: 'subprocess' })
  assert.equal([ways, notices, isolation], [IN_PROCESSES, [], { kind: 'subprocess' }])
})

test('threads that are asked for are taken however busy the machine and long the run, but looked at', async () => {
  const busy = { ...surroundings, othersShare: 3, otherSessions: 2 }
  const observed = { wallMs: 60_000, surroundings: busy, conduct: { ...conduct, cutShort: 1 } }
  const { ways, notices, isolation } = await experiment({ asked: 'inprocess', observed })
  assert.equal(ways, [...LOOK, 'none cached in a thread', 'none cached in a thread'])
  assert.equal([notices, isolation], [[], { kind: 'inprocess' }])
})

for (const [why, world] of [
  ['the command is npm', { script: { kind: 'other', why: 'the command is npm' } }],
  ['the command starts other programs', { observed: { conduct: { ...conduct, programs: 1 } } }],
  ['it prints something else when it runs in a thread', { thread: { printed: printedIn('no main thread') } }],
] as const satisfies [string, World][]) {
  test(`threads that are asked for and cannot be had are refused in one line, as ${why}`, async () => {
    const error = await experiment({ ...world, asked: 'inprocess' }).catch((reason: unknown) => reason)
    assert.instance(error, ProbeError)
    const { code, message } = error as ProbeError
    assert.is(code, 'unsupported-isolation')
    assert.is(
      message,
      `timed runs cannot be threads (--isolation inprocess), as ${why}. Use --isolation auto or subprocess.`,
    )
  })
}

test.run()
