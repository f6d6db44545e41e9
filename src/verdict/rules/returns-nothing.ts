/** Is it called for its effect? A cache would leave that out, and has nothing else to give. */
import { returnsNothing as neverReturns } from '../../wire/returns-nothing.js'
import { finding, type Rule, ruling } from '../ruling.js'

export const returnsNothing: Rule = ({ observation }) =>
  observation && neverReturns(observation.counters) ? ruling('REJECT', [finding('no-result')]) : undefined
