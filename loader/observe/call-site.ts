/** Names the place in the owner's program that is running now, without running the owner's own stack formatter. */
import { fileURLToPath } from 'node:url'

const FRAMES = 50
const NativeError = Error
type Frame = NodeJS.CallSite

/** Bundled: the directory of the bundles. Unbundled: the loader's folder. */
const LOADER_DIRECTORY = pathOf(frames(frames)[0] ?? undefined)?.replace(/(observe[\\/])?[^\\/]*$/, '') ?? ''

/** `path:line:column` of the first stack frame outside of node and the loader. */
export function ownerFrame(): string | undefined {
  for (const frame of frames(ownerFrame)) {
    const path = pathOf(frame)
    if (path !== undefined && !path.startsWith('node:') && !path.startsWith(LOADER_DIRECTORY)) {
      return `${path}:${frame.getLineNumber()}:${frame.getColumnNumber()}`
    }
  }
  return undefined
}

function pathOf(frame: Frame | undefined): string | undefined {
  const name = frame?.getFileName()
  return name?.startsWith('file:') ? fileURLToPath(name) : (name ?? undefined)
}

/** The raw frames of the current stack, above the call of `below` when that is on it. */
function frames(below: (...list: never[]) => unknown): Frame[] {
  const prepare = Object.getOwnPropertyDescriptor(NativeError, 'prepareStackTrace')
  const limit = NativeError.stackTraceLimit
  const holder: { stack?: Frame[] } = {}
  try {
    NativeError.stackTraceLimit = FRAMES
    Object.defineProperty(NativeError, 'prepareStackTrace', {
      value: (_: unknown, list: Frame[]) => list,
      configurable: true,
    })
    NativeError.captureStackTrace(holder, below === frames ? undefined : below)
    return holder.stack ?? []
  } finally {
    NativeError.stackTraceLimit = limit
    if (prepare) Object.defineProperty(NativeError, 'prepareStackTrace', prepare)
    else Reflect.deleteProperty(NativeError, 'prepareStackTrace')
  }
}
