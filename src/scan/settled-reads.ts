/** Finds who reads what others write, under whatever name, and carries that from callees to callers. */
import { ConstructorReads } from './constructor-reads.js'
import type { CopiedSelf } from './copied-selves.js'
import type { Effect } from './effects.js'
import { isCode } from './given-away.js'
import type { Instances } from './instances.js'
import type { OtherNames, Use } from './other-names.js'
import type { Program, Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { nameInSingleton, type Singletons } from './singletons.js'
import { ANY_OF_ITS_OWN, type FileAnalysis, type Writer } from './state.js'
import { isReadOfFunction, readProperty } from './state-reads.js'
import { Summaries } from './summaries.js'
import { type Node, propertyName, textOf } from './syntax.js'

/** The ways in which an object is used that is not named. */
export interface Uses {
  names: OtherNames
  instances: Instances
  singletons: Singletons
  copied: CopiedSelf[]
}

/** Reads of what has writers, carried from callees to callers. */
export function settledReads(
  file: FileAnalysis,
  writers: Map<Binding, Writer[]>,
  { names, instances, singletons, copied }: Uses,
): Summaries {
  const { program, origins, getters, summaries, members } = file
  const ofConstructors = new ConstructorReads(program, members)
  const direct = new Map<Routine, Effect[]>()
  for (const [binding, itsWriters] of writers) {
    const isReassigned = itsWriters.some(({ reassigns }) => reassigns)
    const add = (read: Node, property: string | undefined, subject: string) => {
      const routine = program.routineAround(read)
      const key = `read|${origins.ids.of(binding)}|${property}`
      const effect: Effect = { kind: 'read', key, binding, property, line: program.lineOf(read), subject }
      direct.set(routine, [...(direct.get(routine) ?? []), effect])
    }
    for (const { use, property } of singletons.reads.filter((one) => one.binding === binding))
      add(use, property, [textOf(use), nameInSingleton(property)].filter(Boolean).join('.'))
    for (const read of [...readsOf(binding), ...names.usesOf(binding), ...ofConstructors.usesOf(binding)]) {
      if (summaries.carried.belongsTo(binding, program.routineAround(read))) continue
      for (const property of instances.propertiesReadAt(binding, read)) add(read, property, textOf(read))
      if (isReadOfFunction(program, members, read, isReassigned)) continue
      if (copied.some((one) => one.read === read)) add(read, ANY_OF_ITS_OWN, textOf(read))
      const property = readProperty(program, members, read) ?? settingCalledAt(program, read, itsWriters)
      add(read, property, property === undefined ? textOf(read) : `${textOf(read)}.${property}`)
      const setting = isCode(binding) && isReadByKey(program, read) ? settingOf(itsWriters) : undefined
      if (setting !== undefined) add(read, setting, `${textOf(read)}[...]`)
    }
  }
  const reads = new Summaries(summaries.carried)
  for (const routine of program.routines) {
    const edges = [...summaries.edgesOf(routine), ...getters.possibleEdgesOf(routine)]
    reads.add(routine, { effects: direct.get(routine) ?? [], edges })
  }
  reads.settle()
  return reads
}

/** Of a function that is a table too: `parse[unit]`, where anybody may set `parse.month`. */
function settingOf(writers: Writer[]): string | undefined {
  return writers.find(({ routine }) => routine === undefined)?.property
}

/** `api.encode(text)`, where anybody may set `api.encode`. */
function settingCalledAt(program: Program, read: Use, writers: Writer[]): string | undefined {
  const access = program.parentOf(read)
  const name = access?.type === 'MemberExpression' && access.object === read ? propertyName(access) : undefined
  return writers.some(({ routine, property }) => routine === undefined && property === name) ? name : undefined
}

function isReadByKey(program: Program, read: Use): boolean {
  const access = program.parentOf(read)
  if (access?.type !== 'MemberExpression' || access.object !== read || !access.computed) return false
  const outer = program.parentOf(access)
  return propertyName(access) === undefined && !(outer?.type === 'AssignmentExpression' && outer.left === access)
}
