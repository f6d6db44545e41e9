/** The object that rewritten modules call: it puts each of their sites under its arm of this run. */
import { COUNTER_STRIDE } from '../src/wire/counters.js'
import type { RecordLine } from '../src/wire/record.js'
import type { RunConfig, Wrap } from '../src/wire/run-config.js'
import type { AnyFunction, ArmedSite, ArmHandle, Captured } from './armed-site.js'
import { type Arms, cacheMarksOf } from './arms.js'
import { keepTexts, standsFor } from './disguise.js'
import type { CacheCall, CacheMarks, ToldCache } from './observe/cache-watch.js'
import type { ProcessRecorder } from './recorder.js'
import { planOf, Targets } from './run-config.js'

export const RUNTIME_SYMBOL = Symbol.for('cache-probe')

/** `[index, key, kind, ...]` of the members to wrap, or the index of one site. */
type Wrapped = (which: number | (number | string)[], value: unknown, besides?: Besides, captured?: Captured) => unknown

/** How to read variables of the functions around: for one site, or by index for those of a class or literal. */
type Beside = Parameters<ArmHandle['wrap']>[2]
type Besides = Beside | Readonly<Record<number, Beside>>

const untouched: Wrapped = (_which, value) => value
const asItIs: CacheCall = (_index, _role, value) => value

export class Runtime {
  readonly #config: RunConfig
  readonly #recorder: ProcessRecorder
  readonly #arms: Arms
  readonly #modules = new Map<string, Wrapped>()
  readonly #handles: ArmHandle[] = []
  readonly #caches: CacheMarks | undefined
  readonly #isTarget: ArmedSite['isTarget']
  #disabled = false

  constructor(config: RunConfig, recorder: ProcessRecorder, arms: Arms) {
    this.#config = config
    this.#recorder = recorder
    this.#arms = arms
    this.#caches = cacheMarksOf(config, recorder, (fallback, act) => this.guard(fallback, act))
    const targets = config.callers && new Targets(config)
    this.#isTarget = targets && ((path) => targets.relative(path) !== undefined)
    recorder.whenWritten = () => this.soFar()
  }

  /** Called once by each evaluation of a rewritten module; a file that is evaluated again shares its counters. */
  module(file: string, ids: string[], flags: number[], wrap: Wrap = 'bindings', captured?: Captured): Wrapped {
    return this.guard(untouched, () => {
      keepTexts(ids)
      const key = `${file}\0${ids.join('\0')}`
      let wrapped = this.#modules.get(key)
      if (!wrapped) {
        wrapped = this.#register(file, ids, flags, wrap)
        this.#modules.set(key, wrapped)
      }
      return captured === undefined ? wrapped : (which, value, besides) => wrapped(which, value, besides, captured)
    })
  }

  /** Called once by each evaluation of a module in which caches of the owner's are marked. */
  caches(told: ToldCache[]): CacheCall {
    return this.guard(asItIs, () => {
      keepTexts(told)
      return this.#caches?.of(told) ?? asItIs
    })
  }

  /** A rewritten text of that file was evaluated in this thread. */
  knows(file: string): boolean {
    return [...this.#modules.keys()].some((key) => key.startsWith(`${file}\0`))
  }

  /** Runs our own code inside the owner's program: a fault of ours disables the loader, and the owner goes on. */
  guard<T>(fallback: T, act: () => T): T {
    if (this.#disabled) return fallback
    try {
      return act()
    } catch (error) {
      this.fault(error)
      return fallback
    }
  }

  fault(error: unknown): void {
    this.#disabled = true
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    this.#recorder.line({ type: 'fault', message, stack: stack ?? '' })
  }

  lastTurn(): void {
    for (const handle of this.#handles) this.guard(undefined, () => handle.lastTurn?.())
  }

  soFar(): void {
    this.guard(undefined, () => {
      const told: RecordLine[] = []
      for (const handle of this.#handles) {
        const lines = handle.soFar?.()
        if (lines !== undefined) told.push(...lines)
      }
      this.#recorder.lines(told)
    })
  }

  /** The last look at every site, when the process or thread ends. */
  finish(): void {
    for (const handle of this.#handles.splice(0)) this.guard(undefined, () => handle.finish())
    this.guard(undefined, () => this.#caches?.finish())
  }

  #register(file: string, ids: string[], flags: number[], wrap: Wrap): Wrapped {
    const firstBlock = this.#recorder.reserve(ids.length)
    if (firstBlock === undefined) {
      this.#recorder.line({
        type: 'skipped',
        file,
        reason: 'not-instrumented',
        detail: 'this process has too many sites, or cannot record them',
      })
      return untouched
    }
    this.#recorder.line({ type: 'module', file, wrap, firstBlock, sites: ids })
    const handles: (ArmHandle | null | undefined)[] = []
    const handleOf = (index: number): ArmHandle | null => {
      const known = handles[index]
      if (known !== undefined) return known
      const handle = this.#arm(ids[index] as string, flags[index] as number, firstBlock + index)
      handles[index] = handle
      return handle
    }
    const wrapperOf = (index: number, beside: Beside, captured: Captured | undefined) => {
      const handle = handleOf(index)
      return handle && ((fn: AnyFunction) => standsFor(handle.wrap(fn, captured, beside), fn))
    }
    return (which, value, besides, captured) => {
      if (typeof which === 'number') {
        if (typeof value !== 'function') return value
        return this.guard(value, () => wrapperOf(which, besides as Beside, captured)?.(value as AnyFunction) ?? value)
      }
      const ofMembers = besides as Readonly<Record<number, Beside>> | undefined
      this.guard(undefined, () =>
        wrapMembers(which, value as object, (index) => wrapperOf(index, ofMembers?.[index], captured)),
      )
      return value
    }
  }

  /** null: the site is left as it is. */
  #arm(id: string, flags: number, block: number): ArmHandle | null {
    const plan = planOf(this.#config, id)
    if (plan.arm === 'off') return null
    const site: ArmedSite = {
      id,
      flags,
      arm: plan.arm,
      key: plan.key,
      variants: plan.variants,
      untimed: plan.untimed,
      captured: plan.captured,
      filled: plan.filled,
      enclosed: plan.enclosed,
      // Below a folder with a random name that only the owner can list.
      salt: this.#config.recordDir,
      reserve: (count) => this.#recorder.reserve(count),
      maxsize: plan.maxsize ?? this.#config.cacheSize,
      cacheSize: this.#config.cacheSize,
      maxCacheSize: this.#config.maxCacheSize,
      exhaustive: this.#config.exhaustive,
      closely: plan.closely,
      isTarget: this.#isTarget,
      counters: this.#recorder.counters,
      base: block * COUNTER_STRIDE,
    }
    const handle = this.#arms(site, this.#recorder)
    this.#handles.push(handle)
    return handle
  }
}

/** Kinds: 0 prototype method, 1 prototype getter, 2 own method or function value, 3 own getter. */
function wrapMembers(
  members: (number | string)[],
  target: object,
  wrapperOf: (index: number) => ((fn: AnyFunction) => AnyFunction) | null,
): void {
  for (let at = 0; at < members.length; at += 3) {
    const wrap = wrapperOf(members[at] as number)
    if (!wrap) continue
    const key = members[at + 1] as string
    const kind = members[at + 2] as number
    const holder = kind < 2 ? ((target as { prototype?: object }).prototype ?? {}) : target
    const descriptor = Object.getOwnPropertyDescriptor(holder, key)
    if (!descriptor?.configurable) continue
    if (kind % 2 === 0 && typeof descriptor.value === 'function') descriptor.value = wrap(descriptor.value)
    else if (kind % 2 === 1 && descriptor.get) descriptor.get = wrap(descriptor.get)
    Object.defineProperty(holder, key, descriptor)
  }
}

/** Makes the runtime reachable for rewritten text, without a name that a leak check of the owner's tests would see. */
export function publishRuntime(runtime: Runtime, global: object): void {
  Object.defineProperty(global, RUNTIME_SYMBOL, { value: runtime, configurable: true })
}
