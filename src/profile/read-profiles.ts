/** What the owner's CPU profiles say of each site: how long it was running, where, and how much of that is out of date. */
import { statSync } from 'node:fs'
import type { CallFrame, CpuProfile } from './cpu-profile.js'
import { busyMs, type RunningTime, timesBy } from './frame-times.js'
import { Frames, type ProfiledProject } from './frames.js'
import { readProfile } from './profile-file.js'
import { projectPaths } from './project-paths.js'
import type { FoundFrame } from './site-of-frame.js'

/** Of the command that is probed, or of anything else, which is taken for how the program is used in earnest. */
export type ProfileOrigin = 'suite' | 'production'

export interface SiteTime extends RunningTime {
  from: ProfileOrigin
}

export interface ReadProfile {
  /** Absolute path. */
  file: string
  from: ProfileOrigin
  /** Time that something was running, ms. */
  busyMs: number
  /** Since it was written. */
  ageHours: number
  /** Functions of target files that were seen running, and those among them that are not there any more. */
  functions: number
  gone: number
}

export interface Profiled {
  profiles: ReadProfile[]
  /** By site id: of production where a profile of that has it. */
  times: Record<string, SiteTime>
}

const MS_PER_HOUR = 3_600_000

/**
 * @param command that is probed: `cache-probe profile` writes into a profile which one it is of.
 * @throws {ProbeError} `profile-unreadable`.
 */
export function readProfiles(files: readonly string[], command: readonly string[], project: ProfiledProject): Profiled {
  const frames = new Frames(project)
  const times = new Map<string, SiteTime>()
  const profiles = files.map((file) => {
    const profile = readProfile(file)
    const from = profile.cacheProbe?.command.join('\0') === command.join('\0') ? 'suite' : 'production'
    const { found, functions, gone } = sitesIn(profile, project.root, frames)
    for (const [id, time] of timesBy(profile, (frame) => idOf(found(frame)))) addTime(times, id, { ...time, from })
    const ageHours = (Date.now() - statSync(file).mtimeMs) / MS_PER_HOUR
    return { file, from, busyMs: busyMs(profile), ageHours, functions, gone } as const
  })
  return { profiles, times: Object.fromEntries(times) }
}

/** What is in no profile was not seen running. undefined: none was given. */
export function timeIn(profiled: Profiled | undefined, id: string): SiteTime | undefined {
  if (profiled === undefined) return undefined
  const from = profiled.profiles.some((profile) => profile.from === 'production') ? 'production' : 'suite'
  return profiled.times[id] ?? { selfMs: 0, totalMs: 0, from }
}

function sitesIn(profile: CpuProfile, root: string, frames: Frames) {
  const urls = new Set(profile.nodes.map(({ callFrame }) => callFrame.url))
  const fileOf = projectPaths(root, urls, (file) => frames.isKnown(file))
  const known = new Map<string, FoundFrame | undefined>()
  const found = (frame: CallFrame) => {
    const key = [frame.url, frame.lineNumber, frame.columnNumber, frame.functionName].join('\n')
    if (!known.has(key)) {
      const file = fileOf(frame.url)
      known.set(key, file === undefined ? undefined : frames.find(file, frame))
    }
    return known.get(key)
  }
  const all = profile.nodes.map(({ callFrame }) => found(callFrame))
  const kinds = [...known.values()].map((one) => one?.kind)
  const gone = kinds.filter((kind) => kind === 'gone').length
  const sites = new Set(all.flatMap((one) => idOf(one) ?? []))
  return { found, functions: sites.size + gone, gone }
}

function idOf(found: FoundFrame | undefined): string | undefined {
  return found?.kind === 'site' ? found.id : undefined
}

/** What production shows outranks what the suite does; profiles of one kind add up. */
function addTime(times: Map<string, SiteTime>, id: string, more: SiteTime): void {
  const before = times.get(id)
  if (before === undefined || (before.from === 'suite' && more.from === 'production')) times.set(id, more)
  else if (before.from === more.from) {
    const { selfMs, totalMs, from } = before
    times.set(id, { selfMs: selfMs + more.selfMs, totalMs: totalMs + more.totalMs, from })
  }
}
