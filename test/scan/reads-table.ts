/**
 * Runs tables of small functions twice: through the scan, which names what each reads, and for real, with arguments that
 * note what is read of them. What is really read must lie under what was named; and calls that agree in all that was
 * named must come to the same end.
 */
import { inspect, isDeepStrictEqual } from 'node:util'
import { runInThisContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { FieldReads, ReadPlace } from '../../src/scan/scanned-site.js'
import { loggingProxy, type SeenRead } from './logging-proxy.js'
import { siteNamed } from './purity-table.js'
import { variantsOf } from './variants.js'

export interface ReadsRow {
  claim: string
  /** Declares `f`, or a class `C` with a method `f`. */
  source: string
  /** `0`, `0.a.b`, `this.x`: sorted as text. A string: why it is unknown. */
  leaves: string[] | string
  /** Expression of the list of arguments; calls with parts of it changed are made besides. */
  call: string
  /** Expression of the receiver. */
  on?: string
}

type Callable = (this: unknown, ...list: unknown[]) => unknown

export function readsTable(rows: ReadsRow[]): void {
  for (const row of rows) {
    test(row.claim, async () => {
      const { reads } = siteNamed(row.source, 'f')
      assert.equal(reads.kind === 'known' ? printed(reads.leaves) : reads.why, row.leaves)
      if (reads.kind === 'unknown') return
      await assertAllReadsAreNamed(reads, row)
      await assertEqualKeysMeanEqualEnds(reads, row)
    })
  }
}

export function printed(places: ReadPlace[]): string[] {
  return places.map(({ from, path }) => [from, ...path].join('.')).sort()
}

/** A new function and new values each time: calls may change them. */
function load({ source, call, on }: ReadsRow): { f: Callable; list: unknown[]; receiver: unknown } {
  const isMethod = /^\s*class C\b/m.test(source)
  const f = isMethod ? '((C.prototype && Object.getOwnPropertyDescriptor(C.prototype, "f")?.value) ?? C.f)' : 'f'
  return runInThisContext(
    `(() => { ${source}\n; return { f: ${f}, list: ${call}, receiver: ${on ?? 'undefined'} } })()`,
  )
}

async function assertAllReadsAreNamed(reads: FieldReads & { kind: 'known' }, row: ReadsRow): Promise<void> {
  for (const change of changesOf(row)) {
    const { f, list, receiver } = load(row)
    change(list, receiver)
    const seen: SeenRead[] = []
    const watched = list.map((value, index) => loggingProxy(value, [String(index)], seen))
    await endOf(f, loggingProxy(receiver, ['this'], seen), watched)
    const leaves = reads.leaves.map(({ from, path }) => [String(from), ...path])
    const missed = seen.filter((read) => !isNamed(read, leaves))
    assert.equal(missed, [], `${row.source}\ncalled with ${inspect(list)}`)
  }
}

function isNamed({ kind, path, instead }: SeenRead, leaves: string[][]): boolean {
  const isWithin = leaves.some((leaf) => leaf.every((name, step) => path[step] === name))
  // On the way to a leaf.
  const isTowards = kind === 'get' && leaves.some((leaf) => path.every((name, step) => leaf[step] === name))
  return isWithin || isTowards || (instead?.every((read) => isNamed(read, leaves)) ?? false)
}

async function assertEqualKeysMeanEqualEnds(reads: FieldReads & { kind: 'known' }, row: ReadsRow): Promise<void> {
  const ends = new Map<string, { end: unknown; call: string }>()
  for (const change of changesOf(row)) {
    const { f, list, receiver } = load(row)
    change(list, receiver)
    const call = inspect({ receiver, list }, { depth: 8 })
    const key = keyOf(reads, list, receiver)
    const end = await endOf(f, receiver, list)
    const known = ends.get(key)
    if (!known) ends.set(key, { end, call })
    else
      assert.ok(
        isDeepStrictEqual(known.end, end),
        `one key for two ends:\n${known.call}\n${call}\n${inspect([known.end, end])}`,
      )
  }
}

function changesOf(row: ReadsRow) {
  const { list, receiver } = load(row)
  return variantsOf(list, receiver)
}

function keyOf({ leaves }: FieldReads & { kind: 'known' }, list: unknown[], receiver: unknown): string {
  const parts = leaves.map(({ from, path }) => {
    let value = from === 'this' ? receiver : list[from]
    let steps = 0
    for (const name of path) {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null) break
      value = (value as Record<string, unknown>)[name]
      steps++
    }
    return [steps, value]
  })
  return inspect([list.length, ...parts], { depth: 12, sorted: true, showHidden: true })
}

async function endOf(f: Callable, receiver: unknown, list: unknown[]): Promise<unknown> {
  try {
    const result = await f.apply(receiver, list)
    return isIterator(result) ? [...result] : result
  } catch (error) {
    return error instanceof Error ? `threw ${error.name}` : error
  }
}

function isIterator(value: unknown): value is Iterable<unknown> {
  return inspect(value).startsWith('Object [Generator]')
}
