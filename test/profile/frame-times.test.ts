import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { CpuProfile } from '../../src/profile/cpu-profile.js'
import { busyMs, timesBy } from '../../src/profile/frame-times.js'
import { mergeProfiles } from '../../src/profile/merge-profiles.js'
import { type Call, profileOf } from './a-profile.js'

const CALLS: Call[] = [
  { frame: '(idle)', ms: 50 },
  { frame: 'f', ms: 4, calls: [{ frame: 'g', ms: 2, calls: [{ frame: 'f', ms: 1 }] }] },
  { frame: 'g', ms: 8 },
]

function times(profile: CpuProfile): Record<string, [self: number, total: number]> {
  const found = timesBy(profile, ({ functionName }) => (/^\w+$/.test(functionName) ? functionName : undefined))
  return Object.fromEntries([...found].map(([name, { selfMs, totalMs }]) => [name, [selfMs, totalMs]]))
}

test('a function runs itself in its own frames, and in all for what it calls; recursion counts once', () => {
  assert.equal(times(profileOf(...CALLS)), { f: [5, 7], g: [10, 11] })
})

test('a profile of counts without samples is read by these', () => {
  const { nodes, ...rest } = profileOf({ frame: 'f', ms: 0, calls: [{ frame: 'g', ms: 0 }] })
  const counted = nodes.map((node, at) => ({ ...node, hitCount: [0, 1, 3][at] as number }))
  assert.equal(times({ ...rest, nodes: counted, samples: [], timeDeltas: [], endTime: 4000 }), { f: [1, 4], g: [3, 3] })
})

test('nodes that name their parents, as in traces, are read like those that name their children', () => {
  const profile = profileOf(...CALLS)
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
  const nodes = profile.nodes.map(({ children: _, ...node }) => {
    const parent = parents.get(node.id)
    return { ...node, ...(parent !== undefined && { parent }) }
  })
  assert.equal(times({ ...profile, nodes }), times(profile))
})

test('idling is not busy', () => {
  assert.is(busyMs(profileOf(...CALLS)), 15)
})

test('profiles of several processes add up in one, whose times are theirs', () => {
  const merged = mergeProfiles([profileOf(...CALLS), profileOf({ frame: 'g', ms: 3 }), profileOf()])
  assert.equal(times(merged), { f: [5, 7], g: [13, 14] })
  assert.is(busyMs(merged), 18)
  assert.is(new Set(merged.nodes.map(({ id }) => id)).size, merged.nodes.length)
})

test('a merged profile of none is one of no time', () => {
  assert.equal(times(mergeProfiles([])), {})
})

test('a tree that leads back into itself ends', () => {
  const profile = profileOf({ frame: 'f', ms: 1 })
  profile.nodes[1]?.children?.push(1)
  assert.equal(Object.keys(times(profile)), [])
})

test.run()
