/** Which files call a site is told by few stacks, and is not missed for a file that makes a hundredth of the calls. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { OutermostPlace } from '../../../loader/observe/call-site.js'
import { CallingFiles, type TakenStacks } from '../../../loader/observe/calling-files.js'
import type { RecordLine } from '../../../src/wire/record.js'
import { siteFor } from './armed.js'

const inFunction = (path: string): OutermostPlace => ({ kind: 'in-function', path })
const loading = (path: string): OutermostPlace => ({ kind: 'loading', path })
const UNKNOWN: OutermostPlace = { kind: 'unknown' }

interface Seen {
  files: string[]
  stacks: number
}

/** `calls` of one site, each from the place that is given for its number. */
function seenOf(calls: number, placeOf: (call: number) => OutermostPlace, taken: TakenStacks = noStacks()): Seen {
  const files: string[] = []
  const recorder = recorderInto((line) => line.type === 'caller' && files.push(line.file))
  const site = siteFor('observe', { isTarget: (path) => path.startsWith('/src/') })
  let call = 0
  const callers = new CallingFiles(site, recorder, () => placeOf(call), taken)
  for (call = 1; call <= calls; call++) if (call >= callers.next) callers.look(call)
  return { files, stacks: taken.count }
}

const recorderInto = (line: (line: RecordLine) => void) => ({ line, touch() {}, callsLeft: new Int32Array(1) })
const noStacks = (): TakenStacks => ({ count: 0, latest: undefined })

test('a file that makes a hundredth of the calls in a row is seen, wherever it stands among the others', () => {
  const calls = 100_000
  for (let first = 1; first <= calls - 1000; first += 499) {
    const { files } = seenOf(calls, (call) => inFunction(call >= first && call < first + 1000 ? '/b.js' : '/a.js'))
    assert.equal(files.sort(), ['/a.js', '/b.js'], `from call ${first} on`)
  }
})

test('a million calls take about a thousand stacks', () => {
  const { stacks } = seenOf(1_000_000, () => inFunction('/a.js'))
  assert.is(stacks, 1352)
})

test('what nobody of the owner calls is counted for the file that was last seen, and for none before', () => {
  assert.equal(seenOf(3, () => UNKNOWN).files, [])
  const places = [UNKNOWN, inFunction('/src/server.js'), inFunction('/a.js'), inFunction('/src/server.js'), UNKNOWN]
  assert.equal(seenOf(5, (call) => places[call - 1] ?? UNKNOWN).files, ['/a.js'])
  assert.equal(seenOf(1, () => UNKNOWN, { count: 0, latest: '/b.js' }).files, ['/b.js'])
})

test('the loading of a target is done by every file that needs it, that of a test file is its own', () => {
  assert.equal(seenOf(2, () => loading('/src/table.js'), { count: 0, latest: '/b.js' }).files, [])
  assert.equal(seenOf(2, () => loading('/a.js')).files, ['/a.js'])
})

test('where nobody asks no stack is taken', () => {
  const callers = new CallingFiles(
    siteFor('observe'),
    recorderInto(() => assert.unreachable()),
  )
  assert.is(callers.next, Number.POSITIVE_INFINITY)
})

test.run()
