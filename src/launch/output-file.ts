/**
 * Captures what the owner's command prints. A file and not a pipe: the driver has nothing to do while a run is being
 * measured, both streams keep their order, and a daemon that inherits them cannot keep us waiting for their end.
 */
import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs'

export interface OutputFile extends FollowedOutput {
  /** For the command's stdout and stderr alike. */
  fd: number
}

export interface FollowedOutput {
  /** Passes on what has not been yet, and gives the last lines. */
  tail(): string
  close(): void
}

export const TAIL_LINES = 40
const TAIL_BYTES = 16 * 1024
const CHUNK_BYTES = 64 * 1024
/** Past this size the file is emptied: a command that prints without end must not fill the disk. */
const MAX_FILE_BYTES = 64 * 1024 * 1024
const FOLLOW_INTERVAL_MS = 100
const BOUND_INTERVAL_MS = 1000

export function captureOutput(path: string, onOutput?: (chunk: Buffer) => void): OutputFile {
  const fd = openOutput(path)
  const { tail, close } = followOutput(fd, onOutput)
  return {
    fd,
    tail,
    close() {
      close()
      closeSync(fd)
    },
  }
}

export function openOutput(path: string): number {
  // Appending: after the file was emptied, the command writes at its new end.
  return openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_EXCL, 0o600)
}

/** Of a file that is empty now; closing leaves it open. */
export function followOutput(fd: number, onOutput?: (chunk: Buffer) => void): FollowedOutput {
  let followed = 0
  const follow = () => {
    // Emptied by the command itself: that is what `tee /dev/stderr` does.
    if (fstatSync(fd).size < followed) followed = 0
    if (onOutput) followed = passOn(fd, followed, onOutput)
  }
  const bound = () => {
    if (fstatSync(fd).size <= MAX_FILE_BYTES) return
    ftruncateSync(fd, 0)
  }
  const look = () => {
    follow()
    bound()
  }
  const timer = setInterval(look, onOutput ? FOLLOW_INTERVAL_MS : BOUND_INTERVAL_MS)
  return {
    tail() {
      follow()
      return readTail(fd)
    },
    close() {
      clearInterval(timer)
    },
  }
}

function passOn(fd: number, from: number, onOutput: (chunk: Buffer) => void): number {
  let position = from
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    const bytes = readSync(fd, chunk, 0, CHUNK_BYTES, position)
    if (bytes === 0) return position
    position += bytes
    onOutput(chunk.subarray(0, bytes))
  }
}

function readTail(fd: number): string {
  const { size } = fstatSync(fd)
  const start = Math.max(0, size - TAIL_BYTES)
  const bytes = Buffer.alloc(size - start)
  const read = readSync(fd, bytes, 0, bytes.length, start)
  const lines = bytes.toString('utf8', 0, read).split('\n')
  // The first one is cut off, unless it is all there is.
  if (start > 0 && lines.length > 1) lines.shift()
  const last = lines.at(-1) === '' ? TAIL_LINES + 1 : TAIL_LINES
  return lines.slice(-last).join('\n')
}
