/**
 * How far the verdicts of an experiment can be trusted, and what it costs, each goal beside it: planning and analysis,
 * simulated experiments, then whole ones. `npm run bench:experiment [seeds] [part...]`; a whole experiment takes a minute.
 */
import { reportScale } from './experiment-scale.js'
import { reportSimulation } from './experiment-simulation.js'
import { reportClassic, reportKnown, reportNothing } from './whole-experiments.js'

const PARTS: Record<string, (seeds: number) => void> = {
  scale: reportScale,
  simulation: reportSimulation,
  classic: reportClassic,
  nothing: reportNothing,
  known: reportKnown,
}

const [seeds = '20', ...chosen] = process.argv.slice(2)
const unknown = chosen.find((part) => !(part in PARTS))
if (unknown !== undefined) throw new Error(`no part "${unknown}": there are ${Object.keys(PARTS).join(', ')}`)

for (const [part, report] of Object.entries(PARTS)) {
  if (chosen.length === 0 || chosen.includes(part)) report(Number(seeds))
}
