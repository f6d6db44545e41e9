/** Makes room in the stacks of errors for the frames of our wrappers: who looks for a file of theirs still finds it. */
import { getOwnPropertyDescriptor } from '../intrinsics.js'

/** V8's own; whoever has chosen another limit keeps that. */
const USUAL_LIMIT = 10
/** A function that is observed has two frames of ours beside its own. */
const FRAMES_A_CALL = 3

export function lengthenStacks(): void {
  const limit = getOwnPropertyDescriptor(Error, 'stackTraceLimit')
  if (limit?.value !== USUAL_LIMIT || !limit.configurable) return
  Reflect.defineProperty(Error, 'stackTraceLimit', { ...limit, value: FRAMES_A_CALL * USUAL_LIMIT })
}
