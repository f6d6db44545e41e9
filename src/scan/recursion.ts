/** Finds the functions that may call themselves, at once or through others. */

/**
 * Those on a cycle of calls: Tarjan (1972), "Depth-first search and linear graph algorithms", without recursion of its own,
 * as generated code has chains of calls that are longer than the stack.
 */
export function onCycles<Node>(nodes: Iterable<Node>, calledBy: (node: Node) => readonly Node[]): Set<Node> {
  const order = new Map<Node, number>()
  const lowest = new Map<Node, number>()
  const open: Node[] = []
  const isOpen = new Set<Node>()
  const found = new Set<Node>()
  const lower = (node: Node, to: number) => lowest.set(node, Math.min(lowest.get(node) as number, to))

  const close = (node: Node, callees: readonly Node[]) => {
    if (lowest.get(node) !== order.get(node)) return
    const members = open.splice(open.lastIndexOf(node))
    for (const member of members) {
      isOpen.delete(member)
      if (members.length > 1 || callees.includes(member)) found.add(member)
    }
  }

  for (const root of nodes) {
    if (order.has(root)) continue
    const path: { node: Node; callees: readonly Node[]; next: number }[] = []
    const enter = (node: Node) => {
      order.set(node, order.size)
      lowest.set(node, order.size - 1)
      open.push(node)
      isOpen.add(node)
      path.push({ node, callees: calledBy(node), next: 0 })
    }
    enter(root)
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const callee = at.callees[at.next++]
      if (callee !== undefined) {
        if (!order.has(callee)) enter(callee)
        else if (isOpen.has(callee)) lower(at.node, order.get(callee) as number)
        continue
      }
      path.pop()
      const caller = path.at(-1)
      if (caller) lower(caller.node, lowest.get(at.node) as number)
      close(at.node, at.callees)
    }
  }
  return found
}
