import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findSites } from '../../src/source/find-sites.js'
import { parseSource } from '../../src/source/parse.js'
import type { Arm, RunConfig, Wrap } from '../../src/wire/run-config.js'
import { type Ended, ProbedProgram, type ProcessEnd } from '../loader/probed-program.js'
import { classCases } from './cases/classes.js'
import { dynamicCodeCases } from './cases/dynamic-code.js'
import { functionCases } from './cases/functions.js'
import { identityCases } from './cases/identity.js'
import { moduleCases } from './cases/modules.js'
import { stackCases } from './cases/stacks.js'
import { type ConformanceCase, type Format, formatsOf, slugOf } from './conformance-case.js'
import { conformanceProgram, mainOf, saidByCase, subjectOf } from './conformance-program.js'

const CASES = [...functionCases, ...classCases, ...identityCases, ...moduleCases, ...stackCases, ...dynamicCodeCases]
const FORMATS: readonly Format[] = ['esm', 'cjs']
const WRAPS: readonly Wrap[] = ['bindings', 'exports']
const ARMS: readonly Arm[] = ['off', 'observe', 'time', 'cached']

test('every case has a folder of its own', () => {
  assert.is(new Set(CASES.map(slugOf)).size, CASES.length)
})

for (const each of CASES) {
  for (const [name, reason] of Object.entries(each.leftAlone ?? {})) {
    test(`${name} is left alone (${reason}): ${each.claim}`, () => {
      const parsed = parseSource(each.subject, 'a.js')
      const site = findSites(parsed, 'a.js').find(({ id }) => id === `a.js#${name}`)
      assert.equal([site?.unwrappable, site?.edit], [reason, undefined])
    })
  }
}

for (const format of FORMATS) {
  const ofFormat = CASES.filter((each) => formatsOf(each).includes(format))
  let bare: ProcessEnd

  test(`${format}, bare: every case says something`, async () => {
    bare = await program(ofFormat, format).runBare()
    assert.is(bare.exitCode, 0, bare.stderr)
    const said = [...saidByCase(bare.stdout)]
    assert.equal(
      said.map(([slug]) => slug),
      ofFormat.map(slugOf),
    )
    assert.equal(
      said.filter(([, text]) => text.startsWith('threw')),
      [],
    )
  })

  for (const wrap of WRAPS) for (const arm of ARMS) compare(format, wrap, arm, ofFormat, () => bare)
}

function compare(format: Format, wrap: Wrap, arm: Arm, ofFormat: ConformanceCase[], bare: () => ProcessEnd): void {
  const cases = ofFormat.filter((each) => isKept(each, wrap, arm))
  let ended: Ended

  test(`${format}, ${wrap}, ${arm}: the program ends as it does bare, and nothing of ours fails`, async () => {
    ended = await program(cases, format, { wrap, arm }).run()
    assert.equal(
      [ended.exitCode, withoutPid(ended.stderr)],
      [bare().exitCode, withoutPid(expectedStderr(cases, bare()))],
    )
    assert.equal(ended.records.faults, [])
  })

  for (const each of cases) {
    test(`${format}, ${wrap}, ${arm}: ${each.claim}`, () => {
      const slug = slugOf(each)
      assert.is(saidByCase(asPrinted(ended.stdout)).get(slug), saidByCase(bare().stdout).get(slug))
      if (wrap === 'bindings' && arm !== 'off') assert.equal(callsIn(ended, each, format), each.calls)
    })
  }
}

function isKept({ notByExports, impure }: ConformanceCase, wrap: Wrap, arm: Arm): boolean {
  return !(wrap === 'exports' && notByExports) && !(arm === 'cached' && impure)
}

function program(cases: readonly ConformanceCase[], format: Format, config: Partial<RunConfig> = {}): ProbedProgram {
  return new ProbedProgram(conformanceProgram(cases, format), { config, args: [mainOf(format)] })
}

function callsIn(ended: Ended, each: ConformanceCase, format: Format): Record<string, number> {
  const seen = Object.keys(each.calls).map((name) => {
    const path = name.includes('#') ? name : `${subjectOf(format)}#${name}`
    return [name, ended.count(`src/${slugOf(each)}/${path}`) ?? 0]
  })
  return Object.fromEntries(seen)
}

function withoutPid(text: string): string {
  return text.replace(/\(node:\d+\)/g, '(node)')
}

/** The one case that writes to stderr is left out where nothing may happen twice. */
function expectedStderr(cases: readonly ConformanceCase[], bare: ProcessEnd): string {
  return cases.some(({ subject }) => subject.includes('emitWarning')) ? bare.stderr : ''
}

/** util.inspect asks the engine what a function is: the wrapper of an asynchronous one prints with its class behind it. */
function asPrinted(text: string): string {
  return text.replace(/\[Function: ([^\]]*)\] AsyncFunction/g, '[AsyncFunction: $1]')
}

test.run()
