import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { FunctionReport } from '../../src/report/probe-report.js'
import { renderTable } from '../../src/report/probe-table.js'
import { widthOf } from '../../src/report/width.js'
import { emptyReport, functionReport, reason, sampleReport, screeningReport } from './literal-report.js'

const plain = { columns: 80, color: false }

test('the table has the verdicts in order, the best first, each with its numbers and reason', () => {
  assert.is(renderTable(sampleReport, plain), EXPECTED)
})

test('no line is wider than the terminal, from 70 columns up', () => {
  for (const columns of [70, 80, 100, 160]) {
    const widest = Math.max(...renderTable(sampleReport, { columns, color: false }).split('\n').map(widthOf))
    assert.ok(widest <= columns, `${widest} > ${columns}`)
  }
})

test('colours add escape sequences and change nothing else', () => {
  const painted = renderTable(sampleReport, { columns: 80, color: true })
  assert.match(painted, '\x1b[32mAPPLY 2\x1b[39m')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  assert.is(painted.replace(/\x1b\[\d+m/g, ''), EXPECTED)
})

test('a report without functions says how many were found', () => {
  assert.is(
    renderTable(emptyReport, plain),
    [
      'cache-probe 0.1.0: npm test (node 20.20.2)',
      '0 found > 0 instrumented > 0 called > 0 repeated > 0 validated > 0 to apply',
      '',
      '27 runs, 41 s',
      '',
    ].join('\n'),
  )
})

test('functions that were never called are counted, not listed', () => {
  const functions = ['a', 'b', 'c'].map((name) => functionReport(`x.js#${name}`, { verdict: 'INCONCLUSIVE' }))
  const text = renderTable({ ...emptyReport, functions }, plain)
  assert.match(text, '3 functions were never called or cannot be wrapped.')
  assert.not.match(text, 'x.js#')
})

test('what would do better than a cache is told, unless a caution says so', () => {
  const alternatives = [reason('single-entry', 'keep the last result'), reason('weak-map', 'use a WeakMap')]
  const cautions = [reason('repeats-in-a-row', 'its hits repeat')]
  const told = (known: Partial<FunctionReport>) => {
    const fn = functionReport('x.js#a', { screening: screeningReport(900, 855), alternatives, ...known })
    return renderTable({ ...emptyReport, functions: [fn] }, plain).match(/(?<=> instead: ).*/g) ?? []
  }
  assert.equal(told({ verdict: 'HOLD' }), ['keep the last result', 'use a WeakMap'])
  assert.equal(told({ verdict: 'APPLY', cautions }), ['use a WeakMap'])
  assert.equal(told({ verdict: 'REJECT' }), [])
})

test('every function that was dropped is named on demand, stage by stage', () => {
  const functions = [
    functionReport('x.js#a', { dropped: { before: 'called', code: 'never-called', message: 'never called' } }),
    functionReport('x.js#b', {
      dropped: { before: 'instrumented', code: 'setter', message: 'a setter is left alone' },
    }),
    functionReport('x.js#c', { dropped: { before: 'called', code: 'never-called', message: 'never called' } }),
  ]
  const lines = renderTable({ ...emptyReport, functions }, { ...plain, verbose: true }).split('\n')
  assert.equal(lines.slice(3, 8), [
    'not instrumented 1',
    '  x.js#b: a setter is left alone',
    'not called 2',
    '  x.js#a: never called',
    '  x.js#c: never called',
  ])
})

test('functions of files that could not be seen are counted apart from those that were never called', () => {
  const why = [reason('not-instrumented', 'not instrumented: it was evaluated elsewhere')]
  const functions = [
    functionReport('x.js#a', { verdict: 'INCONCLUSIVE', reasons: why }),
    functionReport('x.js#b', { verdict: 'INCONCLUSIVE', reasons: why }),
    functionReport('x.js#c', { verdict: 'INCONCLUSIVE' }),
  ]
  const lines = renderTable({ ...emptyReport, functions }, plain)
    .split('\n')
    .slice(3, -3)
  assert.equal(lines, [
    '1 function was never called or cannot be wrapped.',
    '2 functions were not instrumented, so that nothing is known of their calls.',
  ])
})

test('a long list of rejects is cut, and says where all of them are', () => {
  const functions = Array.from({ length: 12 }, (_, index) =>
    functionReport(`x.js#f${index}`, { screening: screeningReport(100 + index, 1) }),
  )
  const text = renderTable({ ...emptyReport, functions }, plain)
  assert.match(text, 'REJECT 12')
  assert.match(text, '… and 4 more (--reporter json has all)')
  assert.is(text.match(/x\.js#f/g)?.length, 8)
})

test('the last line says what was run and where its raw data is, dim', () => {
  const text = renderTable({ ...emptyReport, runDirectory: '/home/me/.cache/cache-probe/runs/one' }, plain)
  assert.ok(text.endsWith('\n\n27 runs, 41 s, kept in /home/me/.cache/cache-probe/runs/one\n'), text)
  const colored = renderTable({ ...emptyReport, runDirectory: '/kept' }, { ...plain, color: true })
  assert.match(colored, '\x1b[2m27 runs, 41 s, kept in /kept\x1b[')
  assert.ok(renderTable(emptyReport, plain).endsWith('\n\n27 runs, 41 s\n'))
})

test('a function that was never called is not listed, whatever reading it tells', () => {
  const unsafe = functionReport('x.js#f', {
    verdict: 'UNSAFE',
    reasons: [reason('reads-clock', 'It reads the clock.')],
  })
  assert.not.match(renderTable({ ...emptyReport, functions: [unsafe] }, plain), 'It reads the clock.')
})

test('a counterexample that a reason quotes is not repeated', () => {
  const [, stamp] = sampleReport.functions
  const quoted = { ...stamp, reasons: [reason('counterexample', 'It gave 1700000000001.')] } as FunctionReport
  const text = renderTable({ ...emptyReport, functions: [quoted] }, plain)
  assert.is(text.match(/1700000000001/g)?.length, 1)
})

test('a function of built output is shown with the place to change, where there is something to change', () => {
  const original = { file: 'src/price.ts', line: 12, column: 17 }
  const functions = [
    functionReport('dist/price.js#formatPrice', {
      verdict: 'APPLY',
      screening: screeningReport(900, 855),
      original,
    }),
    functionReport('dist/price.js#a', {
      verdict: 'HOLD',
      screening: screeningReport(900, 855),
      original: { ...original, name: 'discountFor' },
    }),
    functionReport('dist/price.js#b', { screening: screeningReport(100, 1), original }),
  ]
  const recommendedSet = { ids: ['dist/price.js#formatPrice'] }
  assert.is(
    renderTable({ ...emptyReport, functions, recommendedSet }, plain)
      .split('\n')
      .slice(3)
      .join('\n'),
    `  function                   calls  hit rate  saved  maxsize

APPLY 1: worth a cache
  dist/price.js#formatPrice    900      95 %  –            –
    written in src/price.ts:12:17

HOLD 1: would pay, but a cache must follow state
  dist/price.js#a              900      95 %  –            –
    written as discountFor in src/price.ts:12:17

REJECT 1: not worth a cache
  dist/price.js#b              100       1 %  –            –

saved: share of the command's time and its 95 % interval; ~ expected only.

Recommended: cache 1 function:
  dist/price.js#formatPrice, written in src/price.ts:12:17

27 runs, 41 s
`,
  )
})

test('a saving is shown with its key, its evidence and the keys that were tried, an open one with what would settle it', () => {
  const words = (...messages: string[]) => messages.map((message) => reason('x', message))
  const functions = [
    functionReport('x.js#f', {
      verdict: 'APPLY',
      screening: screeningReport(900, 855),
      reasons: words('saves.', 'key.', 'no counterexample.', 'keys tried.'),
    }),
    functionReport('x.js#g', {
      verdict: 'INCONCLUSIVE',
      screening: screeningReport(900, 855),
      reasons: words('open.', 'further pairs.'),
    }),
  ]
  const text = renderTable({ ...emptyReport, functions }, plain)
  for (const shown of ['saves.', 'key.', 'no counterexample.', 'keys tried.', 'open.', 'further pairs.'])
    assert.match(text, `    ${shown}\n`)
})

test('a reason of many lines is cut', () => {
  const long = functionReport('x.js#f', {
    screening: screeningReport(9, 3),
    reasons: [reason('x', 'word '.repeat(90))],
  })
  const text = renderTable({ ...emptyReport, functions: [long] }, plain)
  assert.is(text.match(/word/g)?.length, 45)
  assert.match(text, /word\n {4}…\n/)
})

test("control characters in the owner's values do not reach the terminal", () => {
  const unsafe = functionReport('x.js#f', {
    verdict: 'UNSAFE',
    screening: screeningReport(9, 3),
    reasons: [reason('x', 'gave \x1b[2J and \n')],
  })
  assert.match(renderTable({ ...emptyReport, functions: [unsafe] }, plain), 'gave \\x1b[2J and \\n')
})

const EXPECTED = `cache-probe 0.1.0: npm test (node 20.20.2)
417 found > 380 instrumented > 5 called > 3 repeated > 2 validated > 2 to apply

  function                            calls  hit rate  saved             maxsize

APPLY 2: worth a cache
  src/größe.js#größe                    900      95 %  7.1 % [5.5, 8.7]      128
    A cache saves 7.1 % of the command; no counterexample in 855 hits over 45
    keys.
  src/range/pars…ongNameInAClass  1,234,567      97 %  21 % [19, 24]         512
    src/range/parse.js#Parser.parseComparatorWithALongNameInAClass
    A cache saves 21 % of the command; no counterexample in 1,200,000 hits over
    34,567 keys.
    ! Callers share one object; none changed it in 1,234,567 calls; freeze or
      copy it.

HOLD 1: would pay, but a cache must follow state
  src/state.js#label                  4,000      98 %  ~9 %                  100
    It reads \`locale\`, which setLocale (line 12) writes: clear the cache there.

UNSAFE 1: a cache would change what the program does
  src/clock.js#stamp                    120      50 %  –                       –
    The same arguments gave different results in 59 of 60 comparisons.
    stamp("a", { depth: 2 }) gave 1700000000001
    a cache would have given 1700000000000 (call 2, at src/main.js:12:5)

REJECT 1: not worth a cache
  src/args.js#once                    2,000       1 %  ~0.1 %                  –
    Only 1 % of its calls repeat at the best size; 20 % are needed.

saved: share of the command's time and its 95 % interval; ~ expected only.
1 function was never called or cannot be wrapped.

Recommended: cache 2 functions, which saves 26 % [21, 31] of the command's CPU
time, 24 % [12, 36] of its wall time:
  src/größe.js#größe
  src/range/parse.js#Parser.parseComparatorWithALongNameInAClass

warning: 2 processes ran without the loader: their calls are not counted.

27 runs, 41 s
`

test.run()
