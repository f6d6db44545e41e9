/** Tells whether a later loop with the same text goes through the same values as an earlier one of its block. */
import type * as ESTree from 'estree'
import { isAlwaysPassed, isPlainWrite, isWrittenBeside } from './counted-loop.js'
import { sameText } from './kept-entry.js'
import type { Program } from './program.js'
import { type Binding, type Write, writesTo } from './scopes.js'
import { endOf, forEachChild, type Node, startOf } from './syntax.js'

export type Loop = ESTree.WhileStatement | ESTree.ForStatement

interface Rounds {
  loop: Loop
  /** What is done in each round, whose values these are. */
  used: Node
}

/** `one` and `other` have the same text. */
export function goesTheSameRounds(program: Program, one: Rounds, other: Rounds): boolean {
  const [names, again] = [one, other].map(({ loop, used }) => [...headOf(loop), used].flatMap(namesIn))
  if (!names || names.length !== again?.length) return false
  return names.every((name, at) => {
    const [first, second] = [name, again[at] as Node].map((node) => program.scopes.bindingOf(node))
    if (first !== second)
      return first !== undefined && second !== undefined && isCounterOfItsOwn(first, second, one, other)
    return first === undefined || meansTheSame(program, first, one.loop, other.loop)
  })
}

/** `for (let i = 0; ...)` twice. */
function isCounterOfItsOwn(first: Binding, second: Binding, one: Rounds, other: Rounds): boolean {
  return isHeadOf(first, one.loop) && isHeadOf(second, other.loop) && changesInHeadOnly(first, one.loop)
}

function isHeadOf({ scope }: Binding, loop: Loop): boolean {
  return scope.block === loop
}

/** Nothing changes it from the first loop to the end of the second, or they count with it, from the same value on. */
function meansTheSame(program: Program, binding: Binding, one: Loop, other: Loop): boolean {
  if (!isWrittenBeside(program, binding, one)) return false
  if (!writesTo(binding).some((write) => lies(write, startOf(one), endOf(other)))) return true
  if (!changesInHeadOnly(binding, one) || !changesInHeadOnly(binding, other)) return false
  const [first, second] = [startOfCount(program, binding, one), startOfCount(program, binding, other)]
  if (!first?.value || !second?.value || !sameText(first.value, second.value)) return false
  return keeps(program, first.value, first.identifier, other)
}

/** The write that surely comes last before the first test. */
function startOfCount(program: Program, binding: Binding, loop: Loop): Write | undefined {
  const begin = loop.type === 'ForStatement' && loop.test ? startOf(loop.test) : startOf(loop)
  const last = writesTo(binding)
    .filter(({ identifier }) => startOf(identifier) < begin)
    .at(-1)
  const isSure = last && isPlainWrite(program, last.identifier) && isAlwaysPassed(program, last.identifier, loop)
  return isSure && !last.partial ? last : undefined
}

/** What is named in `value` is not changed from there to the end of the second loop. */
function keeps(program: Program, value: Node, from: Node, other: Loop): boolean {
  return namesIn(value).every((name) => {
    const binding = program.scopes.bindingOf(name)
    if (!binding) return true
    const isKept = !writesTo(binding).some((write) => lies(write, startOf(from), endOf(other)))
    return isKept && isWrittenBeside(program, binding, other)
  })
}

function changesInHeadOnly(binding: Binding, loop: Loop): boolean {
  return !writesTo(binding).some((write) => lies(write, startOf(loop.body), endOf(loop.body)))
}

function lies({ identifier }: Write, from: number, to: number): boolean {
  return startOf(identifier) >= from && endOf(identifier) <= to
}

function headOf(loop: Loop): Node[] {
  const parts = loop.type === 'ForStatement' ? [loop.init, loop.test, loop.update] : [loop.test]
  return parts.filter((part) => part != null)
}

function namesIn(node: Node): Node[] {
  if (node.type === 'Identifier') return [node]
  const names: Node[] = []
  forEachChild(node, (child) => {
    names.push(...namesIn(child))
  })
  return names
}
