/** Finds the caches that a file has already: structures that functions ask by key and fill by key, and memoized functions. */
import type { CacheMark } from '../wire/cache-marks.js'
import { askerApart, className, handsOut } from './asked-apart.js'
import { CacheCandidate } from './cache-candidate.js'
import { cacheHolders, type Holder } from './cache-holders.js'
import { cacheLibrary } from './cache-libraries.js'
import type { Callees } from './callee.js'
import { isClearing } from './emptied.js'
import type { CacheInText } from './found-cache.js'
import { InnerTables } from './inner-tables.js'
import { entryOf } from './kept-entry.js'
import { innerLookUpMarks, isAskedForMisses, lookUpMarks, rangeOf } from './look-up-marks.js'
import { isInConstructor } from './markable.js'
import { holderName, memoizedFunctions } from './memoized-functions.js'
import { literalNumber, optionNumber } from './option-number.js'
import { isWithin, type Program, type Routine } from './program.js'
import { isFunction, type Node, propertyName, startOf, textOf, unwrapped } from './syntax.js'
import { handsOutWhole } from './whole-entries.js'

const NAMED = /cache|memo/i
const SWITCHABLE = { switchable: true } as const
const TELLS_SIZE = { tellsSize: true } as const

export function existingCaches(program: Program, callees: Callees): CacheInText[] {
  const holders = cacheHolders(program)
  const keyed = holders
    .filter(({ uses }) => uses.some((use) => isFilledAt(program, use)))
    .map((holder) => ({ holder, byActor: usesByActor(holder) }))
    .map((asked) => ({ ...asked, found: keyedCaches(program, callees, asked.holder, asked.byActor) }))
  const counted = new Set(
    keyed.flatMap(({ holder, found }) => (found.some(({ marked }) => marked) ? holder.values : [])),
  )
  // Whoever counts all that one class makes need not count its one method.
  const classes = new Set([...counted].flatMap((made) => (made.type === 'NewExpression' ? textOf(made.callee) : [])))
  return [
    ...keyed.flatMap(({ found }) => found.filter(({ library, marked }) => marked || library !== 'lru-cache')),
    ...keyed.flatMap(({ holder, byActor, found }) =>
      found.length > 0 ? [] : cacheApart(program, callees, holder, byActor, holders, classes),
    ),
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

type UsesByActor = ReadonlyMap<Routine, Node[]>

function usesByActor(holder: Holder): UsesByActor {
  const byActor = new Map<Routine, Node[]>()
  for (const use of holder.uses) {
    const actor = holder.actorOf(use)
    if (actor && isFunction(actor.node)) byActor.set(actor, [...(byActor.get(actor) ?? []), use])
  }
  return byActor
}

/** One for each function that asks it and fills it. */
function keyedCaches(program: Program, callees: Callees, holder: Holder, byActor: UsesByActor): CacheInText[] {
  return [...byActor].flatMap(([actor, uses]) => {
    const inner = innerCache(program, callees, holder, actor, uses)
    if (inner) return [inner]
    const line = lineOfCache(program, holder, actor, uses)
    if (line === undefined) return []
    const marks = lookUpMarks(program, uses)
    const isFilledByOthers = [...byActor].some(([other, theirs]) => other !== actor && fills(program, theirs))
    const compared = !isFilledByOthers && isOutOfReach(holder) && handsOutWhole(program, uses)
    const isCompared = compared && { compared }
    return [keyedCache(program, callees, holder, { actor, line, ...(marks && { marks }), ...isCompared })]
  })
}

/** `get(key)` here and `set(key, value)` there. */
function cacheApart(
  program: Program,
  callees: Callees,
  holder: Holder,
  byActor: UsesByActor,
  all: readonly Holder[],
  counted: ReadonlySet<string>,
): CacheInText[] {
  const actor = askerApart(program, holder, byActor)
  if (!actor || counted.has(className(program, actor) ?? '')) return []
  // What is not found there may be found in an older one.
  const asksMore = all.some((other) => {
    const here = other === holder ? [] : (usesByActor(other).get(actor) ?? [])
    return here.length > 0 && handsOut(program, actor, here)
  })
  const uses = byActor.get(actor) ?? []
  const marks = asksMore ? undefined : lookUpMarks(program, uses)
  const line = program.lineOf(uses[0] as Node)
  return [keyedCache(program, callees, holder, { actor, line, ...(marks && { marks }), isApart: true })]
}

/** undefined: it is none. */
function lineOfCache(program: Program, { subject }: Holder, actor: Routine, uses: readonly Node[]): number | undefined {
  const candidate = new CacheCandidate(program, actor, uses)
  const line = candidate.lineOfKeyedCache()
  if (line === undefined || NAMED.test(subject)) return line
  return candidate.keepsResults() && isAskedForMisses(program, actor, uses) ? line : undefined
}

/** What is asked by two keys is a cache in the tables that are its entries. */
function innerCache(
  program: Program,
  callees: Callees,
  holder: Holder,
  actor: Routine,
  uses: readonly Node[],
): CacheInText | undefined {
  const tables = new InnerTables(program, actor, uses).all()
  const line = tables.length === 0 ? undefined : lineOfCache(program, holder, actor, tables)
  if (line === undefined) return undefined
  const marks = innerLookUpMarks(program, tables)
  return keyedCache(program, callees, holder, { actor, line, ...(marks && { marks }), inTables: true })
}

interface Asked {
  actor: Routine
  line: number
  /** Absent: its look-ups cannot be told. */
  marks?: CacheMark[]
  inTables?: boolean
  /** Others ask whether an entry is there, and are told so. */
  isApart?: boolean
  compared?: true
}

/** A variable or a private field, and no property that other files may name. */
function isOutOfReach({ holder, property }: Holder): boolean {
  return property === undefined && /^(this\.#)?[\w$]+$/.test(holder)
}

function fills(program: Program, uses: readonly Node[]): boolean {
  return uses.some((use) => entryOf(program, use, true)?.kind === 'fill')
}

function keyedCache(
  program: Program,
  callees: Callees,
  holder: Holder,
  { actor, line, marks, inTables = false, isApart = false, compared }: Asked,
): CacheInText {
  const { subject, property, values } = holder
  const library = values.map((value) => structureLibrary(callees, value)).find((one) => one !== undefined)
  const maxsize = library?.maxsize ?? (inTables ? undefined : sizeInTests(program, holder.uses))
  const isWeak = values.some(
    (value) => value.type === 'NewExpression' && /^Weak/.test((value.callee as { name?: string }).name ?? ''),
  )
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
          ...(!isApart && !marks.some(({ role }) => role.startsWith('asks')) && SWITCHABLE),
          marked: inTables
            ? { marks }
            : {
                marks: isMap(values) ? marks.map(undefinedIsMiss) : marks,
                holder: holder.holder,
                ...(property !== undefined && { property }),
                ...(library && TELLS_SIZE),
                ...(compared && { compared }),
              },
        }
      : { uncounted: 'no-plain-look-up' as const }),
  }
}

function isMap(values: readonly Node[]): boolean {
  return values.some((value) => value.type === 'NewExpression' && /^(Weak)?Map$/.test(textOf(value.callee)))
}

/** What a Map says is null has been put there. */
function undefinedIsMiss(mark: CacheMark): CacheMark {
  return mark.role === 'look-null' ? { ...mark, role: 'look' } : mark
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
