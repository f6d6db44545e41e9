/** One file's syntax tree -> what each of its functions reads, writes and depends on. */
import type * as ESTree from 'estree'
import type { Positions } from '../source/parse.js'
import { CallTargets } from './call-targets.js'
import { callVariables } from './call-variables.js'
import { Callees } from './callee.js'
import { CarriedEffects } from './carried-effects.js'
import { DirectCalls } from './direct-calls.js'
import { type DirectEffects, directEffectsOf } from './direct-effects.js'
import { DirectWrites } from './direct-writes.js'
import type { Effect } from './effects.js'
import { enclosedNames } from './enclosed.js'
import { EnvironmentReads } from './environment-reads.js'
import { existingCaches } from './existing-caches.js'
import { Expenses } from './expense.js'
import { type FileLinks, Linking } from './file-links.js'
import type { CacheInText } from './found-cache.js'
import { GetterReads } from './getter-reads.js'
import { ImplicitCalls } from './implicit-calls.js'
import { invariantCalls } from './invariant-calls.js'
import type { ExportedPurity } from './linked-purity.js'
import { Members } from './members.js'
import type { ModuleUse } from './module-uses.js'
import { Origins } from './origins.js'
import { overridingNames, type Reliance } from './overridden.js'
import { findOwnCaches } from './own-cache.js'
import { PlainTables } from './plain-tables.js'
import { Program, type Routine } from './program.js'
import { Readings } from './readings.js'
import { reasonsOf, verdictOf } from './reasons.js'
import { Receivers } from './receivers.js'
import { onCycles } from './recursion.js'
import { ReplacedMembers } from './replaced-members.js'
import { ResultKinds } from './result-kinds.js'
import { handsOutNew, resultChanges } from './result-writers.js'
import type { Expense, FieldReads, StaticPurity } from './scanned-site.js'
import { SharedMemory } from './shared-memory.js'
import { siteReads } from './site-reads.js'
import { findState } from './state.js'
import { Summaries } from './summaries.js'
import type { FunctionNode } from './syntax.js'

export interface ParsedProgram {
  ast: ESTree.Program
  /** The text whose offsets the nodes carry. */
  code: string
  positions: Positions
  sourceType: 'module' | 'commonjs'
}

export interface Findings {
  purity: StaticPurity
  reads: FieldReads
  expense: Expense[]
  invariantCalls?: number[]
  filled?: string[]
  /** What `reads` rests on in other files. */
  relies: Reliance[]
  /** What the function depends on in other files. */
  uses: ModuleUse[]
  /** Its names in what the file exports. */
  exportedAs: string[]
}

export interface Analysis {
  /** It throws for a function that is not in the file. */
  findingsOf(node: FunctionNode): Findings
  /** See {@link enclosedNames}: to be asked of closures. */
  enclosedBy(node: FunctionNode): string[] | undefined
  /** See {@link overridingNames}. */
  overriding: Set<string>
  /** undefined: nothing was analysed. */
  links: FileLinks | undefined
  /** Exported functions by their names. */
  purities: Map<string, ExportedPurity[]>
  /** In source order. */
  caches: CacheInText[]
}

/** In parts, as the whole takes seconds for a large file: whoever drives it may do something else between them. */
export function* analyse({ ast, code, positions, sourceType }: ParsedProgram): Generator<void, Analysis> {
  const program = new Program(ast, code, positions, sourceType)
  yield
  const { direct, ownCaches, ...found } = yield* settledEffects(program)
  const { members, callees, origins, summaries } = found
  const { isHarmless } = ownCaches
  const state = findState({ program, ...found, isHarmless })
  yield
  const changes = resultChanges(program, callees)
  const linking = new Linking({ program, members, callees, summaries, state, results: changes })
  const tables = new PlainTables(program)
  yield
  const replaced = new ReplacedMembers(program, members, tables)
  const receivers = new Receivers(program, members, tables, replaced)
  const readings = new Readings(program, receivers, new CallTargets(program, members, receivers, tables))
  const calledBy = (routine: Routine) => direct.get(routine)?.edges.map((edge) => edge.routine) ?? []
  const expenses = new Expenses(program, callees, onCycles(program.routines, calledBy))
  const invariant = invariantCalls(program, callees)
  const results = new ResultKinds(origins)
  const exported = [...linking.exportedRoutines()]
  const namesOf = new Map<Routine, string[]>()
  for (const [name, routines] of exported)
    for (const routine of routines) namesOf.set(routine, [...(namesOf.get(routine) ?? []), name])

  const findingsOf = (node: FunctionNode) => {
    const routine = program.routineOf(node)
    if (!routine) throw new Error('the function is not in this file')
    const reasons = reasonsOf(program, routine, summaries.outerEffectsOf(routine))
    const returns = results.of(routine)
    const changed = handsOutNew(returns) ? (changes.ofRoutines.get(routine) ?? []) : []
    return {
      purity: {
        verdict: verdictOf(reasons),
        reasons,
        state: [...state.stateOf(routine), ...changed],
        ownCache: ownCaches.of(routine),
        returns,
      },
      ...siteReads(program, readings, routine),
      expense: expenses.of(routine),
      ...filledBy(summaries.effectsOf(routine)),
      ...(invariant.has(routine) && { invariantCalls: invariant.get(routine) as number[] }),
      uses: linking.usesOf(routine),
      exportedAs: namesOf.get(routine) ?? [],
    }
  }
  const overriding = overridingNames(program, members, replaced)
  const purityOf = (routine: Routine): ExportedPurity => ({
    reasons: reasonsOf(program, routine, summaries.outerEffectsOf(routine)),
    own: results.isOwn(routine),
  })
  yield
  const purities = new Map(exported.map(([name, routines]) => [name, routines.map(purityOf)]))
  yield
  const caches = existingCaches(program, callees)
  yield
  const links = linking.links()
  return { findingsOf, enclosedBy: enclosedNames(program), overriding, links, purities, caches }
}

function filledBy(effects: readonly Effect[]): Pick<Findings, 'filled'> {
  const filled = effects.flatMap((effect) => (effect.kind === 'fill' ? [effect.name] : []))
  return filled.length > 0 ? { filled } : {}
}

/** What each function does, by itself and by what it calls. */
function* settledEffects(program: Program) {
  const members = new Members(program)
  const callees = new Callees(program, members)
  const origins = new Origins(program, callees)
  const writes = new DirectWrites(program, origins)
  const calls = new DirectCalls(program, callees, writes)
  const implicit = new ImplicitCalls(program, callees, writes)
  const readers = { writes, calls, implicit, environment: new EnvironmentReads(program) }
  const direct = new Map<Routine, DirectEffects>()
  const getters = new GetterReads(program)
  yield
  for (const routine of program.routines) {
    const { effects, edges } = directEffectsOf(program, readers, routine)
    direct.set(routine, { effects, edges: [...edges, ...getters.edgesOf(routine)] })
  }
  yield
  const memory = new SharedMemory(program, members)
  const ownCaches = findOwnCaches(program, direct, memory)
  const carried = new CarriedEffects(program, callees, origins, writes, callVariables(program, direct))
  const summaries = new Summaries(carried)
  for (const [routine, effects] of direct) summaries.add(routine, ownCaches.without(effects))
  yield
  summaries.settle()
  yield
  return { members, callees, origins, getters, memory, direct, ownCaches, summaries }
}
