/** Runs a text as it is and rewritten, with a runtime that hands functions back or counts their calls. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rewriteSource } from '../../src/source/rewrite.js'

type Callable = (...args: unknown[]) => unknown
type MemberCall = [index: number, key: string, kind: number]

/** How often each site was called, by what its id says after `#`. */
export type Counts = Record<string, number>

export interface Evaluation {
  plain: unknown
  /** With a runtime that returns what it is given. */
  untouched: unknown
  /** With a runtime that wraps every function in one that counts. */
  counted: unknown
  counts: Counts
}

const REGISTRY = Symbol.for('cache-probe')
const require = createRequire(import.meta.url)

/** `files`: name -> text, all rewritten; the value is what the first one exports as `result`, copied as JSON. */
export async function evaluate(files: Record<string, string>): Promise<Evaluation> {
  const counts: Counts = {}
  const plain = await run(files, (text) => text, undefined)
  const untouched = await run(files, rewritten, { module: () => (_index: unknown, value: unknown) => value })
  const counted = await run(files, rewritten, { module: (_file: string, ids: string[]) => countingHelper(ids, counts) })
  return { plain, untouched, counted, counts }
}

export function rewritten(text: string, file: string): string {
  return rewriteSource(text, { file, sourceMap: false })?.code ?? text
}

async function run(
  files: Record<string, string>,
  transform: (text: string, file: string) => string,
  runtime: unknown,
): Promise<unknown> {
  const directory = mkdtempSync(join(tmpdir(), 'cache-probe-source-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), transform(text, name))
    Object.defineProperty(globalThis, REGISTRY, { value: runtime, configurable: true })
    const main = join(directory, Object.keys(files)[0] as string)
    const loaded = main.endsWith('.cjs') ? require(main) : await import(pathToFileURL(main).href)
    return JSON.parse(JSON.stringify({ result: await loaded.result })).result
  } finally {
    Reflect.deleteProperty(globalThis, REGISTRY)
    rmSync(directory, { recursive: true })
  }
}

function countingHelper(ids: string[], counts: Counts) {
  const wrap = (index: number, fn: Callable) => counting(fn, (ids[index] as string).replace(/^[^#]*#/, ''), counts)
  return (where: number | (number | string)[], value: object | Callable) => {
    if (typeof where === 'number') return wrap(where, value as Callable)
    for (let i = 0; i < where.length; i += 3) wrapMember(value, where.slice(i, i + 3) as MemberCall, wrap)
    return value
  }
}

function wrapMember(
  holder: object,
  [index, key, kind]: MemberCall,
  wrap: (index: number, fn: Callable) => Callable,
): void {
  const owner = kind < 2 ? (holder as { prototype: object }).prototype : holder
  const descriptor = Object.getOwnPropertyDescriptor(owner, key) as PropertyDescriptor
  if (kind % 2 === 1) descriptor.get = wrap(index, descriptor.get as Callable) as () => unknown
  else descriptor.value = wrap(index, descriptor.value)
  Object.defineProperty(owner, key, descriptor)
}

/** Like the loader's wrappers: own properties, prototype and `new.target` are kept. */
function counting(fn: Callable, id: string, counts: Counts): Callable {
  const wrapper = function (this: unknown, ...args: unknown[]): unknown {
    counts[id] = (counts[id] ?? 0) + 1
    if (new.target === undefined) return Reflect.apply(fn, this, args)
    return Reflect.construct(fn, args, new.target)
  }
  const shell = Object.hasOwn(fn, 'prototype') ? wrapper : keepThis(wrapper)
  return Object.defineProperties(shell, Object.getOwnPropertyDescriptors(fn))
}

/** A method-like function: no prototype, not a constructor. */
function keepThis(wrapper: Callable): Callable {
  return {
    call(this: unknown, ...args: unknown[]) {
      return Reflect.apply(wrapper, this, args)
    },
  }.call
}
