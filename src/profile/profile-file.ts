/** Reads one file that the owner names as a CPU profile, packed or not, and says what is the matter where it cannot be used. */
import { constants } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { ProbeError } from '../errors.js'
import { profileOfTrace } from './chrome-trace.js'
import { type CpuProfile, checkedProfile } from './cpu-profile.js'

const MOST_BYTES = constants.MAX_STRING_LENGTH
const REMEDY = 'Record one with cache-probe profile -- <command>, or with node --cpu-prof.'
const TOO_LARGE = `it is too large to be read (${Math.floor(MOST_BYTES / 2 ** 20)} MB at most): profile a shorter time`

const REASONS: Record<string, string> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be read',
  ERR_BUFFER_TOO_LARGE: TOO_LARGE,
  ERR_STRING_TOO_LONG: TOO_LARGE,
}

/** @throws {ProbeError} `profile-unreadable`. */
export function readProfile(file: string): CpuProfile {
  try {
    const value = parsed(textOf(file))
    return checkedProfile(profileOfTrace(value) ?? value)
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException
    const line = `Profile ${file} cannot be used: ${REASONS[code] ?? message}. ${REMEDY}`
    throw new ProbeError('profile-unreadable', line, { cause })
  }
}

function textOf(file: string): string {
  if (statSync(file).size > MOST_BYTES) throw new RangeError(TOO_LARGE)
  const bytes = readFileSync(file)
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b // as Chrome saves its traces
  return (isPacked ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes).toString()
}

function parsed(text: string): unknown {
  if (text.trim() === '') throw new SyntaxError('it is empty')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new SyntaxError(`it is no JSON, or was cut off (${(cause as Error).message})`, { cause })
  }
}
