/** What the calls in a routine's own text do, and which routines of the file they enter. */
import type * as ESTree from 'estree'
import {
  builtinGlobal,
  HARMLESS_METHODS,
  ITERATING_METHODS,
  LOCALE_METHODS,
  MUTATES_FIRST_ARGUMENT,
  MUTATING_METHODS,
  type Nature,
  natureOfGlobal,
  natureOfModule,
} from './builtins.js'
import type { Callees } from './callee.js'
import type { DirectWrites } from './direct-writes.js'
import { type Effect, needEffect } from './effects.js'
import type { Meaning } from './meaning.js'
import { MethodCall, TELLS_LISTENERS } from './method-call.js'
import type { Edge } from './origin.js'
import type { Program, Routine } from './program.js'
import { isClass, isInside, type Node, propertyName, textOf } from './syntax.js'

export interface CallsOfRoutine {
  effects: Effect[]
  edges: Edge[]
}

export class DirectCalls {
  constructor(
    readonly program: Program,
    readonly callees: Callees,
    readonly writes: DirectWrites,
  ) {}

  of(routine: Routine): CallsOfRoutine {
    const found: CallsOfRoutine = { effects: [], edges: [] }
    for (const call of routine.calls) {
      const reader = new CallReader(this, routine, call, found)
      reader.readCallee()
      reader.readArguments()
    }
    return found
  }
}

class CallReader extends MethodCall {
  readCallee(): void {
    const { callee } = this
    if (callee.type === 'Super') {
      const superClass = this.#enclosingClass()?.superClass
      if (superClass) for (const meaning of this.all.callees.meaningsOf(superClass)) this.#enter(meaning)
      return
    }
    const indirect = callee.type === 'MemberExpression' && /^(call|apply)$/.test(propertyName(callee) ?? '')
    if (indirect) {
      const targets = this.all.callees.meaningsOf((callee as ESTree.MemberExpression).object)
      if (targets.some(({ kind }) => kind === 'routine' || kind === 'parameter')) {
        for (const target of targets) this.#enter(target)
        return
      }
      if (this.#readBorrowedMethod(callee as ESTree.MemberExpression)) return
    }
    const meanings = this.all.callees.meaningsOf(callee)
    // `this.log = console.error` where a prototype's `log` does nothing: nobody knows which of the two it is.
    const isUndecided = meanings.some(({ kind }) => kind === 'routine')
    for (const meaning of meanings) {
      if (isUndecided && doesIo(meaning)) this.unknown(callee)
      else this.#enter(meaning)
    }
    const [target] = this.call.type === 'CallExpression' ? this.call.arguments : []
    if (target && meanings.every((meaning) => this.#fills(meaning))) this.mutate(target, undefined, textOf(target))
  }

  /** `merge(settings, more)` of another module, where nobody takes a result: what it is called for happens to the first. */
  #fills(meaning: Meaning): boolean {
    if (this.all.program.parentOf(this.call)?.type !== 'ExpressionStatement') return false
    const name = this.#methodName() ?? textOf(this.callee)
    if (meaning.kind === 'module')
      return /merge|extend|assign|defaults|mixin|^(set|into|fill|copy)/i.test(`${name} ${meaning.module}`)
    return meaning.kind === 'unknown' && /^_*(merge|extend|assign|defaults(Deep)?|mixin)$/.test(name)
  }

  /** Functions given as arguments are taken to be called. */
  readArguments(): void {
    if (this.call.type === 'TaggedTemplateExpression') return
    const method = this.#methodName()
    const iterates = method !== undefined && ITERATING_METHODS.has(method)
    const receiver = iterates ? (this.callee as ESTree.MemberExpression).object : null
    this.call.arguments.forEach((argument, index) => {
      if (!/^(Identifier|MemberExpression|(Arrow)?FunctionExpression)$/.test(argument.type)) return
      for (const meaning of this.all.callees.meaningsOf(argument)) {
        if (meaning.kind === 'routine') {
          const elementsOf = receiver && receiver.type !== 'Super' ? receiver : null
          this.found.edges.push({ routine: meaning.routine, call: this.call, elementsOf })
        } else if (iterates && isCallbackPosition(method, index) && meaning.kind !== 'unknown') {
          this.#passCallback(meaning, argument)
        }
      }
    })
  }

  #passCallback(meaning: Meaning, argument: Node): void {
    if (meaning.kind === 'parameter') this.#invoke(meaning, argument)
    if (meaning.kind === 'global') this.#nature(natureOfGlobal(meaning.path), argument)
    if (meaning.kind === 'module') this.#enterModule(meaning, argument, true)
  }

  #enter(meaning: Meaning): void {
    switch (meaning.kind) {
      case 'routine':
        this.found.edges.push({ routine: meaning.routine, call: this.call, elementsOf: undefined })
        break
      case 'class':
        this.#enterConstructor(meaning.node, 0)
        break
      case 'global':
        this.#callGlobal(meaning.path)
        break
      case 'module':
        this.#enterModule(meaning, this.callee, !this.#isResultUsedUp())
        break
      case 'parameter':
        this.#invoke(meaning, this.callee)
        break
      case 'unknown':
        this.#callMethod()
        break
    }
  }

  /** A function of another file of the project may turn out to be pure. */
  #enterModule({ module, member }: Meaning & { kind: 'module' }, at: Node, own: boolean): void {
    const nature = natureOfModule(module, member)
    if (nature !== undefined || !module.startsWith('.') || this.call.type === 'NewExpression') this.#nature(nature, at)
    else {
      const needs = { module, path: member === '' ? [] : member.split('.'), own }
      this.found.effects.push(needEffect(needs, this.line(this.call), textOf(at)))
    }
  }

  /** Nobody gets hold of the object that it may be. */
  #isResultUsedUp(): boolean {
    const parent = this.all.program.parentOf(this.call)
    return /^(ExpressionStatement|BinaryExpression|UnaryExpression|TemplateLiteral)$/.test(parent?.type ?? '')
  }

  #enterConstructor(node: ESTree.Class, depth: number): void {
    const builder = node.body.body.find(
      (member): member is ESTree.MethodDefinition =>
        member.type === 'MethodDefinition' && member.kind === 'constructor',
    )
    const routine = builder && this.all.program.routineOf(builder.value)
    if (routine) {
      this.found.edges.push({ routine, call: this.call, elementsOf: undefined })
      return
    }
    this.#enterFields(node)
    if (node.superClass && depth < 8) {
      for (const meaning of this.all.callees.meaningsOf(node.superClass)) {
        if (meaning.kind === 'class') this.#enterConstructor(meaning.node, depth + 1)
        else this.#enter(meaning)
      }
    }
  }

  /** Without a constructor, initialisers of fields stand in the function around the class, which does not run them. */
  #enterFields(node: ESTree.Class): void {
    const around = this.all.program.routineAround(node)
    const values = node.body.body.flatMap((member) =>
      member.type === 'PropertyDefinition' && !member.static && member.value ? [member.value] : [],
    )
    if (values.length === 0 || around === this.routine) return
    const isOfField = (inner: Node) => values.some((value) => isInside(inner, value))
    for (const call of around.calls.filter(isOfField)) {
      const reader = new CallReader(this.all, this.routine, call, this.found)
      reader.readCallee()
      reader.readArguments()
    }
    const writes = around.writes.filter((write) => isOfField(write.node))
    this.found.effects.push(...this.all.writes.of(this.routine, writes))
  }

  #invoke(meaning: Meaning & { kind: 'parameter' }, at: Node): void {
    const { binding } = meaning
    const key = `invoke|${this.all.writes.origins.ids.of(binding)}`
    this.found.effects.push({ kind: 'invoke', key, binding, line: this.line(at), subject: binding.name })
  }

  #callGlobal(path: string): void {
    const { call } = this
    if (path === 'Date' && call.type !== 'TaggedTemplateExpression') {
      const isNew = call.type === 'NewExpression'
      if (!isNew || call.arguments.length === 0) this.reason('reads-clock', isNew ? 'new Date()' : 'Date()')
      else if (call.arguments.length > 1) this.reason('locale-or-time-zone', 'new Date(year, ...)')
      return
    }
    const [first] = call.type === 'TaggedTemplateExpression' ? [] : call.arguments
    if (first && MUTATES_FIRST_ARGUMENT.has(path)) this.mutate(first, undefined, textOf(first))
    const builtin = builtinGlobal(path)
    const isMember = this.callee.type === 'MemberExpression'
    if (builtin) this.depend(builtin, textOf(this.callee))
    else if (isMember && /^[a-z]/.test(path)) this.#callMethod()
    else this.unknown(this.callee)
  }

  #nature(nature: Nature | undefined, at: Node): void {
    if (nature === undefined) this.unknown(at)
    else if (nature !== 'pure') this.reason(nature, textOf(at))
  }

  /** `Array.prototype.push.apply(list, more)`, `[].slice.call(arguments)`: true when that is what it is. */
  #readBorrowedMethod(callee: ESTree.MemberExpression): boolean {
    const [meaning] = this.all.callees.meaningsOf(callee.object)
    const literal = callee.object.type === 'MemberExpression' ? propertyName(callee.object) : undefined
    const named = meaning?.kind === 'global' ? /^\w+\.prototype\.(\w+)$/.exec(meaning.path)?.[1] : literal
    const [receiver] = (this.call as ESTree.CallExpression).arguments
    if (named === undefined || !receiver) return false
    if (!MUTATING_METHODS.has(named) && !HARMLESS_METHODS.has(named) && !LOCALE_METHODS.has(named)) return false
    this.useMethod(named, receiver)
    return true
  }

  #callMethod(): void {
    const { callee } = this
    if (callee.type !== 'MemberExpression') {
      this.unknown(callee)
      return
    }
    const name = propertyName(callee)
    const isMystery = !TELLS_LISTENERS.has(name ?? '') && this.#isOwnObject(callee.object) && !this.#extendsBuiltin()
    if (name === undefined || isMystery) this.unknown(callee)
    else this.useMethod(name, callee.object)
  }

  /** `this.x()` where nothing in the file says what x is: a class of the owner's, not one of the language's. */
  #isOwnObject(object: Node): boolean {
    return object.type === 'ThisExpression' || object.type === 'Super'
  }

  #extendsBuiltin(): boolean {
    const superClass = this.#enclosingClass()?.superClass
    return superClass ? this.all.callees.meaningsOf(superClass).some(({ kind }) => kind === 'global') : false
  }

  #enclosingClass(): ESTree.Class | undefined {
    let at: Node | undefined = this.all.program.parentOf(this.call)
    while (at && !isClass(at)) at = this.all.program.parentOf(at)
    return at
  }

  #methodName(): string | undefined {
    return this.callee.type === 'MemberExpression' ? propertyName(this.callee) : undefined
  }
}

function doesIo(meaning: Meaning): boolean {
  if (meaning.kind === 'global') return natureOfGlobal(meaning.path) === 'does-io'
  return meaning.kind === 'module' && natureOfModule(meaning.module, meaning.member) === 'does-io'
}

/** Where an iterating method takes its callback; a string's `replace` is more often given text. */
function isCallbackPosition(method: string, index: number): boolean {
  if (method.startsWith('replace')) return false
  return index === 0 || (method === 'then' && index === 1)
}
