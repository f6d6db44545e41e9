/** What the reuse distances of 10^6 keys take in memory, and whether they say what a real LRU does at each size. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ReuseDistances } from '../../loader/observe/reuse-distances.js'
import { hitsUpTo, lruHits, randomAccesses } from '../loader/observe/brute-force-lru.js'

const KEYS = 1_000_000
const ACCESSES = 3 * KEYS
const GOAL_MB = 64

const SIZES = [1, 2, 3, 16, 100, 128, 1000, 1024, 4096, 5000, 20_000]

export function reportCurve(): void {
  const megabytes = memoryOfCurve()
  console.log(
    `\nsize curve: ${KEYS} keys, used at random ${ACCESSES} times, take ${megabytes.toFixed(1)} MB ` +
      `(goal: at most ${GOAL_MB} MB): ${megabytes <= GOAL_MB ? 'met' : 'missed'}`,
  )
  console.log(
    `against an LRU of each of ${SIZES.length} sizes up to ${SIZES.at(-1)}: ${differences()} differ (goal: 0)`,
  )
}

/** Every key is as likely as any other: no distances could be more different. */
function memoryOfCurve(): number {
  const before = usedBytes()
  const into = { histogram: new Map<number, number>(), cold: 0 }
  const distances = new ReuseDistances(into)
  for (let key = 0; key < KEYS; key++) distances.access(key)
  for (const key of randomAccesses(KEYS, ACCESSES - KEYS)) distances.access(key)
  const used = usedBytes() - before
  // Still in use, so that neither is collected before.
  distances.access(0)
  if (into.cold !== KEYS) throw new Error(`${into.cold} first accesses`)
  return used / 2 ** 20
}

function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function differences(): number {
  const accesses = [...randomAccesses(30_000, 200_000)]
  const into = { histogram: new Map<number, number>(), cold: 0 }
  const distances = new ReuseDistances(into)
  for (const key of accesses) distances.access(key)
  return SIZES.filter((size) => hitsUpTo(into, size) !== lruHits(accesses, size)).length
}
