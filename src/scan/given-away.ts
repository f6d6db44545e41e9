/**
 * Finds what a file hands to functions that others give it, `configure(fn) { fn(settings) }`, `use(plugin) { plugin(this) }`:
 * whoever has it may change it, then or later.
 */
import type * as ESTree from 'estree'
import { InitTime } from './init-time.js'
import type { MemberTable } from './member-table.js'
import { onlyValue } from './only-value.js'
import { nameOf, type Routine } from './program.js'
import { type Binding, declaredNode, parameterPosition } from './scopes.js'
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
    if (!this.#isOfOthers(call.callee)) return
    for (const argument of call.arguments) {
      const line = this.file.program.lineOf(call)
      if (argument.type === 'ThisExpression') this.#giveThis(routine, line)
      else this.#give(argument, routine, line)
    }
  }

  /** `plugin(api)`, `plugin.install(api)`, where the plugin is a parameter. */
  #isOfOthers(callee: Node): boolean {
    const bare = unwrapped(callee)
    const isPlugin = bare.type === 'MemberExpression' && PLUGIN_METHODS.test(propertyName(bare) ?? '')
    const named = isPlugin ? unwrapped(bare.object) : bare
    const binding = named.type === 'Identifier' ? this.file.program.scopes.bindingOf(named) : undefined
    return binding !== undefined && parameterPosition(binding) !== undefined
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
  const value = declaredNode(binding) ?? onlyValue(binding)
  return value !== undefined && isCallable(value)
}

function isCallable(node: Node): boolean {
  return isFunction(node) || isClass(node)
}
