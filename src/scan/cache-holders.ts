/** Finds what may hold the entries of a cache for longer than one call: captured variables, and properties of such and of `this`. */
import type * as ESTree from 'estree'
import { actorOf, outermostActor } from './init-time.js'
import { propertiesNamedAt } from './local-aliases.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import { type Binding, importedName, parameterPosition, writesTo } from './scopes.js'
import { isClass, isFunction, type Node, propertyName, textOf } from './syntax.js'

export interface Holder {
  subject: string
  /** Every place that names it. */
  uses: Node[]
  /** Text that leads to it, anywhere where it is used: itself, or what it is a property of. */
  holder: string
  property?: string
  /** What it is at first. */
  values: Node[]
  /** The outermost function around a use that is entered anew while the holder stays; undefined: none. */
  actorOf(use: Node): Routine | undefined
}

export function cacheHolders(program: Program): Holder[] {
  const bindings = program.scopes.bindings.filter(
    (binding) => !parameterPosition(binding) && binding.references.length > 0,
  )
  return [
    ...bindings.flatMap((binding) => (importedName(binding) ? [] : [ofBinding(program, binding)])),
    ...bindings.flatMap((binding) => propertiesOf(program, binding)),
    ...propertiesOfExports(program),
    ...fieldsOf(program),
  ]
}

function ofBinding(program: Program, binding: Binding): Holder {
  return {
    subject: binding.name,
    uses: usesOf(binding),
    holder: binding.name,
    values: writesTo(binding).flatMap(({ value, partial }) => (value && !partial ? [value] : [])),
    actorOf: (use) => besides(program.ownerOf(binding), actorOf(program, program.routineAround(use), binding)),
  }
}

/** `parse.cache` of a function that keeps its cache on itself. */
function propertiesOf(program: Program, binding: Binding): Holder[] {
  const owner = program.ownerOf(binding)
  return propertiesAt(program, binding.name, usesOf(binding), (use) =>
    besides(owner, actorOf(program, program.routineAround(use), binding)),
  )
}

/** `exports.cache` and `module.exports.cache`. */
function propertiesOfExports(program: Program): Holder[] {
  const globals = program.routines.flatMap((routine) => routine.globals)
  const named = (name: string) => globals.filter((identifier) => identifier.name === name)
  const whole = named('module').flatMap((identifier) => {
    const access = program.parentOf(identifier)
    return access?.type === 'MemberExpression' && propertyName(access) === 'exports' ? [access] : []
  })
  const actor = (use: Node) => besides(program.file, outermostActor(program, program.routineAround(use)))
  return [
    ...propertiesAt(program, 'exports', named('exports'), actor),
    ...propertiesAt(program, 'module.exports', whole, actor),
  ]
}

function propertiesAt(
  program: Program,
  holder: string,
  holders: readonly Node[],
  actorOf: (use: Node) => Routine | undefined,
): Holder[] {
  const byName = new Map<string, Node[]>()
  for (const { name, node } of holders.flatMap((use) => propertiesNamedAt(program, use)))
    byName.set(name, [...(byName.get(name) ?? []), node])
  return [...byName].map(([property, uses]) => ({
    subject: `${holder}.${property}`,
    uses,
    holder,
    property,
    values: assignedTo(program, uses),
    actorOf,
  }))
}

/** `this.parsed` and `this.#parsed` of a class, or of what is written as methods of a prototype. */
function fieldsOf(program: Program): Holder[] {
  const byClass = new Map<Node | string, Map<string, Node[]>>()
  for (const routine of program.routines) {
    for (const self of routine.thisReads) {
      const method = thisRoutineOf(routine)
      const owner = classAround(program, method) ?? prototypeAround(program, method)
      if (!owner) continue
      const fields = byClass.get(owner) ?? new Map<string, Node[]>()
      for (const { name, node } of propertiesNamedAt(program, self))
        byClass.set(owner, fields.set(name, [...(fields.get(name) ?? []), node]))
    }
  }
  return [...byClass].flatMap(([owner, fields]) =>
    [...fields].flatMap(([name, uses]) => {
      const body = typeof owner === 'string' ? [] : (owner as ESTree.Class).body.body
      return isAccessor(body, name) ? [] : [fieldHolder(program, body, name, uses)]
    }),
  )
}

function fieldHolder(program: Program, body: ESTree.ClassBody['body'], name: string, uses: Node[]): Holder {
  const initial = body.find((member) => member.type === 'PropertyDefinition' && propertyName(member) === name)
  return {
    subject: `this.${name}`,
    uses,
    ...(name.startsWith('#') ? { holder: `this.${name}` } : { holder: 'this', property: name }),
    values: [
      ...(initial?.type === 'PropertyDefinition' && initial.value ? [initial.value] : []),
      ...assignedTo(program, uses),
    ],
    actorOf(use) {
      const method = thisRoutineOf(program.routineAround(use))
      const member = program.parentOf(method.node)
      const isMethod =
        member?.type === 'MethodDefinition' ? member.kind !== 'constructor' : prototypeAround(program, method)
      return isMethod ? method : undefined
    },
  }
}

function isAccessor(body: ESTree.ClassBody['body'], name: string): boolean {
  return body.some((member) => member.type === 'MethodDefinition' && propertyName(member) === name)
}

/** The class that a method is in. */
export function classAround(program: Program, { node }: Routine): Node | undefined {
  const member = isFunction(node) ? program.parentOf(node) : undefined
  if (member?.type !== 'MethodDefinition' && member?.type !== 'PropertyDefinition') return undefined
  const owner = program.parentOf(program.parentOf(member) as Node)
  return owner && isClass(owner) && !member.static ? owner : undefined
}

/** `Parser` of `Parser.prototype.parse = function () {}`. */
export function prototypeAround(program: Program, { node }: Routine): string | undefined {
  const parent = isFunction(node) ? program.parentOf(node) : undefined
  if (parent?.type !== 'AssignmentExpression' || parent.right !== node || parent.left.type !== 'MemberExpression')
    return undefined
  const { object } = parent.left
  const isPrototype = object.type === 'MemberExpression' && propertyName(object) === 'prototype'
  return isPrototype ? textOf(object.object) : undefined
}

function assignedTo(program: Program, uses: readonly Node[]): Node[] {
  return uses.flatMap((use) => {
    const parent = program.parentOf(use)
    return parent?.type === 'AssignmentExpression' && parent.left === use ? [parent.right] : []
  })
}

function usesOf(binding: Binding): Node[] {
  return binding.references.filter(({ init }) => !init).map(({ identifier }) => identifier as Node)
}

/** What the owner itself does is its set-up. */
function besides(owner: Routine, actor: Routine): Routine | undefined {
  return actor === owner ? undefined : actor
}
