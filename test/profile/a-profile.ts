/** Makes small CPU profiles: a tree of calls, and how many ms each function ran itself. */
import type { CallFrame, CpuProfile, ProfileNode } from '../../src/profile/cpu-profile.js'

export interface Call {
  /** `name url line:column`, counted from 1 as editors do; the place may be left out. */
  frame: string
  ms: number
  calls?: Call[]
}

export function frameOf(text: string): CallFrame {
  const [functionName = '', url = '', place = '1:1'] = text.split(' ')
  const [line, column] = place.split(':').map(Number)
  return { functionName, url, lineNumber: (line as number) - 1, columnNumber: (column as number) - 1 }
}

export function profileOf(...calls: Call[]): CpuProfile & { samples: number[]; timeDeltas: number[] } {
  const nodes: ProfileNode[] = []
  const samples: number[] = []
  const timeDeltas: number[] = [0]
  const visit = ({ frame, ms, calls: inner = [] }: Call): number => {
    const node: ProfileNode = { id: nodes.length + 1, callFrame: frameOf(frame), children: [] }
    nodes.push(node)
    samples.push(node.id)
    timeDeltas.push(1000 * ms)
    node.children = inner.map(visit)
    return node.id
  }
  visit({ frame: '(root)', ms: 0, calls })
  const last = timeDeltas.pop() as number
  const endTime = timeDeltas.reduce((sum, us) => sum + us, last)
  return { nodes, startTime: 0, endTime, samples, timeDeltas }
}
