/** Names the place in the owner's program that is running now, without running the owner's own stack formatter. */
import { fileURLToPath } from 'node:url'
import { type Frame, stackFrames } from '../stack-frames.js'

const FRAMES = 50

/** Bundled: the directory of the bundles. Unbundled: the loader's folder. */
const LOADER_DIRECTORY = pathOf(stackFrames(1)[0])?.replace(/(observe[\\/])?[^\\/]*$/, '') ?? ''

/** `path:line:column` of the first stack frame outside of node and the loader. */
export function ownerFrame(): string | undefined {
  for (const frame of stackFrames(FRAMES, ownerFrame)) {
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
