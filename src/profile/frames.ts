/** Says which site each frame of a profile is, in the files as they are now and through the source maps of built ones. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type OriginalPosition, originalPositions } from '../maps/original-position.js'
import type { Site } from '../source/site.js'
import type { CallFrame } from './cpu-profile.js'
import { type FoundFrame, FramesOfFile } from './site-of-frame.js'

/** The project that profiles are read for. */
export interface ProfiledProject {
  /** Real path. */
  root: string
  sites: readonly Site[]
  /** By site id: where functions of built output were written. */
  originals: Readonly<Record<string, OriginalPosition>>
  /** Whether a path relative to the root, with `/`, may hold sites. */
  isTarget(file: string): boolean
}

export class Frames {
  readonly #sites = new Map<string, Site[]>()
  readonly #files = new Map<string, FramesOfFile>()
  /** By file and line of the original; undefined: more than one is written there. */
  readonly #writtenAt = new Map<string, string | undefined>()
  readonly #originalOf

  constructor(readonly project: ProfiledProject) {
    for (const site of project.sites) {
      const list = this.#sites.get(site.file) ?? []
      list.push(site)
      this.#sites.set(site.file, list)
    }
    for (const [id, at] of Object.entries(project.originals)) {
      const place = `${at.file}:${at.line}`
      this.#writtenAt.set(place, this.#writtenAt.has(place) ? undefined : id)
    }
    this.#originalOf = originalPositions(project.root)
  }

  /** Whether the project has such a file. */
  isKnown(file: string): boolean {
    return this.#sites.has(file) || existsSync(join(this.project.root, file))
  }

  /** @param file of the frame, relative to the root; undefined: what is there is no target's. */
  find(file: string, { functionName, lineNumber, columnNumber }: CallFrame): FoundFrame | undefined {
    const place = { name: functionName, line: lineNumber + 1, column: columnNumber + 1 }
    if (this.#sites.has(file)) return this.#inFile(file)?.find(place)
    if (!this.isKnown(file)) return this.project.isTarget(file) && functionName !== '' ? { kind: 'gone' } : undefined
    const original = this.#originalOf({ file, ...place })
    if (original === undefined) return undefined
    const found = this.#inFile(original.file)?.find({ ...place, ...original })
    if (found?.kind === 'site') return found
    const id = this.#writtenAt.get(`${original.file}:${original.line}`)
    // What a minifier has called it says nothing of whether it is still there.
    return id === undefined ? undefined : { kind: 'site', id }
  }

  #inFile(file: string): FramesOfFile | undefined {
    const sites = this.#sites.get(file)
    const known = this.#files.get(file)
    if (known || sites === undefined) return known
    const frames = new FramesOfFile(readFileSync(join(this.project.root, file), 'utf8'), sites)
    this.#files.set(file, frames)
    return frames
  }
}
