/** Every rule says what it should, in its place in the order, and in words. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { TriedKey } from '../../src/experiment/key-choice.js'
import type { SharedCacheFigures } from '../../src/experiment/observation.js'
import type { StaticReason } from '../../src/scan/scanned-site.js'
import { withCulprits } from '../../src/verdict/evidence.js'
import { judge } from '../../src/verdict/judge.js'
import { zeroCounters } from '../../src/wire/counters.js'
import type { KeyStrategy } from '../../src/wire/site-key.js'
import { between, evidenceWhen, type Spoiling, STATE, THRESHOLDS, verdictWhen } from './case-file.js'

function expect(spoiling: Spoiling, verdict: string, ...messages: string[]): void {
  const judged = verdictWhen(spoiling)
  assert.is(judged.verdict, verdict, JSON.stringify(judged.reasons))
  assert.equal(
    judged.reasons.map(({ message }) => message),
    messages,
  )
}

const UNDISPROVED = 'no counterexample in 900 hits over 100 keys'

const codesOf = (spoiling: Spoiling) => verdictWhen(spoiling).reasons.map(({ code }) => code)

const source = (code: StaticReason['code'], subject: string): Spoiling => ({
  purity: { verdict: 'impure', reasons: [{ code, line: 3, subject }] },
})

test('calls that surely save enough are worth a cache', () => {
  expect({}, 'APPLY', 'hits save 12 % of the CPU time (10 % to 14 %) with maxsize 128', UNDISPROVED)
})

test('a cache whose entries have a size is told with it, and with that of a full one', () => {
  const timing = { hitCallNs: 900, lookupNs: 48, savedShare: between(0.1, 0.14), entryBytes: 1234 }
  const words =
    'hits save 12 % of the CPU time (10 % to 14 %) with maxsize 128 (about 1.2 kB an entry, 158 kB when full)'
  expect({ timing }, 'APPLY', words, UNDISPROVED)
})

test('a command that surely saves enough makes up for calls that look cheap', () => {
  const effect = { speedup: between(0.03, 0.04), commandCpu: between(0.08, 0.2) }
  expect({ effect }, 'APPLY', 'the command saves 14 % of its time (8 % to 20 %) with maxsize 128', UNDISPROVED)
})

test('a cache that is found guilty after all else was measured is unsafe', () => {
  const culprits = [{ ids: ['a.js#f', 'b.js#g'], outputTail: 'it failed' }]
  const [guilty] = judge(THRESHOLDS, withCulprits([evidenceWhen({})], culprits))
  assert.equal([guilty?.verdict, guilty?.reasons.map(({ code }) => code)], ['UNSAFE', ['culprit-together']])
})

test('of calls that could not be timed one time of the command denies, and the other is told beside it', () => {
  const times = { commandCpu: between(-0.02, 0.02), commandWall: between(-0.06, 0.08) }
  const words =
    'the command saves at most 2 % of its CPU time, below 5 %, and its wall time shows no more: 1 % (-6 % to 8 %)'
  expect({ effect: { speedup: undefined, ...times, payoff: 'does-not-pay' } }, 'REJECT', words)
})

test('a counterexample is unsafe, whatever else is known, and is told with its arguments', () => {
  const counterexample = { arguments: ['"a"'], stored: '"X"', fresh: '"Y"', afterCalls: 812, callSite: 'b.js:3:1' }
  const spoiling = { counters: { calls: 5, mismatches: 2 }, observation: { counterexamples: [counterexample] } }
  expect(spoiling, 'UNSAFE', 'the result differed for the same arguments after 812 calls: f("a") gave "X", then "Y"')
  assert.is(verdictWhen(spoiling).reasons[0]?.args.callSite, 'b.js:3:1')
})

test('each danger seen at run time is unsafe', () => {
  const words: [counter: string, message: string][] = [
    ['mismatches', 'the result differed for the same arguments in 1 call'],
    ['mutatedResults', 'a caller changes the returned object (1 time seen), and would change it for all callers'],
    ['mutatedArguments', 'it changes an argument (in 1 call)'],
    ['mutatedThis', 'it changes its object (in 1 call)'],
    ['random', 'it draws random numbers (in 1 call)'],
    ['clock', 'it reads the clock (in 1 call)'],
    ['fileSystem', 'it uses the file system (in 1 call)'],
    ['network', 'it uses the network (in 1 call)'],
    ['console', 'it prints (in 1 call)'],
    ['hostState', 'its arguments or result hold state that node keeps outside of JavaScript (in 1 call)'],
    ['iterators', 'it returns an iterator, which can be read only once (in 1 call)'],
  ]
  for (const [counter, message] of words) expect({ counters: { [counter]: 1 } }, 'UNSAFE', message)
})

test('the evidence behind a counter is told with it', () => {
  const evidence = [{ type: 'evidence' as const, site: 'a.js#f', code: 'mutated-result', detail: 'length 3, then 4' }]
  const [reason] = verdictWhen({ counters: { mutatedResults: 2 }, observation: { evidence } }).reasons
  assert.match(reason?.message ?? '', /2 times seen: length 3, then 4/)
})

test('what the source says explains what was seen', () => {
  const spoiling = { ...source('reads-random', 'Math.random'), counters: { mismatches: 4, random: 9 } }
  assert.equal(codesOf(spoiling), ['mismatches', 'random', 'reads-random'])
})

test('a cache that alone makes the command fail is unsafe, with the last line that it printed', () => {
  const culprit = { outputTail: 'running\n1 test failed\n' }
  const words = 'the command fails with only this function cached (3 times of 3, and 0 of 3 without): 1 test failed'
  expect({ observation: { culprit } }, 'UNSAFE', words)
})

test('of a failure that ends in a stack the error itself is told', () => {
  const outputTail =
    'node:assert:95\n\nAssertionError [ERR_ASSERTION]: 20 == 400\n    at a.js:1:1 {\n  code: 1\n}\n\nNode.js v20.20.2\n'
  const [reason] = verdictWhen({ observation: { culprit: { outputTail } } }).reasons
  assert.match(reason?.message ?? '', /: AssertionError \[ERR_ASSERTION\]: 20 == 400$/)
})

test('of a failure without an error the first test that failed is told, in colours or not', () => {
  const outputTail = `FAIL src/money.test.js
  \x1b[31m✕ format (3 ms)\x1b[39m
  ● Console

    console.log
  ● format › in euros

    expect(jest.fn()).toHaveBeenCalledTimes(expected)

  Test Suites: 1 failed, 1 total
  Ran all test suites.\n`
  const [reason] = verdictWhen({ observation: { culprit: { outputTail } } }).reasons
  assert.match(reason?.message ?? '', /: ● format › in euros$/)
})

test('a cache that makes the command fail with another names the other', () => {
  const culprit = { outputTail: '', together: ['a.js#g'] }
  const words = 'the command fails when this function and a.js#g are cached (3 times of 3, and 0 of 3 without)'
  expect({ observation: { culprit } }, 'UNSAFE', words)
})

test('what the source says for certain is unsafe without any sign at run time', () => {
  expect(source('reads-clock', 'Date.now'), 'UNSAFE', 'reads the clock (Date.now, line 3)')
  expect(source('does-io', 'fs.readFileSync'), 'UNSAFE', 'does input or output (fs.readFileSync, line 3)')
  for (const code of ['reads-random', 'assigns-outer', 'mutates-outer'] as const) {
    assert.is(verdictWhen(source(code, 'x')).verdict, 'UNSAFE')
    assert.equal(codesOf(source(code, 'x')), [code])
  }
})

test('what it might print, and no call did, is a caution; what prints after it has returned is never noticed', () => {
  for (const subject of ['console.warn', 'process.stderr.write']) {
    const { verdict, cautions } = verdictWhen(source('does-io', subject))
    assert.is(verdict, 'APPLY')
    const words = `prints where no call of this run did (${subject}, line 3): a cache prints once for each key`
    assert.ok(cautions.some(({ message }) => message === words))
  }
  const later = source('does-io', 'console.warn')
  assert.is(verdictWhen({ ...later, site: { ...later.site, async: true } }).verdict, 'UNSAFE')
  assert.equal(codesOf({ ...later, counters: { console: 1 } }), ['console', 'does-io'])
})

test('what nobody can follow, in calls or in objects, leaves the verdict to what was seen at run time', () => {
  for (const code of ['calls-unknown', 'changes-unfollowed'] as const) {
    assert.is(verdictWhen({ ...source(code, 'x'), counters: { objectKeys: 1 } }).verdict, 'APPLY')
  }
})

test('what the source may change of what it is given, and no call did, puts a function that would pay on hold', () => {
  for (const code of ['mutates-argument', 'mutates-this'] as const) {
    const spoiling = { ...source(code, 'x'), counters: { objectKeys: 1 } }
    assert.is(verdictWhen(spoiling).verdict, 'HOLD')
    assert.equal(codesOf(spoiling), ['would-pay', code])
  }
})

test('reading the environment or the locale, and unknown calls, are no verdict', () => {
  for (const code of ['reads-environment', 'locale-or-time-zone', 'calls-unknown'] as const) {
    assert.is(verdictWhen(source(code, 'x')).verdict, 'APPLY')
  }
})

test('generators, constructors and setters are never candidates', () => {
  expect(
    { site: { unwrappable: 'generator' } },
    'REJECT',
    'a generator keeps its own position: every call needs a new one',
  )
  assert.equal(codesOf({ site: { unwrappable: 'constructor' } }), ['constructor'])
  assert.equal(codesOf({ site: { unwrappable: 'setter' } }), ['setter'])
})

test('what could not be wrapped, loaded or called proves nothing', () => {
  const unseen = { without: ['observation', 'effect'] as ('observation' | 'effect')[], instrumented: false }
  const cases: [Spoiling, string][] = [
    [{ ...unseen, site: { unwrappable: 'no-writable-binding' } }, 'no-writable-binding'],
    [{ ...unseen, site: { unwrappable: 'private-method' } }, 'private-method'],
    [{ ...unseen, loaded: false }, 'not-loaded'],
    [unseen, 'not-instrumented'],
    [{ ...unseen, loaded: false, unseenIn: 'vitest 9.1.0' }, 'not-instrumented'],
    [{ partly: true, observation: { bestHitRate: 0 } }, 'partly-instrumented'],
    [{ counters: { calls: 0, hits: 0, misses: 0, checked: 0 } }, 'never-called'],
    [{ counters: { calls: 200, hits: 0, misses: 0, bypassed: 200 } }, 'only-bypassed'],
  ]
  for (const [spoiling, code] of cases) {
    assert.is(verdictWhen(spoiling).verdict, 'INCONCLUSIVE', code)
    assert.equal(codesOf(spoiling), [code])
  }
})

test('too few calls prove nothing, not even a low hit rate', () => {
  const spoiling = { counters: { calls: 12, hits: 0, misses: 12 }, observation: { bestHitRate: 0 } }
  expect(spoiling, 'INCONCLUSIVE', 'called 12 times, fewer than 100: this workload proves nothing')
})

test('closures beyond the limit are named where too little was seen', () => {
  assert.equal(codesOf({ counters: { calls: 0, untrackedInstances: 5 } }), ['closures-untracked', 'never-called'])
})

test('results without equality are never waved through', () => {
  const evidence = [{ type: 'evidence' as const, site: 'f', code: 'uncomparable-result', detail: 'a closure' }]
  const words = '1 of 900 repeated results could not be compared: a closure: nobody knows whether they were equal'
  expect({ counters: { unknown: 1, checked: 899 }, observation: { evidence } }, 'INCONCLUSIVE', words)
})

test('of promises it is said how many hits share work under way, and what could not be compared at the end', () => {
  const counters = { promises: 1000, inFlight: 900, pendingAtEnd: 2, unsettledHits: 1 }
  const { verdict, cautions } = verdictWhen({ counters })
  assert.is(verdict, 'APPLY')
  assert.equal(
    cautions.map(({ message }) => message),
    [
      'of its hits 900 join a call that is still under way and 0 get what has settled: sharing calls that are under way would do, with nothing kept',
      '2 promises had not settled when the process ended, and 1 hit could not be compared for that',
    ],
  )
})

test('promises none of which could be compared prove nothing', () => {
  const words =
    'none of 900 repeated promises could be compared: they settled after the process had ended, or too late to be looked at'
  expect({ counters: { checked: 0, unsettledHits: 900 } }, 'INCONCLUSIVE', words)
})

test('a few results too large to compare are a caution, many are no verdict', () => {
  const few = verdictWhen({ counters: { unknown: 10, checked: 890 } })
  assert.is(few.verdict, 'APPLY')
  assert.ok(few.cautions.some(({ message }) => message === '10 of 900 repeated results were too large to compare'))
  assert.equal(codesOf({ counters: { unknown: 200, checked: 700 } }), ['uncomparable'])
})

test('a function with a cache of its own is rejected', () => {
  const inPart = { subject: 'memo', line: 7, ofPart: true } as const
  assert.is(verdictWhen({ purity: { ownCache: inPart } }).verdict, 'APPLY')
  const purity = { ownCache: { subject: 'memo', line: 7 } }
  expect({ purity }, 'REJECT', 'it has a cache of its own already (memo, line 7)')
})

test('a low hit rate at the best size is rejected', () => {
  expect({ observation: { bestHitRate: 0.04 } }, 'REJECT', 'hit rate 4 % at the best size, below 20 %')
})

const tried = (strategy: KeyStrategy, bestHitRate: number, more: Partial<TriedKey> = {}): TriedKey => ({
  key: { strategy, leaves: [] },
  counters: zeroCounters(),
  counterexamples: [],
  curve: { points: [], recommendedMaxsize: undefined, bestHitRate },
  unkeyable: 0,
  byReference: 0,
  followed: 0,
  keyNs: undefined,
  ...more,
})

test('where calls hardly repeat, it is said which keys were tried and what each came to', () => {
  const keys = [
    tried('identity', 0),
    tried('projected', 0.9, { counters: { ...zeroCounters(), mismatches: 2 } }),
    tried('structural', 0.02, { unkeyable: 7, keyNs: 309.7 }),
    tried('structural', 0.99, { counters: { ...zeroCounters(), calls: 10_000 }, followed: 2049 }),
  ]
  expect(
    { observation: { bestHitRate: 0, tried: keys } },
    'REJECT',
    'hit rate 0 % at the best size, below 20 %',
    'keys tried: identity: 0 %; what it reads: gave another result for the same key in 2 calls; content: 2 % (310 ns to make while observed), none for 7 calls; content: repeated no more in the 2049 calls that it was followed for',
  )
  assert.equal(codesOf({ observation: { bestHitRate: 0, tried: keys.slice(0, 1) } }), ['low-hit-rate'])
})

test('beside a saving it is said what the other keys came to, where there was a choice', () => {
  const keys = [tried('identity', 0), tried('structural', 0.9, { keyNs: 250 })]
  const [, content] = keys
  const { verdict, reasons } = verdictWhen({ observation: { key: (content as TriedKey).key, tried: keys } })
  assert.is(verdict, 'APPLY')
  assert.equal(
    reasons.map(({ code }) => code),
    ['hits-save', 'key', 'no-counterexample', 'keys-tried'],
  )
  assert.ok(
    reasons.some(
      ({ message }) => message === 'keys tried: identity: 0 %; content: 90 % (250 ns to make while observed)',
    ),
  )
})

test('what gives back what it is given has no key by content', () => {
  const evidence = [{ type: 'evidence', site: 'a.js#f', code: 'returns-argument', detail: 'options' } as const]
  const observation = { bestHitRate: 0, tried: [tried('identity', 0), tried('structural', 0.9)], evidence }
  expect(
    { observation, counters: { aliased: 1 } },
    'REJECT',
    'hit rate 0 % at the best size, below 20 %',
    'a key by content is out of the question: it gives back what it is given: options',
  )
})

test('a key that costs more than the function is rejected for that', () => {
  const timing = { savedShare: between(-0.04, 0.01), hitCallNs: 200, lookupNs: 340 }
  const words = {
    projected: 'making a key of what it reads and looking it up 340 ns: the key costs more than the function',
    structural: 'making a key of their content and looking it up 340 ns: the key costs more than the function',
  }
  for (const [strategy, rest] of Object.entries(words)) {
    const key = { strategy: strategy as KeyStrategy, leaves: [] }
    expect({ timing, observation: { key }, without: ['effect'] }, 'REJECT', `a repeated call takes 200 ns, ${rest}`)
  }
  const cheap = { ...timing, lookupNs: 100 }
  const key = { strategy: 'structural' as const, leaves: [] }
  assert.equal(codesOf({ timing: cheap, observation: { key }, without: ['effect'] }), ['below-floor'])
})

test('a cache with a key that is made is told with that key, and cautioned for it', () => {
  const key = { strategy: 'structural' as const, leaves: [] }
  const observation = { key, tried: [{ ...tried('structural', 0.9, { unkeyable: 3 }), key }] }
  const { verdict, reasons, cautions } = verdictWhen({ observation, counters: { objectKeys: 9, thisReads: 9 } })
  assert.is(verdict, 'APPLY')
  assert.is(reasons[1]?.message, "key: all arguments by content; as code: memoize(fn, { key: 'structural' })")
  assert.equal(
    cautions.map(({ message }) => message),
    [
      'its key is worked out anew in each call (50 ns with its look-up): right as long as nothing else of its arguments or of `this` decides the result',
      'no key could be made for 3 calls (accessors, proxies, more than 512 values): they go past the cache',
    ],
  )
})

test('state that the key holds need not be followed', () => {
  const write = { line: 4, subject: 'x', writer: 'g', writerLine: 9 }
  const state = [
    { ...write, code: 'argument-mutated-elsewhere' as const },
    { ...write, code: 'reads-changing-this' as const },
  ]
  const verdictBy = (strategy: KeyStrategy) =>
    verdictWhen({ purity: { state }, counters: { objectKeys: 5 }, observation: { key: { strategy, leaves: [] } } })
  assert.equal(
    (['identity', 'structural', 'projected'] as const).map((strategy) => verdictBy(strategy).verdict),
    ['HOLD', 'HOLD', 'APPLY'],
  )
  assert.equal(
    verdictBy('structural').reasons.map(({ code }) => code),
    ['would-pay', 'reads-changing-this'],
  )
})

test('state of what a key tells by reference has to be followed still', () => {
  const write = { line: 4, subject: 'x', writer: 'g', writerLine: 9 }
  for (const code of ['argument-mutated-elsewhere', 'reads-changing-this'] as const) {
    for (const strategy of ['structural', 'projected'] as const) {
      const observation = { key: { strategy, leaves: [] }, byReference: 1 }
      const purity = { state: [{ ...write, code }] }
      const { verdict, reasons } = verdictWhen({ purity, counters: { objectKeys: 5 }, observation })
      assert.equal([verdict, reasons[1]?.code], ['HOLD', code])
    }
  }
})

test('a saving surely below the floor is rejected before any pair of runs', () => {
  const timing = { savedShare: between(0.004, 0.02) }
  expect({ timing, without: ['effect'] }, 'REJECT', 'hits save 1.2 % of the CPU time, below the floor of 3 %')
})

test('a cache that costs what it saves is rejected with both prices', () => {
  const timing = { hitCallNs: 15, lookupNs: 48, savedShare: between(-0.2, 0.02) }
  const words = 'a repeated call takes 15 ns and a look-up 48 ns: the cache would cost what it saves'
  expect({ timing, without: ['effect'] }, 'REJECT', words)
})

test('a cache that would cost next to nothing is told by what its hits save, not by the price of a few look-ups', () => {
  const timing = { hitCallNs: 300, lookupNs: 7000, savedShare: between(-0.012, 0.002) }
  expect({ timing, without: ['effect'] }, 'REJECT', 'hits save nothing beyond what the cache costs')
})

test('a function that repeats only inside repeats of others is rejected', () => {
  const timing = { hitCallNs: undefined, savedShare: between(-0.01, 0.01) }
  assert.equal(codesOf({ timing, without: ['effect'] }), ['nested-repeats'])
})

test('repeats inside those of others count where the site alone would pay, with a caution', () => {
  const { verdict, cautions } = verdictWhen({ timing: { savedShare: between(0, 0.01), aloneShare: between(0.1, 0.2) } })
  assert.is(verdict, 'APPLY')
  assert.is(cautions[0]?.code, 'inside-others')
  const alone = { savedShare: between(0, 0.01), aloneShare: between(0.01, 0.02) }
  expect({ timing: alone }, 'REJECT', 'hits save 1.5 % of the CPU time, below the floor of 3 %')
})

test('a site that was not measured is left open', () => {
  assert.equal(codesOf({ without: ['effect'] }), ['not-validated'])
  assert.equal(codesOf({ without: ['timing', 'effect'] }), ['not-timed'])
  assert.equal(codesOf({ without: ['timing', 'effect'], site: { async: true } }), ['not-validated'])
})

test('a cache that was never asked proves nothing', () => {
  assert.equal(codesOf({ effect: { counters: zeroCounters() } }), ['cache-not-active'])
})

test('intervals that both end below the threshold are rejected', () => {
  const effect = { speedup: between(0.03, 0.04), commandCpu: between(0, 0.044) }
  expect({ effect }, 'REJECT', 'hits save at most 4 %, below 5 %, and the command shows no more: 2.2 % (0 % to 4.4 %)')
})

test('a slower command is rejected whatever its calls save', () => {
  const effect = { commandCpu: between(-0.2, -0.04) }
  expect({ effect }, 'REJECT', 'the command takes at least 4 % longer with the cache')
})

test('state that others write is held back, with the writer named', () => {
  const purity = { state: [STATE] }
  const words = 'reads locale (line 4), written by setLocale (line 12): clear the cache there'
  expect({ purity }, 'HOLD', 'it would save about 12 %, but not as the code stands', words)
})

test('a writer in another file is named with it', () => {
  const purity = { state: [{ ...STATE, writerFile: 'src/settings.js' }] }
  const words = 'reads locale (line 4), written by setLocale (src/settings.js:12): clear the cache there'
  expect({ purity }, 'HOLD', 'it would save about 12 %, but not as the code stands', words)
})

test('what is held back is told with the saving that shows that it pays', () => {
  const effect = { speedup: between(-0.3, 0.1), commandCpu: between(0.3, 0.5) }
  const [reason] = verdictWhen({ purity: { state: [STATE] }, effect }).reasons
  assert.is(reason?.message, 'it would save about 40 %, but not as the code stands')
})

test('what may change the objects it is given is held back where it is given any', () => {
  const mutates = source('mutates-argument', 'options.depth')
  const elsewhere = { ...STATE, code: 'argument-mutated-elsewhere', subject: 'list' } as const
  assert.equal(codesOf({ ...mutates, counters: { objectKeys: 1 } }), ['would-pay', 'mutates-argument'])
  assert.equal(codesOf({ purity: { state: [elsewhere] }, counters: { functionKeys: 1 } }), [
    'would-pay',
    'argument-mutated-elsewhere',
  ])
  assert.is(verdictWhen({ purity: { state: [elsewhere] } }).verdict, 'APPLY')
  const { verdict, cautions } = verdictWhen(mutates)
  assert.is(verdict, 'APPLY')
  assert.equal(
    cautions.map(({ message }) => message),
    ['may change an object that it is given (options.depth, line 3): every argument was a value so far'],
  )
})

test('a function whose result some caller changes is held back where callers would share it', () => {
  const changed = { ...STATE, code: 'result-changed-elsewhere', subject: 'result' } as const
  const words =
    'its result (line 4) is changed by setLocale (line 12), and the next caller would get it so: hand out copies'
  const purity = { state: [changed] }
  expect(
    { purity, counters: { sharedResults: 3 } },
    'HOLD',
    'it would save about 12 %, but not as the code stands',
    words,
  )
  assert.is(verdictWhen({ purity }).verdict, 'APPLY')
})

test('a function that calls the functions it is given is held back', () => {
  const reasons = [{ code: 'calls-argument', line: 3, subject: 'visitor' } as const]
  const words = 'calls a function that it is given (visitor, line 3): a cache would leave that call out'
  const purity = { verdict: 'unknown' as const, reasons: [...reasons] }
  expect(
    { purity, counters: { functionKeys: 900 } },
    'HOLD',
    'it would save about 12 %, but not as the code stands',
    words,
  )
  assert.is(verdictWhen({ purity }).verdict, 'APPLY')
})

test('a function that never returns a value is rejected', () => {
  const words = 'it never returned a value: it is called for its effect, which a cache would leave out'
  expect({ counters: { voidResults: 990, threw: 10 } }, 'REJECT', words)
  assert.is(verdictWhen({ counters: { voidResults: 990 } }).verdict, 'APPLY')
  expect({ counters: { promises: 1000, voidPromises: 900, rejected: 50 } }, 'REJECT', words)
  assert.is(verdictWhen({ counters: { promises: 1000, voidPromises: 900, valuePromises: 1 } }).verdict, 'APPLY')
  assert.is(verdictWhen({ counters: { promises: 900, voidPromises: 900 } }).verdict, 'APPLY')
})

test('a stateful site that saves nothing is rejected, and an open one is held by its estimate', () => {
  const state = [STATE]
  assert.is(verdictWhen({ purity: { state }, timing: { savedShare: between(0, 0.01) } }).verdict, 'REJECT')
  assert.is(verdictWhen({ purity: { state }, effect: { speedup: between(0.02, 0.2) } }).verdict, 'HOLD')
  assert.is(verdictWhen({ purity: { state }, effect: { speedup: between(0.02, 0.06) } }).verdict, 'INCONCLUSIVE')
})

test('open intervals are told with what would settle them', () => {
  const effect = { speedup: between(0.03, 0.06), furtherPairs: 7 }
  const words = 'the saving lies between 3 % and 6 %: too wide to say whether it reaches 5 %'
  expect(
    { effect },
    'INCONCLUSIVE',
    words,
    'about 7 further pairs of runs, some 14 s, would settle it (--repeats, --budget-runs, --budget-seconds)',
  )
  assert.equal(codesOf({ effect: { ...effect, furtherPairs: undefined } }), ['open-interval', 'too-close'])
})

test('of two intervals the one is told that is open, though the other is the narrower', () => {
  const effect = {
    speedup: between(-0.3, 0.4),
    commandCpu: between(-0.4, 0.04),
    furtherPairs: 7,
    payoff: 'open' as const,
  }
  const words = 'the saving lies between -30 % and 40 %: too wide to say whether it reaches 5 %'
  expect(
    { effect },
    'INCONCLUSIVE',
    words,
    'about 7 further pairs of runs, some 14 s, would settle it (--repeats, --budget-runs, --budget-seconds)',
  )
})

test('of two intervals the one is told that is open', () => {
  const effect = { speedup: between(0.02, 0.04), commandCpu: between(-0.05, 0.12), furtherPairs: 7 }
  const words = "the command's saving lies between -5 % and 12 %: too wide to say whether it reaches 5 %"
  expect(
    { effect },
    'INCONCLUSIVE',
    words,
    'about 7 further pairs of runs, some 14 s, would settle it (--repeats, --budget-runs, --budget-seconds)',
  )
})

test('calls that pay beside a command that surely does not are a contradiction, not a cache', () => {
  const effect = { commandCpu: between(-0.01, 0.02), commandWall: between(-0.01, 0.02) }
  const words = 'its calls should save at least 10 %, but the command saves no more than 2 %'
  expect({ effect }, 'INCONCLUSIVE', words)
})

test('calls that pay are not enough while the command shows next to nothing of it', () => {
  const effect = { commandCpu: between(-0.05, 0.07), furtherPairs: 8 }
  expect(
    { effect },
    'INCONCLUSIVE',
    'its calls should save at least 10 %, but the command saves 1 % (-5 % to 7 %) so far: a cache may cost what no call shows',
    'about 8 further pairs of runs, some 16 s, would settle it (--repeats, --budget-runs, --budget-seconds)',
  )
  assert.is(verdictWhen({ effect: { commandCpu: between(-0.05, 0.16) } }).verdict, 'APPLY')
})

test('an asynchronous site is decided by the command alone', () => {
  const spoiling: Spoiling = { without: ['timing'], site: { async: true } }
  const effect = { speedup: undefined, commandCpu: between(-0.02, 0.04), commandWall: between(0.2, 0.5) }
  assert.is(verdictWhen({ ...spoiling, effect }).verdict, 'APPLY')
  assert.is(verdictWhen({ ...spoiling, effect: { ...effect, commandWall: between(-0.1, 0.04) } }).verdict, 'REJECT')
})

test('cautions say what to heed', () => {
  const { cautions } = verdictWhen({
    ...source('locale-or-time-zone', 'toLocaleString'),
    counters: { sharedResults: 30, objectKeys: 7, thisReads: 5, environment: 2, untrackedInstances: 3 },
    observation: { bestHitRate: 0.5 },
  })
  assert.equal(
    cautions.map(({ code }) => code),
    [
      'shared-mutable-result',
      'object-in-key',
      'this-in-key',
      'environment-read',
      'closures-partly-tracked',
      'locale-or-time-zone',
      'hit-rate-moved',
    ],
  )
})

test('memory that a cache takes is a caution where it is more than what moves by itself', () => {
  const words = (heapDelta: number | undefined) =>
    verdictWhen({ effect: { heapDelta } }).cautions.map(({ message }) => message)
  assert.equal(words(48_200_000), ["with the cache the command's processes held 48 MB more in memory at their ends"])
  assert.equal([...words(31_000_000), ...words(-48_000_000), ...words(undefined)], [])
})

test('where less than a cache would do, that is said', () => {
  const codes = (spoiling: Spoiling) => verdictWhen(spoiling).cautions.map(({ code }) => code)
  assert.equal(codes({ counters: { distinct: 1 }, observation: { recommendedMaxsize: 1 } }), ['one-key'])
  assert.equal(codes({ observation: { recommendedMaxsize: 1 } }), ['repeats-in-a-row'])
  assert.equal(codes({ observation: { recommendedMaxsize: 2 } }), [])
})

test('repeated results that were never looked at are no evidence', () => {
  expect(
    { counters: { checked: 0, hits: 900 } },
    'INCONCLUSIVE',
    'none of 900 repeated results could be looked at for the time that others took: nobody knows whether they were equal (--exhaustive)',
  )
})

test('repeats in a row and their one loop are one caution', () => {
  const seen = { sameCallSite: 8, otherCallSite: 0, otherFile: 0, memories: 1, processes: 1, knownElsewhere: 0 }
  const repeats = { ...seen, sampled: 8, loop: { place: 'b.js:3:7', share: 1 } }
  const { cautions } = verdictWhen({ observation: { recommendedMaxsize: 1, repeats } })
  assert.equal(
    cautions.map(({ message }) => message),
    [
      'its hits repeat the call just before, in one loop that leads to b.js:3 (all of 8 sampled hits have the very same stack): calling it once before the loop, or keeping the last result, would do',
    ],
  )
})

test('all that speaks against a cache is said, what decides first, and nothing twice', () => {
  const ownCache = { subject: 'memo', line: 7 }
  const { verdict, reasons } = verdictWhen({
    purity: { ownCache },
    observation: { bestHitRate: 0.04 },
    timing: { savedShare: between(0.001, 0.01) },
    effect: { speedup: between(-0.02, 0.01), commandCpu: between(-0.02, 0.01) },
  })
  assert.equal(
    [verdict, ...reasons.map(({ code }) => code)],
    ['REJECT', 'already-cached', 'low-hit-rate', 'below-floor', 'does-not-pay'],
  )
})

test('one cache for all closures is hinted at where it would hit more, whatever the verdict, and decides nothing', () => {
  const messages = (over: Partial<SharedCacheFigures>, spoiling: Spoiling = {}) => {
    const curve = { points: [], recommendedMaxsize: 8, bestHitRate: 0.97 }
    const sharedCache = { instances: 60, hits: 970, misses: 30, mismatches: 0, curve, ...over }
    const { observation, ...others } = spoiling
    const found = verdictWhen({
      site: { closure: true, enclosed: ['digits', 'locale'] },
      observation: { sharedCache, bestHitRate: 0.9, ...observation },
      ...others,
    })
    const hint = found.reasons.find(({ code }) => code === 'shared-cache')
    return [found.verdict, hint?.message]
  }
  const better = (own: string) =>
    `one cache for all 60 closures of it, with what they capture in its key (digits, locale), would hit 97 % with maxsize 8; one for each hits ${own}`
  assert.equal(messages({}), ['APPLY', better('90 %')])
  assert.equal(messages({}, { observation: { bestHitRate: 0.01 } }), ['REJECT', better('1 %')])
  assert.equal(messages({}, { observation: { bestHitRate: 0.96 } }), ['APPLY', undefined])
  assert.equal(messages({ mismatches: 1 }), ['APPLY', undefined])
  assert.equal(messages({}, { counters: { random: 3 } }), ['UNSAFE', undefined])
  assert.match(
    messages({}, { site: { closure: true, enclosed: [] } })[1] ?? '',
    /, which capture nothing, would hit 97 %/,
  )
})

test('one loop is a caution where one stack accounts for nearly all of a sample that is large enough', () => {
  const words = (sampled: number, share: number) => {
    const seen = { sameCallSite: sampled, otherCallSite: 0, otherFile: 0, memories: 1, processes: 1, knownElsewhere: 0 }
    const repeats = { ...seen, sampled, loop: { place: 'b.js:3:7', share } }
    return verdictWhen({ observation: { repeats } }).cautions.map(({ message }) => message)
  }
  assert.equal(words(8, 1), [
    'its hits come from one loop that leads to b.js:3 (all of 8 sampled hits have the very same stack): other callers may not repeat',
  ])
  assert.match(words(100, 0.96)[0] ?? '', '(96 % of 100 sampled hits')
  assert.equal([...words(7, 1), ...words(100, 0.94)], [])
})

test('the same keys in several processes or threads are a caution, and a reason beside a low hit rate', () => {
  const seen = { sampled: 0, sameCallSite: 0, otherCallSite: 0, otherFile: 0, loop: undefined }
  const repeats = { ...seen, memories: 4, processes: 2, knownElsewhere: 0.75 }
  const words = 'the same work is done in 4 processes and threads: a cache in memory sees only 92 % of what repeats'
  assert.is(verdictWhen({ observation: { repeats } }).cautions[0]?.message, words)
  assert.equal(verdictWhen({ observation: { repeats: { ...repeats, knownElsewhere: 0.1 } } }).cautions, [])
  assert.equal(codesOf({ observation: { repeats, bestHitRate: 0.1 } }), ['low-hit-rate', 'across-processes'])
})

test('cautions stand beside APPLY only', () => {
  assert.equal(verdictWhen({ counters: { sharedResults: 3, clock: 1 } }).cautions, [])
})

test.run()
