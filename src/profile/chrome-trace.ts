/** Takes the CPU profiles out of a trace, as the performance panel of Chrome saves it. */
import type { CallFrame, CpuProfile, ProfileNode } from './cpu-profile.js'
import { mergeProfiles } from './merge-profiles.js'

/** Trace Event Format, the two kinds that hold a profile: its start, and what came of it piece by piece. */
interface ProfileEvent {
  name: string
  pid?: number
  id?: string
  args?: {
    data?: {
      startTime?: number
      cpuProfile?: {
        nodes?: (Omit<ProfileNode, 'callFrame'> & { callFrame: Partial<CallFrame> })[]
        samples?: number[]
      }
      timeDeltas?: number[]
    }
  }
}

const NOWHERE: CallFrame = { functionName: '', url: '', lineNumber: -1, columnNumber: -1 }

/** undefined: it is no trace. @throws {SyntaxError} when it is one without profiles. */
export function profileOfTrace(value: unknown): CpuProfile | undefined {
  const events = Array.isArray(value) ? value : (value as { traceEvents?: unknown } | null)?.traceEvents
  if (!Array.isArray(events) || !events.some(isEvent)) return undefined
  const threads = new Map<string, Required<Omit<CpuProfile, 'cacheProbe'>>>()
  for (const { name, pid, id, args } of events.filter(isEvent)) {
    if (name !== 'ProfileChunk') continue
    const key = `${pid} ${id}`
    const profile = threads.get(key) ?? { nodes: [], startTime: 0, endTime: 0, samples: [], timeDeltas: [] }
    threads.set(key, profile)
    const { cpuProfile: { nodes = [], samples = [] } = {}, timeDeltas = [] } = args?.data ?? {}
    profile.nodes.push(...nodes.map((node) => ({ ...node, callFrame: { ...NOWHERE, ...node.callFrame } })))
    profile.samples.push(...samples)
    profile.timeDeltas.push(...timeDeltas)
    profile.endTime += timeDeltas.reduce((sum, us) => sum + us, 0)
  }
  if (threads.size === 0) throw new SyntaxError('it is a trace in which no CPU profile was taken')
  return mergeProfiles([...threads.values()])
}

function isEvent(value: unknown): value is ProfileEvent {
  return typeof value === 'object' && value !== null && typeof (value as ProfileEvent).name === 'string'
}
