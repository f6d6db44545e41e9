/**
 * How far the verdicts of an experiment can be trusted, and what it costs, each goal beside it: planning and analysis,
 * simulated experiments, then whole ones. `npm run bench:experiment [seeds]`; 0: no whole ones, which take a minute each.
 */
import { reportScale } from './experiment-scale.js'
import { reportSimulation } from './experiment-simulation.js'
import { reportWholeExperiments } from './whole-experiments.js'

const seeds = Number(process.argv[2] ?? 20)

reportScale()
reportSimulation()
if (seeds > 0) reportWholeExperiments(seeds)
