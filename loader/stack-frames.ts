/** The raw frames of the current stack, whatever the owner's program does to its own. */

const NativeError = Error

export type Frame = NodeJS.CallSite

/**
 * At most `limit` of them, above the call of `below` when that is on the stack. The owner's formatter is not run; called
 * from within it there are none, as V8 then gives the stack as text.
 */
export function stackFrames(limit: number, below?: (...list: never[]) => unknown): Frame[] {
  const prepare = Object.getOwnPropertyDescriptor(NativeError, 'prepareStackTrace')
  const limitBefore = NativeError.stackTraceLimit
  const holder: { stack?: Frame[] | string } = {}
  try {
    NativeError.stackTraceLimit = limit
    Object.defineProperty(NativeError, 'prepareStackTrace', {
      value: (_: unknown, list: Frame[]) => list,
      configurable: true,
    })
    NativeError.captureStackTrace(holder, below)
    return typeof holder.stack === 'object' ? holder.stack : []
  } finally {
    NativeError.stackTraceLimit = limitBefore
    if (prepare) Object.defineProperty(NativeError, 'prepareStackTrace', prepare)
    else Reflect.deleteProperty(NativeError, 'prepareStackTrace')
  }
}
