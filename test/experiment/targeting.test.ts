/** Files are left out only where that is seen to spare much and to show the same calls; what is measured is scaled. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { WatchedRuns } from '../../src/experiment/forecast.js'
import type { LaunchRequest } from '../../src/experiment/launch-port.js'
import { RunLedger } from '../../src/experiment/run-ledger.js'
import { screen } from '../../src/experiment/screen.js'
import { chooseTarget, type Targeting } from '../../src/experiment/targeting.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import { OPTIONS, probed } from './experiment-options.js'
import { type SyntheticSite, simulate } from './synthetic-world.js'

const DEAR: SyntheticSite = { id: 'dear', calls: 10_000, keys: 20, callNs: 5000 }

/** What runs of some of the files are like; by default they call what the whole command calls. */
interface Files {
  otherMs?: number
  calls?: number
  fails?: boolean
  mains?: { file: string; cpuMs: number }[]
  refusal?: string
  callers?: string[]
  run?: 'apart' | 'together'
  loaded?: string[]
  pairsLeft?: number
}

interface Chosen {
  targeting: Targeting
  /** Each run: how many sites are cached, and how many files are run. */
  runs: string[]
}

const MAINS = [
  { file: '/p/a.js', cpuMs: 80 },
  { file: '/p/b.js', cpuMs: 60 },
  { file: '/p/c.js', cpuMs: 300 },
]

/** A command of 450 ms, of which two files out of three take 150 and do all the calls. */
async function chosen(files: Files = {}): Promise<Chosen> {
  const wholeWorld = simulate({ sites: [DEAR], otherMs: 400 })
  const { otherMs = 100, calls = DEAR.calls } = files
  const end = { kind: 'exited', code: files.fails ? 1 : 0 } as const
  const part = simulate({ sites: [{ ...DEAR, calls }], otherMs, end })
  const asked: LaunchRequest[] = []
  const launch = async (request: LaunchRequest) => {
    asked.push(request)
    return withFiles(await (request.files ? part : wholeWorld).launch(request), files)
  }
  const watched = new WatchedRuns(launch)
  const { survivors } = await screen(OPTIONS, probed([DEAR]), watched.launch)
  const screened = watched.screened(survivors)
  assert.ok(screened, 'no run with all survivors cached')
  asked.length = 0
  const targeting = await chooseTarget(
    survivors,
    screened,
    { run: files.run ?? 'apart', refusal: () => files.refusal },
    new RunLedger(launch, () => {}),
    files.pairsLeft ?? 20,
  )
  return { targeting, runs: asked.map(({ sites, files: only = [] }) => `${Object.keys(sites).length} ${only.length}`) }
}

function withFiles(
  outcome: RunOutcome,
  { mains = MAINS, callers = ['/p/a.js', '/p/b.js'], run, loaded }: Files,
): RunOutcome {
  const told = run === 'together' ? { callers } : { mains: callers }
  const sites = new Map([...outcome.sites].map(([id, site]) => [id, { ...site, ...told }]))
  return { ...outcome, sites, ...(run === 'together' ? { loaded } : { mains }) }
}

test('two of three files that do all the calls are chosen by one cached run and two pairs of bare ones', async () => {
  const { targeting, runs } = await chosen()
  assert.equal(runs, ['1 2', '0 2', '0 0', '0 2', '0 0'])
  assert.is(targeting.kind, 'targeted')
  if (targeting.kind !== 'targeted') return
  assert.equal([targeting.files, targeting.of], [['/p/a.js', '/p/b.js'], 3])
  const { cpu } = targeting.share
  assert.ok(cpu && Math.abs(cpu.estimate - 150 / 450) < 1e-9, JSON.stringify(cpu))
  assert.ok(cpu.relativeError > 0.02)
})

test('of files that share a process those are chosen whose functions call, whatever else was loaded', async () => {
  const { targeting, runs } = await chosen({ run: 'together', loaded: ['/p/a.js', '/p/b.js', '/p/c.js'] })
  assert.equal(runs, ['1 2', '0 2', '0 0', '0 2', '0 0'])
  assert.is(targeting.kind, 'targeted')
  if (targeting.kind === 'targeted') assert.equal([targeting.files, targeting.of], [['/p/a.js', '/p/b.js'], undefined])
})

test('making sure may take a third of what the budget has left', async () => {
  assert.is((await chosen({ pairsLeft: 8 })).targeting.kind, 'targeted')
})

test('where workers do not tell what they have loaded, the files are tried', async () => {
  const { targeting } = await chosen({ run: 'together', loaded: ['/p/runner.config.js'] })
  assert.is(targeting.kind, 'targeted')
})

const WHOLE: [claim: string, files: Files, why: string | undefined, runs: number][] = [
  ['one program is nothing to choose from', { mains: MAINS.slice(0, 1) }, undefined, 0],
  [
    'files that all exercise a candidate',
    { callers: MAINS.map(({ file }) => file) },
    'each of them exercises a candidate',
    0,
  ],
  [
    'files that took most of the time',
    { mains: [...MAINS.slice(0, 2), { file: '/p/c.js', cpuMs: 10 }] },
    'those that exercise the candidates take 93 % of the time',
    0,
  ],
  ['calls out of nowhere', { callers: [] }, 'it is not known which of them call dear', 0],
  ['a runner that cannot be told', { refusal: 'it cannot be told' }, 'it cannot be told', 0],
  [
    'a budget of which making sure takes more than a third',
    { pairsLeft: 7 },
    'the budget has too little room for the 5 runs that it takes to make sure that some will do',
    0,
  ],
  ['files that fail alone', { fails: true }, 'without the others the command ended with exit code 1', 1],
  ['files that call less alone', { calls: 9800 }, 'without the others dear is not called as often', 1],
  [
    'one file that shares its process with no other',
    { run: 'together', callers: ['/p/a.js'], loaded: ['/p/a.js'] },
    undefined,
    0,
  ],
  ['all that was loaded', { run: 'together', loaded: ['/p/a.js', '/p/b.js'] }, 'each of them exercises a candidate', 0],
  ['stacks that tell of no file', { run: 'together', callers: [] }, 'it is not known which of them call dear', 0],
  [
    'files that surely take long',
    { run: 'together', otherMs: 380 },
    'those that exercise the candidates take 95 % of the time',
    1,
  ],
  ['files that take long after all', { otherMs: 230 }, 'those that exercise the candidates take 62 % of the time', 5],
]

for (const [claim, files, why, runs] of WHOLE) {
  test(`${claim}: the whole command is run`, async () => {
    const answer = await chosen(files)
    assert.equal(answer.targeting, why === undefined ? { kind: 'whole' } : { kind: 'whole', why })
    assert.is(answer.runs.length, runs)
  })
}

test.run()
