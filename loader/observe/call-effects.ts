/** What a call touches and changes beside what it returns: outside sources, its arguments, its object, state of the host. */
import { isFrozen, isProxy } from '../intrinsics.js'
import { deepWork } from './deep-work-budget.js'
import { printValue } from './print-value.js'
import { hostName } from './result-kind.js'
import { holdsContent } from './same-content.js'
import { SENSOR_BITS, SENSORS, sensing } from './sensing.js'
import type { SiteObserver } from './site-observer.js'
import { hasChanged, PARTS_OVER_BUDGET, type Snapshot, snapshotOf } from './snapshot.js'

/** How things were when a call began. */
export interface CallStart {
  list: unknown[]
  /** undefined: `this` is not read. */
  receiver: unknown
  listBefore: Snapshot | undefined
  receiverBefore: Snapshot | undefined
  maskBefore: number
  wantedBefore: number
}

export class CallEffects {
  constructor(private readonly observer: SiteObserver) {}

  /** Counts calls that are given what could change in place, and those that are given functions. */
  noteGiven(list: unknown[]): void {
    if (list.some(canChangeInPlace)) this.observer.count('objectKeys')
    if (list.some(isFunction)) this.observer.count('functionKeys')
  }

  /** Of arguments. undefined: they hold none that could change, or too much to be compared. */
  contentOfAll(list: unknown[]): Snapshot | undefined {
    return list.some(holdsContent) ? this.snapshot(list) : undefined
  }

  /** undefined: it has none that could change, or too much to be compared. */
  contentOf(value: unknown): Snapshot | undefined {
    return !holdsContent(value) ? undefined : this.snapshot(value)
  }

  private snapshot(value: unknown): Snapshot | undefined {
    const snapshot = deepWork.spend(() => snapshotOf(value, this.observer.site.filled))
    this.observer.pace.spend(snapshot ? 2 * snapshot.tokens.length : PARTS_OVER_BUDGET)
    if (!snapshot)
      this.observer.evidence.add('over-budget', () => `too large to be compared across a call: ${printValue(value)}`)
    return snapshot
  }

  end(call: CallStart): void {
    this.noteSensors(this.endSensing(call))
    this.noteChanges(call)
  }

  private noteChanges({ list, listBefore, receiver, receiverBefore }: CallStart): void {
    const { observer } = this
    if (listBefore && deepWork.spend(() => hasChanged(listBefore, list))) {
      observer.countDanger('mutatedArguments')
      observer.evidence.add(
        'mutated-argument',
        () => `arguments after the call: ${observer.printArguments(list).join(', ')}`,
      )
    }
    if (receiverBefore && deepWork.spend(() => hasChanged(receiverBefore, receiver))) {
      observer.countDanger('mutatedThis')
      observer.evidence.add('mutated-this', () => `this after the call: ${printValue(receiver)}`)
    }
  }

  /** In what it was given, or what it gave back. */
  noteHostState({ list, receiver }: CallStart, result: unknown): void {
    const name = hostName(result) ?? hostName(receiver) ?? firstHostName(list)
    if (name === undefined) return
    this.observer.countDanger('hostState')
    this.observer.evidence.add('host-state', () => `a ${name}`)
  }

  /** From here on, what fires is put down to this call. */
  startSensing(): void {
    sensing.mask = 0
    sensing.wanted |= this.observer.wantedSensors
  }

  /** The calls around this one touched what it touched. */
  private endSensing({ maskBefore, wantedBefore }: CallStart): number {
    const fired = sensing.mask
    sensing.mask = maskBefore | fired
    sensing.wanted = wantedBefore & ~fired
    return fired
  }

  private noteSensors(fired: number): void {
    if (fired === 0) return
    const { observer } = this
    for (const sensor of SENSORS) {
      if ((fired & SENSOR_BITS[sensor]) === 0) continue
      if (sensor === 'environment') observer.count(sensor)
      else observer.countDanger(sensor)
      observer.wantedSensors &= ~SENSOR_BITS[sensor]
      observer.evidence.add(`sensor:${sensor}`, () => `${sensor}: ${sensing.evidence[sensor]}`)
    }
  }
}

/** A proxy is not asked: its traps are the owner's code. */
function canChangeInPlace(argument: unknown): boolean {
  return holdsContent(argument) && (isProxy(argument) || !isFrozen(argument))
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}

function firstHostName(list: unknown[]): string | undefined {
  for (const argument of list) {
    const name = hostName(argument)
    if (name !== undefined) return name
  }
  return undefined
}
