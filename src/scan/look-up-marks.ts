/** The places in the text at which a cache is asked, each key once: `has(key)` and `get(key)` are one call. */
import type { CacheMark, MarkRole } from '../wire/cache-marks.js'
import { type Entry, entryOf, structure } from './kept-entry.js'
import { isInConstructor, isOptional, markableLookUp } from './markable.js'
import { comparedWithMiss, testedRole } from './missed-value.js'
import { isWithin, type Program, type Routine } from './program.js'
import { writesTo } from './scopes.js'
import { endOf, type Node, startOf } from './syntax.js'

/** Somewhere it is asked whether there is an entry, by a key that may be another one each time: what else is no cache. */
export function isAskedForMisses(program: Program, actor: Routine, uses: readonly Node[]): boolean {
  return uses.some((use) => {
    const entry = entryOf(program, use, true)
    if (!entry?.key || isConstant(program, actor, entry.key)) return false
    if (entry.kind === 'fill') return entry.operator !== '='
    return entry.kind === 'test' || testedRole(program, entry.node) !== undefined
  })
}

/** `table[NEXT]` is a field and no entry. */
function isConstant(program: Program, actor: Routine, key: Node): boolean {
  if (key.type === 'Literal') return true
  const binding = key.type === 'Identifier' ? program.scopes.bindingOf(key) : undefined
  return binding !== undefined && !isWithin(program.ownerOf(binding), actor) && writesTo(binding).length < 2
}

interface Asked {
  entry: Entry
  key: Node
  /** What names the structure there. */
  use: Node
  /** What can be put into a call. */
  node: Node
}

interface MarkFor {
  look(asked: Asked): CacheMark[]
  /** `cache[key] ??= value`, where whatever is asked for behind it is found. undefined: it cannot be told what is there. */
  fill(operator: string, key: Node): CacheMark | undefined
}

/** undefined: some look-up cannot be marked. */
export function lookUpMarks(program: Program, uses: readonly Node[]): CacheMark[] | undefined {
  return marksOf(program, uses, {
    look: ({ entry, key, node }) => [
      { role: roleOf(program, entry, node), ...rangeOf(node) },
      { role: 'key', ...rangeOf(key) },
    ],
    fill: (operator, key) => ({ role: operator === '??=' ? 'asks-nullish' : 'asks-falsy', ...rangeOf(key) }),
  })
}

/** `tables`: places that stand for one of several tables. Two keys are no one value, so that none is marked. */
export function innerLookUpMarks(program: Program, tables: readonly Node[]): CacheMark[] | undefined {
  return marksOf(program, tables, {
    look: ({ entry, node, use }) => {
      const look = guarded(program, node, use) ?? { role: roleOf(program, entry, node), ...rangeOf(node) }
      const isMarkable = !isOptional(use) && !isInConstructor(program, use)
      return isMarkable ? [look, { role: 'table', ...rangeOf(use) }] : [look]
    },
    fill: () => undefined,
  })
}

function marksOf(program: Program, uses: readonly Node[], markFor: MarkFor): CacheMark[] | undefined {
  const entries = uses.flatMap((use) => {
    const entry = entryOf(program, use, true)
    return entry ? [{ use, entry }] : []
  })
  const asked = new Set<string>()
  const marks: CacheMark[] = []
  for (const { use, entry } of entries.sort((a, b) => startOf(a.entry.node) - startOf(b.entry.node))) {
    const { kind, key } = entry
    if (!key || asked.has(structure(key))) continue
    if (kind === 'fill' && entry.operator === '=') continue
    asked.add(structure(key))
    if (kind === 'fill') {
      const filling = isPlainKey(key) && markFor.fill(entry.operator, key)
      if (!filling) return undefined
      marks.push(filling)
      continue
    }
    const node = markableLookUp(program, entry)
    if (!node || !isPlainKey(key)) return undefined
    marks.push(...markFor.look({ entry, key, use, node }))
  }
  return marks.length > 0 ? marks : undefined
}

function roleOf(program: Program, { kind }: Entry, node: Node): MarkRole {
  return kind === 'test' ? 'test' : (testedRole(program, node) ?? 'look')
}

/** `cache[one] && cache[one][other]`: where there is no table, there is no entry either. */
function guarded(program: Program, look: Node, table: Node): CacheMark | undefined {
  const test = comparedWithMiss(program, look)
  const node = test ?? look
  const parent = program.parentOf(node)
  if (parent?.type !== 'LogicalExpression' || parent.operator !== '&&' || parent.right !== node) return undefined
  if (structure(parent.left) !== structure(table) || isInConstructor(program, parent)) return undefined
  return { role: test ? 'test' : (testedRole(program, parent) ?? 'look'), ...rangeOf(parent) }
}

function isPlainKey(key: Node): boolean {
  return key.type !== ('SpreadElement' as string) && key.type !== ('PrivateIdentifier' as string)
}

export function rangeOf(node: Node): { start: number; end: number } {
  return { start: startOf(node), end: endOf(node) }
}
