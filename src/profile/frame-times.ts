/** How long each thing was running that frames of a profile belong to, by the samples. */
import type { CallFrame, CpuProfile, ProfileNode } from './cpu-profile.js'

export interface RunningTime {
  /** Its own code was running, ms. */
  selfMs: number
  /** It was on the stack, ms: what it calls is in it, recursion counts once. */
  totalMs: number
}

/** What no code of anybody's was running in. */
const IDLE = /^\((idle|root)\)$/
const US_PER_MS = 1000

/** @param keyOf what a frame belongs to; undefined: nothing of interest. */
export function timesBy<Key>(profile: CpuProfile, keyOf: (frame: CallFrame) => Key | undefined): Map<Key, RunningTime> {
  const times = new Map<Key, RunningTime>()
  const selfUs = selfTimes(profile)
  for (const { node, around } of stacks(profile, keyOf)) {
    const us = selfUs.get(node.id) ?? 0
    if (us === 0) continue
    for (const key of around) add(times, key, 0, us / US_PER_MS)
    const own = keyOf(node.callFrame)
    if (own !== undefined) add(times, own, us / US_PER_MS, 0)
  }
  return times
}

/** All but idling, ms. */
export function busyMs(profile: CpuProfile): number {
  const selfUs = selfTimes(profile)
  const busy = profile.nodes.filter(({ callFrame }) => !IDLE.test(callFrame.functionName))
  return busy.reduce((sum, { id }) => sum + (selfUs.get(id) ?? 0), 0) / US_PER_MS
}

/** µs in which each node was the innermost: a sample stands for the time up to the next one. */
function selfTimes({ nodes, samples = [], timeDeltas = [], startTime, endTime }: CpuProfile): Map<number, number> {
  const selfUs = new Map<number, number>()
  const add = (id: number, us: number) => selfUs.set(id, (selfUs.get(id) ?? 0) + Math.max(0, us))
  if (samples.length > 0 && timeDeltas.length === samples.length) {
    const untilLast = timeDeltas.reduce((sum, us) => sum + us, 0)
    for (const [at, id] of samples.entries()) add(id, timeDeltas[at + 1] ?? endTime - startTime - untilLast)
    return selfUs
  }
  const hits = nodes.reduce((sum, { hitCount = 0 }) => sum + hitCount, 0)
  for (const { id, hitCount = 0 } of nodes) add(id, ((endTime - startTime) * hitCount) / Math.max(1, hits))
  return selfUs
}

interface Stack<Key> {
  node: ProfileNode
  /** What its frames belong to, the node's own included. */
  around: ReadonlySet<Key>
}

/** Every node with the stack that leads to it. */
function stacks<Key>({ nodes }: CpuProfile, keyOf: (frame: CallFrame) => Key | undefined): Stack<Key>[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const children = new Map(nodes.map(({ id, children = [] }) => [id, [...children]]))
  for (const { id, parent } of nodes) if (parent !== undefined) children.get(parent)?.push(id)
  const isChild = new Set([...children.values()].flat())
  const found: Stack<Key>[] = []
  const waiting = nodes.filter(({ id }) => !isChild.has(id)).map((node) => ({ node, above: new Set<Key>() }))
  const seen = new Set<number>()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, above } = next
    // A tree has none twice; a file that was made by anybody may.
    if (seen.has(node.id)) continue
    seen.add(node.id)
    const key = keyOf(node.callFrame)
    const around = key === undefined || above.has(key) ? above : new Set([...above, key])
    found.push({ node, around })
    for (const id of children.get(node.id) ?? []) {
      const child = byId.get(id)
      if (child) waiting.push({ node: child, above: around })
    }
  }
  return found
}

function add<Key>(times: Map<Key, RunningTime>, key: Key, selfMs: number, totalMs: number): void {
  const before = times.get(key) ?? { selfMs: 0, totalMs: 0 }
  times.set(key, { selfMs: before.selfMs + selfMs, totalMs: before.totalMs + totalMs })
}
