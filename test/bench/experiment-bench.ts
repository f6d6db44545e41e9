/** How far the verdicts of an experiment can be trusted, and what it costs, each goal beside it. `npm run bench:experiment`. */
import { reportScale } from './experiment-scale.js'
import { reportSimulation } from './experiment-simulation.js'

reportScale()
reportSimulation()
