/** Could its repeated results be compared at all? */
import { comparability } from '../comparability.js'
import { finding, type Rule, ruling } from '../ruling.js'

export const uncomparableResults: Rule = ({ observation }) => {
  if (observation === undefined || comparability(observation) !== 'not-compared') return undefined
  const { hits, unknown, checked, unsettledHits } = observation.counters
  if (checked + unknown === 0)
    return ruling('INCONCLUSIVE', [
      unsettledHits > 0 ? finding('unsettled', { hits: unsettledHits }) : finding('unchecked', { hits }),
    ])
  const line = observation.evidence.find(({ code }) => code === 'uncomparable-result' || code === 'over-budget')
  return ruling('INCONCLUSIVE', [finding('uncomparable', { unknown, checked, ...(line && { detail: line.detail }) })])
}
