/** Switches one site off when our own code fails in it, so that the owner's calls go on. */
import type { Recorder } from '../recorder.js'

export class FaultGuard {
  disabled = false

  constructor(
    private readonly site: string,
    private readonly recorder: Pick<Recorder, 'line'>,
  ) {}

  disable(fault: unknown): void {
    // Deep in the owner's recursion the stack may end in our code, as it would have ended one call later in theirs.
    if (isStackOverflow(fault) || this.disabled) return
    this.disabled = true
    const { message, stack } = fault instanceof Error ? fault : new Error(String(fault))
    try {
      this.recorder.line({ type: 'fault', message: `${this.site}: ${message}`, stack: stack ?? '' })
    } catch {
      // The record cannot be written to: there is nobody left to tell, and the owner's call must go on.
    }
  }
}

/** A RangeError, or a SyntaxError when the stack ended while a pattern was compiled: none of ours is used here. */
function isStackOverflow(fault: unknown): boolean {
  return fault instanceof Error && fault.message.endsWith('Maximum call stack size exceeded')
}
