/** Says what state stands behind what a file exports: that of functions, of data, and of the objects that they lead to. */
import type { ExportedState, LinkedFile, StateWriter } from './file-links.js'
import { globalObjectPlace } from './global-state.js'
import { instanceStates, methodsOf, writesOn } from './inherited-state.js'
import { CALLED, type ModuleUse, placeOf } from './module-uses.js'
import { nameOf, type Routine } from './program.js'
import type { StateReason } from './scanned-site.js'
import type { Binding } from './scopes.js'
import { ANY_USER, type Writer } from './state.js'
import { isClass, type Node, unwrapped } from './syntax.js'

export class ExportedStates {
  constructor(
    readonly file: LinkedFile,
    readonly usesOf: (routine: Routine) => ModuleUse[],
  ) {}

  /** Data that has a name. */
  variable(value: Node): Binding | undefined {
    const bare = unwrapped(value)
    const binding = bare.type === 'Identifier' ? this.file.program.scopes.bindingOf(bare) : undefined
    const [meaning] = this.file.callees.meaningsOf(bare)
    return meaning?.kind === 'unknown' ? binding : undefined
  }

  behind(value: Node): ExportedState[] {
    if (isClass(value)) return this.#ofConstructor(value)
    const found = this.file.callees.meaningsOf(value).flatMap((meaning): ExportedState[] => {
      if (meaning.kind === 'routine') return [this.#ofRoutine(meaning.routine)]
      return meaning.kind === 'class' ? this.#ofConstructor(meaning.node) : []
    })
    const place = placeOf(this.file.callees, value) ?? globalObjectPlace(this.file.callees, value)
    if (place) found.push({ kind: 'other', place })
    const binding = this.variable(value)
    if (binding) found.push({ kind: 'variable', writes: this.#writesTo(binding) })
    return found
  }

  /** What it has that is exported as `name`, by path. */
  within(name: string, value: Node): [path: string[], states: ExportedState[]][] {
    return [...this.#ofInstances(value), ...this.#ofSingletons(name, value)]
  }

  /** A module's users are files that are probed too, mostly: those that write are known. */
  #writesTo(binding: Binding) {
    const known = this.file.state.writersOf(binding).filter(({ routine }) => routine !== undefined)
    return known.map(asWrite(this.file))
  }

  #ofConstructor(node: Node): ExportedState[] {
    if (!isClass(node)) return []
    const builder = node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')
    const routine = builder?.type === 'MethodDefinition' ? this.file.program.routineOf(builder.value) : undefined
    return routine ? [this.#ofRoutine(routine)] : []
  }

  #ofInstances(value: Node) {
    return this.madeBy(value).flatMap((node) => instanceStates(this.file, node, (method) => this.#ofMethod(method)))
  }

  /** The classes and functions of the file that `value` may stand for, where one may be written `new`. */
  madeBy(value: Node): Node[] {
    if (isClass(value)) return [value]
    return this.file.callees.meaningsOf(value).flatMap((meaning): Node[] => {
      if (meaning.kind === 'class') return [meaning.node]
      return meaning.kind === 'routine' ? [meaning.routine.node] : []
    })
  }

  /** `getConf()`, `Conf.instance`: everybody has the same object, which its methods change. */
  #ofSingletons(exported: string, value: Node): [path: string[], states: ExportedState[]][] {
    const { members, program, state } = this.file
    const made = value.type === 'NewExpression' ? members.tableOf(value) : undefined
    const asked = this.file.callees.meaningsOf(value).flatMap((meaning) => {
      return meaning.kind === 'routine' ? (state.singletons.handedOutBy(meaning.routine) ?? []) : []
    })
    const [table] = made ? [made] : asked
    if (!table) return []
    const path = made ? [] : [CALLED]
    const writes = writesOn(this.file, table).map(({ property, by }) => ({
      property,
      by: { ...by, code: 'reads-mutated-binding' as const },
    }))
    const methods = methodsOf(program, table).map(({ name, routines }): [string[], ExportedState[]] => [
      [...path, name],
      routines.map((routine) => this.#readingIt(routine, [...exported.split('.').filter(Boolean), ...path])),
    ])
    return [[path, [{ kind: 'variable', writes }]], ...methods]
  }

  /** A method of the one object at `path` of the exports: others may write there what it reads. */
  #readingIt(routine: Routine, path: string[]): ExportedState {
    const { uses, ...state } = this.#ofRoutine(routine)
    const read = this.file.state.ofThis.readsOf(routine).map(({ property, line, subject }) => {
      return { module: '', path: [...path, ...(property === undefined ? [] : [property])], line, subject }
    })
    return { ...state, uses: [...uses, ...read] }
  }

  /** Asked for by a method of the same object, which has it in its key in the same way. */
  #ofMethod(method: Routine): ExportedState {
    const state = this.file.state.stateOf(method).filter((one) => isOfModule(one) || one.code === 'reads-changing-this')
    return { kind: 'function', state: state.map(asWriter), uses: this.usesOf(method) }
  }

  /** What has a method by an exported name is one object, which its other methods may change. */
  #ofRoutine(routine: Routine): ExportedState & { kind: 'function' } {
    const { members, program } = this.file
    const table = members.thisTable(routine)
    const parent = program.parentOf(routine.node)
    const makes =
      table === members.instanceTable(routine.node) ||
      (parent?.type === 'MethodDefinition' && parent.kind === 'constructor')
    const isMethod = members.isOfInstances(table) && !makes
    const state = this.file.state
      .stateOf(routine)
      .filter((one) => isOfModule(one) || (isMethod && one.code === 'reads-changing-this'))
    return {
      kind: 'function',
      state: state.map(asWriter).map((by) => ({
        ...by,
        // Of a caller's own object only its own methods read.
        code: by.code === 'reads-changing-this' ? 'reads-mutated-binding' : by.code,
      })),
      uses: this.usesOf(routine),
    }
  }
}

function asWriter({ code, writer, writerLine, within }: StateReason): StateWriter {
  return { code, writer, writerLine, ...(within && { within }) }
}

/** State of a call's own objects is the caller's affair. */
function isOfModule({ code, writer }: StateReason): boolean {
  return (code === 'reads-reassigned-binding' || code === 'reads-mutated-binding') && writer !== ANY_USER
}

export function asWrite({ program }: LinkedFile) {
  return ({
    routine,
    line,
    reassigns,
    property,
    within,
  }: Writer): { property: string | undefined; by: StateWriter } => ({
    property: reassigns ? undefined : property,
    by: {
      code: reassigns ? 'reads-reassigned-binding' : 'reads-mutated-binding',
      writer: routine ? nameOf(program, routine.node) : ANY_USER,
      writerLine: line,
      ...(within && { within }),
    },
  })
}
