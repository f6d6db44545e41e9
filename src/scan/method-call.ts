/** What a call of a method does, by its name and by what is known of its receiver; and the ways to report what calls do. */
import { builtinTypeOf, sharedFlags } from './builtin-types.js'
import {
  type Builtin,
  HARMLESS_METHODS,
  localeMethod,
  MUTATING_METHODS,
  methodOf,
  type Nature,
  namesLocale,
} from './builtins.js'
import type { Callees } from './callee.js'
import type { DirectEffects } from './direct-effects.js'
import type { DirectWrites } from './direct-writes.js'
import { reasonEffect } from './effects.js'
import type { Program, Routine } from './program.js'
import { type CallNode, isFunction, type Node, textOf, unwrapped } from './syntax.js'

/** Methods of emitters, Node's and the web's. */
export const TELLS_LISTENERS = new Set(['emit', 'dispatchEvent'])

export interface CallAnalysis {
  program: Program
  callees: Callees
  writes: DirectWrites
}

export class MethodCall {
  readonly callee: Node

  constructor(
    readonly all: CallAnalysis,
    readonly routine: Routine,
    readonly call: CallNode,
    readonly found: DirectEffects,
  ) {
    this.callee = unwrapped(call.type === 'TaggedTemplateExpression' ? call.tag : call.callee)
  }

  /** Where what it is called on is surely of a type whose method it is: true when that settles it. */
  #useTypedMethod(name: string, receiver: Node): boolean {
    // What patterns do depends on their flags.
    if (/^(exec|test|match|replace)$/.test(name)) return false
    const type = builtinTypeOf(this.all.callees, receiver)
    const method = type === undefined ? undefined : methodOf(type, name)
    if (!method) return false
    if (method.nature !== undefined) this.depend(method, name)
    else if (method.changes === 'receiver') this.mutate(receiver, undefined, `${textOf(receiver)}.${name}`)
    return true
  }

  /** On the locale it does not, where the call names one. */
  protected depend(builtin: Builtin, subject: string): void {
    const { nature } = builtin
    const isGiven = this.call.type !== 'TaggedTemplateExpression' && namesLocale(builtin, this.call.arguments)
    if (nature !== undefined && nature !== 'pure' && !isGiven) this.reason(nature, subject)
  }

  protected useMethod(name: string, receiver: Node): void {
    const ofLocale = localeMethod(name)
    if (this.#useTypedMethod(name, receiver)) return
    if (ofLocale) this.depend(ofLocale, name)
    else if (MUTATING_METHODS.has(name)) this.mutate(receiver, undefined, `${textOf(receiver)}.${name}`)
    else if (TELLS_LISTENERS.has(name) && this.isOfOthers(receiver)) this.reason('tells-listeners', textOf(this.callee))
    else if (name === 'call' || name === 'apply' || !HARMLESS_METHODS.has(name)) this.unknown(this.callee)
    else if (name === 'exec' || name === 'test') this.#match(receiver)
    else if (name === 'replace' || name === 'match') {
      const pattern = this.call.type === 'CallExpression' ? this.call.arguments[0] : undefined
      // With g they set lastIndex to 0 first.
      if (pattern && /^[^g]*y[^g]*$/.test(sharedFlags(this.all.callees, pattern) ?? '')) this.#movesOn(pattern)
    }
  }

  #match(pattern: Node): void {
    const flags = sharedFlags(this.all.callees, pattern)
    if (flags !== undefined && !/[gy]/.test(flags)) return
    const origins = this.all.writes.origins.of(pattern, this.routine)
    const isNamed = flags !== undefined && origins.every(({ path }) => path.length === 0)
    // Of one that is given, or that an object holds, its other uses tell whether it goes on from where it was.
    if (isNamed) this.#movesOn(pattern)
    else if (origins.length > 0 && !this.#setsStart(pattern)) this.unknown(this.callee)
  }

  /** What that means for others is found where it is written. */
  #setsStart(pattern: Node): boolean {
    return this.routine.writes.some(({ target }) => textOf(target) === `${textOf(pattern)}.lastIndex`)
  }

  /** Not made during the call. */
  protected isOfOthers(object: Node): boolean {
    return object.type === 'Super' || this.all.writes.origins.of(object, this.routine).length > 0
  }

  #movesOn(pattern: Node): void {
    this.mutate(pattern, 'lastIndex', `${textOf(pattern)}.lastIndex`)
  }

  protected mutate(object: Node, property: string | undefined, subject: string): void {
    this.found.effects.push(...this.all.writes.mutation(object, property, this.routine, this.call, subject))
  }

  protected unknown(at: Node): void {
    this.reason('calls-unknown', isFunction(at) ? 'a function' : textOf(at))
  }

  protected reason(
    code: (Nature & `${string}-${string}`) | 'calls-unknown' | 'tells-listeners',
    subject: string,
  ): void {
    this.found.effects.push(reasonEffect(code, this.line(this.call), subject))
  }

  protected line(node: Node): number {
    return this.all.program.lineOf(node)
  }
}
