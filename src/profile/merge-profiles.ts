/** Makes one profile of those of several processes and threads, as if they had run one after the other. */
import type { CpuProfile, ProfileNode } from './cpu-profile.js'

const ROOT: Omit<ProfileNode, 'children'> = {
  id: 1,
  callFrame: { functionName: '(root)', url: '', lineNumber: -1, columnNumber: -1 },
  hitCount: 0,
}

/** With a common root above theirs. Without any profile, one of no time. */
export function mergeProfiles(profiles: readonly CpuProfile[]): Required<Omit<CpuProfile, 'cacheProbe'>> {
  const nodes: ProfileNode[] = []
  const roots: number[] = []
  const samples: number[] = []
  const timeDeltas: number[] = []
  let lastId = ROOT.id
  for (const profile of profiles) {
    const idOf = new Map(profile.nodes.map(({ id }) => [id, ++lastId]))
    const renumbered = (ids: readonly number[]) => ids.flatMap((id) => idOf.get(id) ?? [])
    for (const { id, parent, children, ...node } of withChildren(profile.nodes)) {
      nodes.push({ ...node, id: idOf.get(id) as number, children: renumbered(children ?? []) })
      if (parent === undefined) roots.push(idOf.get(id) as number)
    }
    const { samples: own = [], timeDeltas: deltas = [], startTime, endTime } = profile
    if (own.length === 0 || deltas.length !== own.length) continue
    const untilLast = deltas.reduce((sum, us) => sum + us, 0)
    // A sample stands for the time up to the next one: what follows the last one is spent before the next profile's first.
    const rest = Math.max(0, endTime - startTime - untilLast)
    for (const id of own) samples.push(idOf.get(id) ?? ROOT.id)
    for (const us of deltas) timeDeltas.push(us)
    samples.push(ROOT.id)
    timeDeltas.push(rest)
  }
  const endTime = timeDeltas.reduce((sum, us) => sum + us, 0)
  return { nodes: [{ ...ROOT, children: roots }, ...nodes], startTime: 0, endTime, samples, timeDeltas }
}

/** With `parent` only where a node stands below none, and `children` everywhere. */
function withChildren(nodes: readonly ProfileNode[]): ProfileNode[] {
  const children = new Map(nodes.map(({ id, children = [] }) => [id, [...children]]))
  for (const { id, parent } of nodes) if (parent !== undefined) children.get(parent)?.push(id)
  const parents = new Map([...children].flatMap(([id, below]) => below.map((child) => [child, id] as const)))
  return nodes.map(({ parent: _, ...node }) => {
    const above = parents.get(node.id)
    return { ...node, children: children.get(node.id) ?? [], ...(above !== undefined && { parent: above }) }
  })
}
