/** Does its source say for certain that the same arguments need not give the same result, or that it has effects? */
import { type Rule, ruling } from '../ruling.js'
import { certainImpurities } from '../static-impurity.js'

export const impureBySource: Rule = ({ site }) => ruling('UNSAFE', certainImpurities(site))
