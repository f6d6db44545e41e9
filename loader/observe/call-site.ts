/** Names the place in the owner's program that is running now, without running the owner's own stack formatter. */
import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apply } from '../intrinsics.js'
import { type Frame, stackFrames } from '../stack-frames.js'
import { writtenPlace } from './written-place.js'

const FRAMES = 50
/** By URL: to work out a path takes longer than all else that is asked of a frame. */
const paths = new Map<string, string>()
const IN_PACKAGE = /[\\/]node_modules[\\/]/

/** Bundled: the directory of the bundles. Unbundled: the loader's folder. */
const LOADER_DIRECTORY = pathOf(stackFrames(1)[0])?.replace(/(observe[\\/])?[^\\/]*$/, '') ?? ''

/** `path:line:column` of the first stack frame outside of node and the loader, where it was written. */
export function ownerFrame(): string | undefined {
  for (const frame of stackFrames(FRAMES, ownerFrame)) {
    const path = ownerPath(frame)
    if (path !== undefined) return writtenPlace(placeOf(path, frame))
  }
  return undefined
}

export interface CallOrigin {
  /** `path:line:column` in the file that node ran. */
  place: string
  /** All places on the stack: the same for calls that one loop makes. */
  stack: string
  /** Of the outermost frame that is in no package; undefined: the stack is too deep to tell. */
  file: string | undefined
}

/** Where the call comes from that runs now; undefined: from nowhere that can be named. */
export function callOrigin(): CallOrigin | undefined {
  const frames = stackFrames(FRAMES, callOrigin)
  const places: string[] = []
  let file: string | undefined
  for (const frame of frames) {
    const path = ownerPath(frame)
    if (path === undefined) continue
    places.push(placeOf(path, frame))
    if (!IN_PACKAGE.test(path)) file = path
  }
  const [place] = places
  if (place === undefined) return undefined
  return { place, stack: places.join(), file: frames.length < FRAMES ? file : undefined }
}

/** The outermost place on the stack that is in a file of the owner's, outside of packages. */
export type OutermostPlace =
  | { kind: 'in-function'; path: string }
  /** The file itself is being evaluated. */
  | { kind: 'loading'; path: string }
  /** There is none, or the stack is too deep to tell. */
  | { kind: 'unknown' }

const FRAMES_TO_THE_END = 400

export function outermostPlace(): OutermostPlace {
  const frames = stackFrames(FRAMES_TO_THE_END, outermostPlace)
  if (frames.length === FRAMES_TO_THE_END) return { kind: 'unknown' }
  for (let at = frames.length - 1; at >= 0; at -= 1) {
    const frame = frames[at] as Frame
    const path = ownerPath(frame)
    if (path === undefined || !isAbsolute(path) || IN_PACKAGE.test(path)) continue
    return { kind: isWholeFile(frame) ? 'loading' : 'in-function', path }
  }
  return { kind: 'unknown' }
}

/** The code of a module begins where its text does. V8 tells it of every frame; node's types do not know. */
function isWholeFile(frame: Frame): boolean {
  const { getEnclosingLineNumber: line, getEnclosingColumnNumber: column } = frame as EnclosingFrame
  return line !== undefined && column !== undefined && apply(line, frame, []) === 1 && apply(column, frame, []) === 1
}

type EnclosingFrame = Frame & { getEnclosingLineNumber?: () => number; getEnclosingColumnNumber?: () => number }

function ownerPath(frame: Frame): string | undefined {
  const path = pathOf(frame)
  return path === undefined || path.startsWith('node:') || path.startsWith(LOADER_DIRECTORY) ? undefined : path
}

function placeOf(path: string, frame: Frame): string {
  return `${path}:${frame.getLineNumber()}:${frame.getColumnNumber()}`
}

function pathOf(frame: Frame | undefined): string | undefined {
  const name = frame?.getFileName()
  return name?.startsWith('file:') ? pathOfUrl(name) : (name ?? undefined)
}

function pathOfUrl(url: string): string {
  let path = paths.get(url)
  if (path === undefined) {
    path = localPath(url)
    paths.set(url, path)
  }
  return path
}

function localPath(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    return url // Whoever makes code from a text names it as they like: this URL leads to no file.
  }
}
