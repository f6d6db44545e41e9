/**
 * What an `observe` run costs, part by part, and how well a `time` run foresees what a cache saves, both on published
 * packages. `npm run bench:observe [rounds]`; for another Node, start the built file with that one.
 */
import { reportOverhead } from './observe-overhead.js'
import { reportSavings } from './saving-prediction.js'

const rounds = Number(process.argv[2] ?? 3)

await reportOverhead(rounds)
await reportSavings(rounds)
