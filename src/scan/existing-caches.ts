/** Finds the caches that a file has already: structures that functions ask by key and fill by key, and memoized functions. */
import type { CacheMark } from '../wire/cache-marks.js'
import { CacheCandidate } from './cache-candidate.js'
import { cacheHolders, type Holder } from './cache-holders.js'
import { cacheLibrary } from './cache-libraries.js'
import type { Callees } from './callee.js'
import type { CacheInText } from './found-cache.js'
import { entryOf, structure } from './kept-entry.js'
import { isInConstructor, markableLookUp } from './markable.js'
import { holderName, memoizedFunctions } from './memoized-functions.js'
import { literalNumber, optionNumber } from './option-number.js'
import { isClearing } from './own-cache.js'
import { isWithin, type Program, type Routine } from './program.js'
import { endOf, isFunction, type Node, propertyName, startOf, unwrapped } from './syntax.js'

const TELLS_SIZE = { tellsSize: true } as const

export function existingCaches(program: Program, callees: Callees): CacheInText[] {
  const holders = cacheHolders(program)
    .filter(({ uses }) => uses.some((use) => isFilledAt(program, use)))
    .map((holder) => ({ holder, found: keyedCaches(program, callees, holder) }))
  const counted = new Set(
    holders.flatMap(({ holder, found }) => (found.some(({ marked }) => marked) ? holder.values : [])),
  )
  return [
    ...holders.flatMap(({ found }) => found.filter(({ library, marked }) => marked || library !== 'lru-cache')),
    ...publishingCaches(program, callees, counted),
    ...memoizedFunctions(program, callees),
  ].sort((one, other) => one.at - other.at)
}

/** Asked first: most variables are not. */
function isFilledAt(program: Program, use: Node): boolean {
  const access = program.parentOf(use)
  if (access?.type !== 'MemberExpression' || access.object !== use) return false
  const outer = program.parentOf(access)
  if (access.computed) return outer?.type === 'AssignmentExpression' && outer.left === access
  return outer?.type === 'CallExpression' && outer.callee === access && propertyName(access) === 'set'
}

/** One for each function that asks it and fills it. */
function keyedCaches(program: Program, callees: Callees, holder: Holder): CacheInText[] {
  const byActor = new Map<Routine, Node[]>()
  for (const use of holder.uses) {
    const actor = holder.actorOf(use)
    if (actor && isFunction(actor.node)) byActor.set(actor, [...(byActor.get(actor) ?? []), use])
  }
  return [...byActor].flatMap(([actor, uses]) => {
    const candidate = new CacheCandidate(program, actor, uses)
    const line = candidate.lineOfKeyedCache()
    const isCache = line !== undefined && (candidate.keepsResults() || /cache|memo/i.test(holder.subject))
    return isCache ? [keyedCache(program, callees, holder, actor, uses, line)] : []
  })
}

function keyedCache(
  program: Program,
  callees: Callees,
  holder: Holder,
  actor: Routine,
  uses: readonly Node[],
  line: number,
): CacheInText {
  const { subject, property, values } = holder
  const library = values.map((value) => structureLibrary(callees, value)).find((one) => one !== undefined)
  const maxsize = library?.maxsize ?? sizeInTests(program, holder.uses)
  const isWeak = values.some(
    (value) => value.type === 'NewExpression' && /^Weak/.test((value.callee as { name?: string }).name ?? ''),
  )
  const marks = marksOf(program, uses)
  return {
    kind: 'keyed',
    at: startOf(actor.node),
    line,
    subject,
    ...(library && { library: library.name }),
    ...(maxsize !== undefined && { maxsize }),
    bounded: library !== undefined || isWeak || holder.uses.some((use) => isEmptied(program, holder, use)),
    ...(marks
      ? {
          switchable: true,
          marked: {
            marks,
            holder: holder.holder,
            ...(property !== undefined && { property }),
            ...(library && TELLS_SIZE),
          },
        }
      : { uncounted: 'no-plain-look-up' as const }),
  }
}

/** Not where it is set up. */
function isEmptied(program: Program, holder: Holder, use: Node): boolean {
  return (
    holder.actorOf(use) !== undefined && isClearing(program, use) && isWithin(program.routineAround(use), program.file)
  )
}

interface Structure {
  name: string
  maxsize?: number
  publishes?: true
}

function structureLibrary(callees: Callees, value: Node): Structure | undefined {
  const made = unwrapped(value)
  if (made.type !== 'NewExpression') return undefined
  for (const meaning of callees.meaningsOf(made.callee)) {
    const library = meaning.kind === 'module' ? cacheLibrary(meaning.module, meaning.member) : undefined
    if (meaning.kind !== 'module' || library?.kind !== 'structure') continue
    const maxsize = optionNumber(callees.program, made.arguments[0], library.bound)
    const { publishes } = library
    return { name: meaning.module, ...(maxsize !== undefined && { maxsize }), ...(publishes && { publishes }) }
  }
  return undefined
}

/** Structures that tell what they are asked, but for those whose look-ups are counted where they stand. */
function publishingCaches(program: Program, callees: Callees, counted: ReadonlySet<Node>): CacheInText[] {
  const calls = program.routines.flatMap((routine) => routine.calls)
  return calls.flatMap((made): CacheInText[] => {
    const library = counted.has(made) ? undefined : structureLibrary(callees, made)
    if (!library?.publishes || isInConstructor(program, made)) return []
    const { name, maxsize } = library
    return [
      {
        kind: 'publishing',
        at: startOf(made),
        line: program.lineOf(made),
        subject: holderName(program, made),
        library: name,
        ...(maxsize !== undefined && { maxsize }),
        bounded: true,
        marked: { marks: [{ role: 'made', ...rangeOf(made) }], ...TELLS_SIZE },
      },
    ]
  })
}

/** `if (cache.size >= 100)`: what it is compared with. */
function sizeInTests(program: Program, uses: readonly Node[]): number | undefined {
  for (const use of uses) {
    const access = program.parentOf(use)
    const test = access && program.parentOf(access)
    if (access?.type !== 'MemberExpression' || propertyName(access) !== 'size') continue
    if (test?.type !== 'BinaryExpression' || test.left !== access || !/^>=?$/.test(test.operator)) continue
    const limit = literalNumber(program, test.right)
    if (limit !== undefined) return test.operator === '>' ? limit + 1 : limit
  }
  return undefined
}

/** Each key is asked once: `has(key)` and `get(key)` are one call. undefined: some look-up cannot be marked. */
function marksOf(program: Program, uses: readonly Node[]): CacheMark[] | undefined {
  const entries = uses
    .flatMap((use) => entryOf(program, use, true) ?? [])
    .sort((a, b) => startOf(a.node) - startOf(b.node))
  const asked = new Set<string>()
  const marks: CacheMark[] = []
  for (const entry of entries) {
    if (entry.kind === 'fill' || !entry.key || asked.has(structure(entry.key))) continue
    asked.add(structure(entry.key))
    const node = markableLookUp(program, entry)
    if (!node || !isPlainKey(entry.key)) return undefined
    marks.push({ role: entry.kind, ...rangeOf(node) }, { role: 'key', ...rangeOf(entry.key) })
  }
  return marks.length > 0 ? marks : undefined
}

function isPlainKey(key: Node): boolean {
  return key.type !== ('SpreadElement' as string) && key.type !== ('PrivateIdentifier' as string)
}

export function rangeOf(node: Node): { start: number; end: number } {
  return { start: startOf(node), end: endOf(node) }
}
