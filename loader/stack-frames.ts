/** The raw frames of the current stack, whatever the owner's program does to its own. */
import { apply, getOwnPropertyDescriptor } from './intrinsics.js'

const NativeError = Error
const { captureStackTrace } = Error
const { defineProperty, deleteProperty } = Reflect

export type Frame = NodeJS.CallSite

/**
 * At most `limit` of them, above the call of `below` when that is on the stack. The owner's formatter is not run. There
 * are none where V8 gives the stack as text: within that formatter, and where it cannot be set aside (`Error` is frozen).
 */
export function stackFrames(limit: number, below?: (...list: never[]) => unknown): Frame[] {
  let frames: Frame[] | string | undefined
  const take = () => {
    const holder: { stack?: Frame[] | string } = {}
    apply(captureStackTrace, NativeError, [holder, below])
    frames = holder.stack // Formatted when it is first read.
  }
  const prepareStackTrace = (_: unknown, list: Frame[]) => list
  withOwn('stackTraceLimit', limit, () => withOwn('prepareStackTrace', prepareStackTrace, take))
  return typeof frames === 'object' ? frames : []
}

/** `act`, while `Error` has this property; not at all where it cannot have it. */
function withOwn(key: string, value: unknown, act: () => void): void {
  const before = getOwnPropertyDescriptor(NativeError, key)
  if (!defineProperty(NativeError, key, { value, writable: true, enumerable: true, configurable: true })) return
  try {
    act()
  } finally {
    if (before) defineProperty(NativeError, key, before)
    else deleteProperty(NativeError, key)
  }
}
