/**
 * Finds what a file hands to functions that others give it, `configure(fn) { fn(settings) }`, `use(plugin) { plugin(this) }`:
 * whoever has it may change it, then or later.
 */
import type * as ESTree from 'estree'
import { ITERATING_METHODS, MUTATING_METHODS } from './builtins.js'
import type { Effect } from './effects.js'
import { InitTime } from './init-time.js'
import { allCallsOf } from './known-calls.js'
import type { MemberTable } from './member-table.js'
import { definitionOf, onlyValue } from './only-value.js'
import { nameOf, type Program, type Routine } from './program.js'
import { type Binding, type ParameterPosition, parameterPosition } from './scopes.js'
import { isSettingsName } from './setting-values.js'
import type { FileAnalysis } from './state.js'
import { isClass, isFunction, type Node, propertyName, unwrapped } from './syntax.js'

export interface Gift {
  /** Who gives it away. */
  routine: Routine
  line: number
  /** undefined: any. */
  property: string | undefined
}

/** What plugins have: other methods of an argument are mostly those of the language's values. */
const PLUGIN_METHODS = /^(install|register|setup|init|configure|plugin)$/
/** Who hands itself to others to be changed: a tree also hands its nodes to whoever walks it, to be read. */
const TAKES_PLUGINS = /(^|\.)(use|plugin|extend|register|install|mixin|config(ure)?|setup)[^.]*$/i

export class GivenAway {
  readonly bindings: [Binding, Gift][] = []
  readonly #objects: [MemberTable, Gift][] = []

  constructor(readonly file: FileAnalysis) {
    const { program } = file
    const initTime = new InitTime(program)
    for (const routine of program.routines) {
      for (const call of routine.calls) this.#bound(call, routine)
      if (initTime.runsOnlyDuring(program.file, routine)) continue
      for (const call of routine.calls) if (call.type === 'CallExpression') this.#call(call, routine)
      for (const returned of routine.returns) this.#returned(returned, routine)
    }
  }

  /** Of any object that has the methods of `table`. */
  giftsOf(table: MemberTable): Gift[] {
    return this.#objects.flatMap(([given, gift]) => (given === table ? [gift] : []))
  }

  #call(call: ESTree.SimpleCallExpression, routine: Routine): void {
    const taker = this.#takerOf(call.callee)
    if (!taker) return
    for (const [index, argument] of call.arguments.entries()) {
      if (this.#isOnlyReadBy(taker, index)) continue
      const line = this.file.program.lineOf(call)
      if (argument.type === 'ThisExpression') this.#giveThis(routine, line)
      else this.#give(argument, routine, line)
    }
  }

  /** `exports.add = rules.add.bind(rules)`: a method of the language's by which others change what it was taken from. */
  #bound(call: Node, routine: Routine): void {
    const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined
    if (callee?.type !== 'MemberExpression' || propertyName(callee) !== 'bind') return
    const method = unwrapped(callee.object)
    if (method.type !== 'MemberExpression' || !MUTATING_METHODS.has(propertyName(method) ?? '')) return
    const { program, callees } = this.file
    const [given] = (call as ESTree.SimpleCallExpression).arguments
    const path = given && given.type !== 'SpreadElement' ? placeInBinding(program, given) : undefined
    const isOwn = callees.meaningsOf(method).some(({ kind }) => kind === 'routine')
    if (!path || isOwn || isCalledAtOnce(program, call)) return
    this.bindings.push([path.binding, { routine, line: program.lineOf(call), property: path.property }])
  }

  /** `plugin(api)`, `plugin.install(api)`: the parameter that the plugin is; undefined: it is none. */
  #takerOf(callee: Node): Binding | undefined {
    const bare = unwrapped(callee)
    const isPlugin = bare.type === 'MemberExpression' && PLUGIN_METHODS.test(propertyName(bare) ?? '')
    const named = isPlugin ? unwrapped(bare.object) : bare
    const binding = named.type === 'Identifier' ? this.file.program.scopes.bindingOf(named) : undefined
    return binding && parameterPosition(binding) ? binding : undefined
  }

  /** Whatever `taker` may be is a function of this file, that leaves its argument at `index` as it is. */
  #isOnlyReadBy(taker: Binding, index: number): boolean {
    const { program, callees, summaries } = this.file
    const position = parameterPosition(taker) as ParameterPosition
    const calls = position.rest || position.destructured ? undefined : allCallsOf(program, program.ownerOf(taker))
    const takers = calls?.flatMap((call) => {
      const isPlain = call.arguments.every(({ type }) => type !== 'SpreadElement')
      const given = isPlain ? call.arguments[position.index] : undefined
      return given ? callees.meaningsOf(given) : []
    })
    return (
      calls !== undefined &&
      takers !== undefined &&
      takers.length >= calls.length &&
      takers.every((one) => {
        return (
          one.kind === 'routine' && !summaries.effectsOf(one.routine).some((effect) => isOn(effect, one.routine, index))
        )
      })
    )
  }

  #giveThis(routine: Routine, line: number): void {
    const { program, members } = this.file
    const table = members.thisTable(routine)
    if (table && TAKES_PLUGINS.test(nameOf(program, routine.node)))
      this.#objects.push([table, { routine, line, property: undefined }])
  }

  #give(argument: Node, routine: Routine, line: number): void {
    for (const { root, path } of this.file.origins.of(argument, routine)) {
      if (root.kind !== 'binding' || parameterPosition(root.binding)) continue
      const isWhole = path.length === 0
      for (const property of isWhole ? this.#changeable(root.binding, argument) : [path[0]])
        this.bindings.push([root.binding, { routine, line, property }])
    }
  }

  /** `options() { return options }`: who asks for no part of them will set them. */
  #returned(node: Node, routine: Routine): void {
    const { program } = this.file
    const place = placeInBinding(program, node)
    const isAccessor = isFunction(routine.node) && routine.node.params.length === 0 && routine.returns.length === 1
    if (!place || !isAccessor) return
    const { binding, property } = place
    const asked = nameOf(program, routine.node).replace(/^(.*\.)?get(?=[A-Z])/, '')
    if (property !== undefined && onlyValue(binding)?.type !== 'ObjectExpression') return
    if (!isSettingsName(property ?? binding.name) && !isSettingsName(asked)) return
    if (program.ownerOf(binding) === program.file) this.#give(node, routine, program.lineOf(node))
  }

  /** Of functions and classes what they hold; their own code is replaced by nobody. */
  #changeable(binding: Binding, named: Node): (string | undefined)[] {
    if (!isCode(binding)) return [undefined]
    const values = this.file.members.tableOf(named)?.values ?? new Map<string, Node[]>()
    return [...values].flatMap(([name, nodes]) => (nodes.some(isCallable) ? [] : [name]))
  }
}

/** The variable by which `node` gets at an object, and the property of it on the way. */
function placeInBinding(program: Program, node: Node): { binding: Binding; property: string | undefined } | undefined {
  let [base, property] = [unwrapped(node), undefined as string | undefined]
  while (base.type === 'MemberExpression') [base, property] = [unwrapped(base.object), propertyName(base)]
  const binding = base.type === 'Identifier' ? program.scopes.bindingOf(base) : undefined
  return binding && { binding, property }
}

/** `names.forEach(known.add.bind(known))` */
function isCalledAtOnce(program: Program, call: Node): boolean {
  const outer = program.parentOf(call)
  const callee = outer?.type === 'CallExpression' ? unwrapped(outer.callee) : undefined
  return callee === call || (callee?.type === 'MemberExpression' && ITERATING_METHODS.has(propertyName(callee) ?? ''))
}

/** It holds a function or a class. */
export function isCode(binding: Binding): boolean {
  const value = definitionOf(binding)
  return value !== undefined && isCallable(value)
}

function isCallable(node: Node): boolean {
  return isFunction(node) || isClass(node)
}

/** It changes that argument, keeps it, or hands it to yet others. */
function isOn(effect: Effect, { node }: Routine, index: number): boolean {
  if (effect.kind === 'invoke' || effect.kind === 'assign') return true
  if (effect.kind !== 'mutate') return false
  const { root } = effect.origin
  if (root.kind !== 'binding') return root.kind === 'arguments' || root.kind === 'lost'
  const position = parameterPosition(root.binding)
  return position?.of === node && (position.rest || position.index === index)
}
