/** Reads what V8's sampling profiler writes: `node --cpu-prof`, the inspector's Profiler.stop, Chrome's profiler. */

/** As the Chrome DevTools Protocol has it (Runtime.CallFrame): lines and columns count from 0. */
export interface CallFrame {
  functionName: string
  url: string
  lineNumber: number
  columnNumber: number
}

export interface ProfileNode {
  id: number
  callFrame: CallFrame
  /** Samples in which this was the innermost frame. */
  hitCount?: number
  children?: number[]
  /** In traces of Chrome's, instead of `children`. */
  parent?: number
}

/** Profiler.Profile of the Chrome DevTools Protocol: times are in microseconds, from some moment on. */
export interface CpuProfile {
  nodes: ProfileNode[]
  startTime: number
  endTime: number
  /** Ids of the innermost nodes, one a sample. */
  samples?: number[]
  /** Between the sample before (the first: `startTime`) and this one. */
  timeDeltas?: number[]
  /** Written by `cache-probe profile`. */
  cacheProbe?: { command: string[] }
}

/** @throws {SyntaxError} with what is wrong, when it is no such profile. */
export function checkedProfile(given: unknown): CpuProfile {
  const value = given as Partial<CpuProfile> | null
  if (typeof value !== 'object' || value === null || !Array.isArray(value.nodes)) {
    throw new SyntaxError('it has no nodes')
  }
  if (!value.nodes.every(isNode)) throw new SyntaxError('a node of it has no call frame')
  const { samples = [], timeDeltas = [] } = value
  if (!isNumbers(samples) || !isNumbers(timeDeltas)) throw new SyntaxError('its samples are no numbers')
  if (samples.length === 0 && !value.nodes.some(({ hitCount = 0 }) => hitCount > 0)) {
    throw new SyntaxError('it has no samples')
  }
  return { ...value, nodes: value.nodes, startTime: value.startTime ?? 0, endTime: value.endTime ?? 0 }
}

function isNode(node: unknown): node is ProfileNode {
  const { id, callFrame } = (node ?? {}) as Partial<ProfileNode>
  const { functionName, url, lineNumber, columnNumber } = callFrame ?? {}
  const isPlaced = Number.isInteger(lineNumber) && Number.isInteger(columnNumber)
  return typeof id === 'number' && typeof functionName === 'string' && typeof url === 'string' && isPlaced
}

function isNumbers(list: unknown): list is number[] {
  return Array.isArray(list) && list.every((one) => typeof one === 'number')
}
