/**
 * What an `observe` run costs, part by part, what the curve of cache sizes takes in memory, and how well a `time` run
 * foresees what a cache saves; first and last on published packages. `npm run bench:observe [rounds]`; for another Node, start the built file with that one.
 */
import { reportCurve } from './curve-memory.js'
import { reportOverhead } from './observe-overhead.js'
import { reportSavings } from './saving-prediction.js'

const rounds = Number(process.argv[2] ?? 3)

await reportOverhead(rounds)
reportCurve()
await reportSavings(rounds)
