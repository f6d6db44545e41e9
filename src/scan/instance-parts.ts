/** What a property of a fresh instance holds, where its constructor alone says so: `this.tokens = tokens`. */
import type * as ESTree from 'estree'
import type { Callees } from './callee.js'
import type { Meaning } from './meaning.js'
import type { Path } from './origin.js'
import type { Program, Routine, WriteSite } from './program.js'
import { isFunction, type Node, propertyName, someChild, unwrapped } from './syntax.js'

export interface InstanceParts {
  builder: Routine
  values: Node[]
}

/** undefined: others may put something there, or into what is there. */
export function partsOfInstance(callees: Callees, call: ESTree.NewExpression, path: Path): InstanceParts | undefined {
  const [key, ...rest] = path
  const { members, program } = callees
  const [meaning, ...others] = callees.meaningsOf(call.callee)
  const builder = meaning && others.length === 0 ? builderOf(callees, meaning) : undefined
  const made = builder && madeBy(builder, meaning as Meaning)
  const table = made && members.instanceTable(made)
  if (key === undefined || !table || isField(meaning as Meaning, key)) return undefined
  if (builder.returns.length > 0 || members.staticTable(made)?.values.has('prototype')) return undefined
  const users = members.routinesOf(table)
  if (!isUsedForItsParts(program, call) || !users.every((routine) => setsPartsByName(program, routine)))
    return undefined
  const values = table.values.get(key)?.map(unwrapped)
  const isOwn = (value: Node) => program.routineAround(value) === builder && !mentionsThis(value)
  const isPlain = (value: Node) => rest.length === 0 || !/^(New|Array|Object|Call)Expression$/.test(value.type)
  if (!values?.every((value) => isFunction(value) || (isOwn(value) && isPlain(value)))) return undefined
  return { builder, values: values.filter((value) => !isFunction(value)) }
}

/** A superclass is given arguments of its own. */
function builderOf({ program }: Callees, meaning: Meaning): Routine | undefined {
  if (meaning.kind === 'routine') return meaning.routine
  if (meaning.kind !== 'class' || meaning.node.superClass) return undefined
  const builder = meaning.node.body.body.find(
    (member) => member.type === 'MethodDefinition' && member.kind === 'constructor',
  )
  return builder && program.routineOf((builder as ESTree.MethodDefinition).value)
}

function madeBy({ node }: Routine, meaning: Meaning): Node {
  return meaning.kind === 'class' ? meaning.node : node
}

/** It has one name at most, and goes nowhere but back: others who know it could put what they like into it. */
function isUsedForItsParts(program: Program, made: Node): boolean {
  const parent = program.parentOf(made)
  if (parent?.type !== 'VariableDeclarator') return isPartOrResult(program, made)
  const binding = parent.id.type === 'Identifier' ? program.scopes.bindingOf(parent.id) : undefined
  const uses = binding?.references.filter(({ init }) => !init) ?? []
  return binding !== undefined && uses.every(({ identifier }) => isPartOrResult(program, identifier as Node))
}

function isPartOrResult(program: Program, node: Node): boolean {
  const parent = program.parentOf(node)
  return parent?.type === 'ReturnStatement' || (parent?.type === 'MemberExpression' && parent.object === node)
}

/** Nothing like `extend(this, options)`, `this[key] = value` or `[this.list] = lists`. */
function setsPartsByName(program: Program, { thisReads, writes }: Routine): boolean {
  const isNamed = ({ target, node }: WriteSite) =>
    target.type !== 'MemberExpression' ||
    target.object.type !== 'ThisExpression' ||
    (propertyName(target) !== undefined &&
      (node.type === 'AssignmentExpression' ? node.left === target : !isLoop(node)))
  return thisReads.every((node) => isPartOrResult(program, node)) && writes.every(isNamed)
}

/** `for (this.list of lists)`. */
function isLoop({ type }: Node): boolean {
  return type === 'ForOfStatement' || type === 'ForInStatement'
}

/** `class { tokens = shared }`, `get tokens()`: something else that the name stands for. */
function isField(meaning: Meaning, key: string): boolean {
  if (meaning.kind !== 'class') return false
  return meaning.node.body.body.some((member) => {
    const isMethod = member.type === 'MethodDefinition' && /^(method|constructor)$/.test(member.kind)
    return !isMethod && member.type !== 'StaticBlock' && !member.static && propertyName(member) === key
  })
}

function mentionsThis(node: Node): boolean {
  if (node.type === 'ThisExpression') return true
  return someChild(node, mentionsThis)
}
