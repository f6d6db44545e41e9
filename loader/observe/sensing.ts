/** Remembers which outside sources were touched during the calls that run now: one mask for all frames of a thread. */
import type { Counter } from '../../src/wire/counters.js'
import { ownerFrame } from './call-site.js'

/** A bit for each counter of a sensor. */
export const SENSOR_BITS = {
  clock: 1,
  random: 2,
  fileSystem: 4,
  environment: 8,
  network: 16,
  console: 32,
} as const satisfies Partial<Record<Counter, number>>

export type Sensor = keyof typeof SENSOR_BITS

export const SENSORS = Object.keys(SENSOR_BITS) as Sensor[]

export const ALL_SENSORS = 63

interface Sensing {
  /** Sensors that fired since the innermost observed call began. */
  mask: number
  /** Sensors for which some running call has no evidence yet. */
  wanted: number
  /** What fired last, by sensor: the source and the place in the owner's program. */
  readonly evidence: Record<Sensor, string>
}

export const sensing: Sensing = {
  mask: 0,
  wanted: 0,
  evidence: { clock: '', random: '', fileSystem: '', environment: '', network: '', console: '' },
}

/** A stack is only taken while some call still lacks evidence. */
export function fire(sensor: Sensor, source: string): void {
  const bit = SENSOR_BITS[sensor]
  sensing.mask |= bit
  if ((sensing.wanted & bit) === 0) return
  sensing.wanted &= ~bit
  sensing.evidence[sensor] = `${source} at ${unsensed(ownerFrame) ?? 'an unknown place'}`
}

/** Runs `work` as if nothing in it were touched: loading a module on first use is no effect of the call that needs it. */
export function unsensed<T>(work: () => T): T {
  const { mask, wanted } = sensing
  sensing.wanted = 0
  try {
    return work()
  } finally {
    sensing.mask = mask
    sensing.wanted = wanted
  }
}
