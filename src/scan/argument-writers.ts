/** Finds callers that change, in place, an object that they have passed to a function and will pass again. */
import type * as ESTree from 'estree'
import { MUTATING_METHODS } from './builtins.js'
import { isWithin, nameOf, type Program, type Routine } from './program.js'
import type { StateReason } from './scanned-site.js'
import { type Binding, parameterPosition } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { endOf, isFunction, isInside, type Node, propertyName, startOf, unwrapped } from './syntax.js'

interface Mutation {
  binding: Binding
  node: Node
}

interface Pass {
  binding: Binding
  call: Node
  callee: Routine
  index: number
}

export function argumentWriters(file: FileAnalysis): Map<Routine, StateReason[]> {
  const found = new Map<Routine, StateReason[]>()
  for (const caller of file.program.routines) {
    const mutations = mutationsIn(file.program, caller)
    if (mutations.length === 0) continue
    const passes = passesIn(file, caller)
    for (const pass of passes) {
      const mutation = mutations.find((candidate) => isSeenAgain(file.program, caller, pass, candidate, passes))
      if (!mutation || found.get(pass.callee)?.some(({ writer }) => writer === nameOf(file.program, caller.node)))
        continue
      found.set(pass.callee, [...(found.get(pass.callee) ?? []), reasonOf(file.program, caller, pass, mutation)])
    }
  }
  return found
}

function reasonOf(program: Program, caller: Routine, pass: Pass, mutation: Mutation): StateReason {
  const node = pass.callee.node
  const parameter = isFunction(node) ? node.params[pass.index] : undefined
  return {
    code: 'argument-mutated-elsewhere',
    line: program.lineOf(node),
    subject: parameter?.type === 'Identifier' ? parameter.name : pass.binding.name,
    writer: nameOf(program, caller.node),
    writerLine: program.lineOf(mutation.node),
  }
}

function mutationsIn(program: Program, routine: Routine): Mutation[] {
  const found: Mutation[] = []
  const add = (object: Node, node: Node) => {
    const binding = baseBinding(program, object)
    if (binding) found.push({ binding, node })
  }
  for (const { target, node } of routine.writes) if (target.type === 'MemberExpression') add(target.object, node)
  for (const call of routine.calls) {
    const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined
    if (callee?.type === 'MemberExpression' && MUTATING_METHODS.has(propertyName(callee) ?? ''))
      add(callee.object, call)
  }
  return found
}

function baseBinding(program: Program, object: Node): Binding | undefined {
  let base = unwrapped(object)
  while (base.type === 'MemberExpression') base = unwrapped(base.object)
  return base.type === 'Identifier' ? program.scopes.bindingOf(base) : undefined
}

function passesIn({ program, summaries }: FileAnalysis, caller: Routine): Pass[] {
  const found: Pass[] = []
  for (const { call, routine, elementsOf } of summaries.edgesOf(caller)) {
    if (elementsOf !== undefined || call.type !== 'CallExpression' || isIndirect(call)) continue
    call.arguments.forEach((argument, index) => {
      const binding = argument.type === 'Identifier' ? program.scopes.bindingOf(argument) : undefined
      if (binding) found.push({ binding, call, callee: routine, index })
    })
  }
  return found
}

function isIndirect({ callee }: ESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && /^(call|apply)$/.test(propertyName(callee) ?? '')
}

/** The changed object comes before the same function again: in a loop, in a later call, or because it outlives this one. */
function isSeenAgain(program: Program, caller: Routine, pass: Pass, mutation: Mutation, passes: Pass[]): boolean {
  if (mutation.binding !== pass.binding) return false
  if (sharesLoop(program, pass, mutation.node)) return true
  if (startOf(mutation.node) < endOf(pass.call)) return false
  const outlives = !isWithin(program.ownerOf(pass.binding), caller) || parameterPosition(pass.binding) !== undefined
  const isPassedAgain = passes.some(
    (other) =>
      other.callee === pass.callee && other.binding === pass.binding && startOf(other.call) > startOf(mutation.node),
  )
  return outlives || isPassedAgain
}

/** Both lie in a loop that the variable is declared outside of. */
function sharesLoop(program: Program, pass: Pass, mutation: Node): boolean {
  const declaredAt = pass.binding.identifiers[0] as Node | undefined
  for (let at = program.parentOf(pass.call); at && !isFunction(at); at = program.parentOf(at)) {
    const isLoop = /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(at.type)
    if (isLoop && isInside(mutation, at) && !(declaredAt && isInside(declaredAt, at))) return true
  }
  return false
}
