/** What a property of a fresh instance holds, where its constructor alone says so: `this.tokens = tokens`. */
import type * as ESTree from 'estree'
import type { Callees, Meaning } from './callee.js'
import type { Path } from './origin.js'
import type { Program, Routine } from './program.js'
import { isFunction, type Node, propertyName, someChild, unwrapped } from './syntax.js'

export interface InstanceParts {
  builder: Routine
  values: Node[]
}

/** undefined: others may put something there, or into what is there. */
export function partsOfInstance(callees: Callees, call: ESTree.NewExpression, path: Path): InstanceParts | undefined {
  const [key, ...rest] = path
  const [meaning, ...others] = callees.meaningsOf(call.callee)
  const builder = meaning && others.length === 0 ? builderOf(callees, meaning) : undefined
  if (key === undefined || !builder || handsItselfOn(callees.program, builder)) return undefined
  const values = callees.members
    .instanceTable(madeBy(builder, meaning as Meaning))
    ?.values.get(key)
    ?.map(unwrapped)
  const isOwn = (value: Node) => callees.program.routineAround(value) === builder && !mentionsThis(value)
  const isPlain = (value: Node) => rest.length === 0 || !/^(New|Array|Object|Call)Expression$/.test(value.type)
  if (!values?.every((value) => isFunction(value) || (isOwn(value) && isPlain(value)))) return undefined
  return isField(meaning as Meaning, key)
    ? undefined
    : { builder, values: values.filter((value) => !isFunction(value)) }
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

/** `extend(this, options)`: who knows what it puts there. */
function handsItselfOn(program: Program, { thisReads }: Routine): boolean {
  return thisReads.some((node) => program.parentOf(node)?.type === 'CallExpression')
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
