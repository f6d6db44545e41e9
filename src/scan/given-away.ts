/**
 * Finds what a file hands to functions that others give it, `configure(fn) { fn(settings) }`, `use(plugin) { plugin(this) }`:
 * whoever has it may change it, then or later.
 */
import type * as ESTree from 'estree'
import type { Effect } from './effects.js'
import { InitTime } from './init-time.js'
import { allCallsOf } from './known-calls.js'
import type { MemberTable } from './member-table.js'
import { definitionOf } from './only-value.js'
import { nameOf, type Routine } from './program.js'
import { type Binding, type ParameterPosition, parameterPosition } from './scopes.js'
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
const SETTINGS = /^(settings|options|opts|config(uration)?)$/

export class GivenAway {
  readonly bindings: [Binding, Gift][] = []
  readonly #objects: [MemberTable, Gift][] = []

  constructor(readonly file: FileAnalysis) {
    const { program } = file
    const initTime = new InitTime(program)
    for (const routine of program.routines) {
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
    const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
    const isAccessor = isFunction(routine.node) && routine.node.params.length === 0 && routine.returns.length === 1
    if (!binding || !isAccessor || !SETTINGS.test(binding.name)) return
    if (program.ownerOf(binding) === program.file) this.#give(node, routine, program.lineOf(node))
  }

  /** Of functions and classes what they hold; their own code is replaced by nobody. */
  #changeable(binding: Binding, named: Node): (string | undefined)[] {
    if (!isCode(binding)) return [undefined]
    const values = this.file.members.tableOf(named)?.values ?? new Map<string, Node[]>()
    return [...values].flatMap(([name, nodes]) => (nodes.some(isCallable) ? [] : [name]))
  }
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
