/** Did anything happen at run time that a cache would have got wrong? */
import { stripVTControlCharacters } from 'node:util'
import { type Danger, dangersSeen } from '../../wire/dangers.js'
import type { SiteEvidence } from '../evidence.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import { remedyAgainst } from '../staleness.js'
import { certainImpurities, possibleMutations, possiblePrinting } from '../static-impurity.js'

/** Code of the evidence line that goes with a counter. */
const EVIDENCE_OF: Partial<Record<Danger, string>> = {
  mutatedResults: 'mutated-result',
  mutatedArguments: 'mutated-argument',
  mutatedThis: 'mutated-this',
  hostState: 'host-state',
  random: 'sensor',
  clock: 'sensor',
  fileSystem: 'sensor',
  network: 'sensor',
  console: 'sensor',
}

/** What is written in the source explains what was seen. */
export const unsafeAtRunTime: Rule = ({ site, observation }) => {
  if (observation === undefined) return undefined
  const [first, ...others] = dangersSeen(observation.counters).map((danger) =>
    dangerFinding(danger, site.name, observation),
  )
  const remedies = remedyAgainst(observation, site)
  // That there is none is best said after what explains it.
  const hopeless = remedies.some(({ code }) => code === 'not-cacheable')
  const after = hopeless ? [...others, ...remedies] : [...remedies, ...others]
  const printing = possiblePrinting(site).map(({ code, subject, line }) => finding(code, { subject, line }))
  const seen = [...(first ? [first, ...after] : []), ...culpritFinding(observation)]
  return seen.length === 0
    ? undefined
    : ruling('UNSAFE', [...seen, ...certainImpurities(site), ...printing, ...possibleMutations(site.purity)])
}

type Observation = NonNullable<SiteEvidence['observation']>

function dangerFinding(danger: Danger, name: string, { counters, counterexamples, evidence }: Observation): Finding {
  const counterexample = counterexamples[0]
  if (danger === 'mismatches' && counterexample !== undefined) {
    const { stored, fresh, afterCalls, callSite } = counterexample
    const call = `${name}(${counterexample.arguments.join(', ')})`
    return finding('mismatch', { call, stored, fresh, afterCalls, ...(callSite !== undefined && { callSite }) })
  }
  const line = evidence.find(({ code, detail }) => code === EVIDENCE_OF[danger] && tellsOf(danger, code, detail))
  return finding(danger, { count: counters[danger], ...(line && { detail: line.detail }) })
}

/** Sensors share one code; their lines start with the sensor's name. */
function tellsOf(danger: Danger, code: string, detail: string): boolean {
  return code !== 'sensor' || detail.startsWith(`${danger}:`)
}

function culpritFinding({ culprit }: Observation): Finding[] {
  if (culprit === undefined) return []
  const others = culprit.together?.join(', ')
  if (culprit.otherwise)
    return [others === undefined ? finding('culprit-prints') : finding('culprit-prints-together', { others })]
  const failure = failureIn(culprit.outputTail)
  return [others === undefined ? finding('culprit', { failure }) : finding('culprit-together', { others, failure })]
}

/** How an error is headed when it is printed, wherever in the line: `AssertionError [ERR_ASSERTION]: ...`. */
const ERROR_HEADING = /\b\w*Error\b.*: .+/

/** How runners head a test that failed, jest before those that name files and totals as well: TAP, ava, vitest, uvu. */
const FAILED_TEST = [/^● (?!Console$)/, /^(?:not ok|[✖✗✘×]) /, /^FAIL /]

/** The last error that was printed, else the first test that failed, else the last line: node itself ends with its own version. */
function failureIn(outputTail: string): string {
  const lines = stripVTControlCharacters(outputTail)
    .split('\n')
    .map((line) => line.trim())
  return (
    lines.findLast((line) => ERROR_HEADING.test(line)) ??
    FAILED_TEST.map((heading) => lines.find((line) => heading.test(line))).find((line) => line !== undefined) ??
    lines.findLast((line) => line !== '') ??
    ''
  )
}
