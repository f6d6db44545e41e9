/** The raw frames of the current stack, whatever the owner's program does to its own. */

const NativeError = Error

export type Frame = NodeJS.CallSite

/** At most `limit` of them, above the call of `below` when that is on the stack. The owner's formatter is not run. */
export function stackFrames(limit: number, below?: (...list: never[]) => unknown): Frame[] {
  const prepare = Object.getOwnPropertyDescriptor(NativeError, 'prepareStackTrace')
  const limitBefore = NativeError.stackTraceLimit
  const holder: { stack?: Frame[] } = {}
  try {
    NativeError.stackTraceLimit = limit
    Object.defineProperty(NativeError, 'prepareStackTrace', {
      value: (_: unknown, list: Frame[]) => list,
      configurable: true,
    })
    NativeError.captureStackTrace(holder, below)
    return holder.stack ?? []
  } finally {
    NativeError.stackTraceLimit = limitBefore
    if (prepare) Object.defineProperty(NativeError, 'prepareStackTrace', prepare)
    else Reflect.deleteProperty(NativeError, 'prepareStackTrace')
  }
}
