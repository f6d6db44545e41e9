/** Checks one value of one setting, whoever gave it; every complaint says where, what was found and what is valid. */
import { ProbeError } from '../errors.js'
import { nearest } from './nearest.js'
import { type SettingKey, type SettingKind, type Settings, settingOf } from './settings.js'
import { splitCommand, splitList } from './words.js'

/** Where a value comes from: text (flags, environment) is parsed, a file's values must have their type already. */
export interface Origin {
  /** Put before a complaint: `--cache-size`, `"cacheSize" in cache-probe.config.json5`. */
  where: string
  text: boolean
}

/** @throws {ProbeError} config-type or config-range. */
export function checkSetting<Key extends SettingKey>(key: Key, value: unknown, origin: Origin): Settings[Key] {
  return checkKind(settingOf(key).kind, value, origin) as Settings[Key]
}

function checkKind(kind: SettingKind, value: unknown, origin: Origin): unknown {
  switch (kind.type) {
    case 'integer':
    case 'number':
      return checkNumber(kind, value, origin)
    case 'choice':
      return checkChoice(kind.choices, value, origin)
    case 'switch':
      return checkSwitch(value, origin)
    case 'list':
      return checkList(value, origin)
    case 'words':
      return checkWords(value, origin)
  }
}

function checkNumber(
  kind: Extract<SettingKind, { type: 'integer' | 'number' }>,
  value: unknown,
  origin: Origin,
): number {
  const valid = `${kind.type === 'integer' ? 'a whole number' : 'a number'} from ${kind.min} to ${kind.max}`
  const number = origin.text && typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || Number.isNaN(number)) throw wrongType(origin, valid, value)
  if (kind.type === 'integer' && !Number.isInteger(number) && Number.isFinite(number)) {
    throw wrongType(origin, valid, value)
  }
  if (number < kind.min || number > kind.max) {
    throw new ProbeError('config-range', `${origin.where} is ${number}, out of range: give ${valid}.`)
  }
  return number
}

function checkChoice(choices: readonly string[], value: unknown, origin: Origin): string {
  if (typeof value === 'string' && choices.includes(value)) return value
  throw wrongType(origin, choices.join(' or '), value, typeof value === 'string' ? nearest(value, choices) : undefined)
}

function checkSwitch(value: unknown, origin: Origin): boolean {
  if (typeof value === 'boolean') return value
  if (origin.text && (value === 'true' || value === '1')) return true
  if (origin.text && (value === 'false' || value === '0')) return false
  throw wrongType(origin, 'true or false', value)
}

function checkList(value: unknown, origin: Origin): string[] {
  const list = typeof value === 'string' ? (origin.text ? splitList(value) : [value]) : value
  if (!Array.isArray(list) || !list.every(isWord)) throw wrongType(origin, 'one or more strings', value)
  return list
}

function checkWords(value: unknown, origin: Origin): string[] {
  const words = typeof value === 'string' ? splitCommand(value) : value
  if (words === undefined) throw wrongType(origin, 'a command whose quotes are closed', value)
  if (!Array.isArray(words) || words.length === 0 || !words.every((word) => typeof word === 'string') || !words[0]) {
    throw wrongType(origin, 'a command: an array of words, or one string', value)
  }
  return words
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function wrongType(origin: Origin, valid: string, value: unknown, meant?: string): ProbeError {
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  return new ProbeError('config-type', `${origin.where} is ${printed(value)}: give ${valid}.${hint}`)
}

function printed(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
