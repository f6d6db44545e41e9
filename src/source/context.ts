/** Where in the program a piece of code stands: what encloses it, and whether it is entered once per module load. */
import type { BodyStart } from './body-start.js'
import type { FoundSite } from './found-site.js'
import type { Target } from './walk.js'

/** What the body of one function (arrows belong to the function around them) reads of its caller. */
export interface Frame {
  readsThis: boolean
  readsArguments: boolean
  readsSuper: boolean
  /** `arguments.callee` or somebody's `caller`: function objects that no binding leads to. */
  readsFunctions: boolean
}

/** Where function declarations of one body or block are hoisted to; undefined start: there is no such place. */
export interface Block {
  start: BodyStart | undefined
  /** The declaration that holds each name so far. */
  holders?: Map<string, FoundSite>
}

/** `calledAs`: a function that is entered once if its name is used only once, in a call that is made once. */
export type Entry = 'same' | 'once' | 'many' | { calledAs: string }

export interface Context {
  parent: Context | undefined
  entry: Entry
  /** Names of the enclosing named functions and classes, outermost first. */
  path: readonly string[]
  frame: Frame
  block: Block
  /** The context of the nearest enclosing function, or of the module. */
  body: Context | undefined
  inWith: boolean
  /** What holds the result of the function that this stands in; undefined: nothing known. */
  result?: Target | undefined
}

export function newFrame(): Frame {
  return { readsThis: false, readsArguments: false, readsSuper: false, readsFunctions: false }
}

export function moduleContext(block: Block): Context {
  return { parent: undefined, entry: 'once', path: [], frame: newFrame(), block, body: undefined, inWith: false }
}

/** Tells which contexts are entered at most once per module load. */
export class EntryCount {
  readonly #references = new Map<string, number>()
  readonly #calls = new Map<string, Context>()
  readonly #known = new Map<Context, boolean>()

  countReference(name: string): void {
    this.#references.set(name, (this.#references.get(name) ?? 0) + 1)
  }

  noteCall(name: string, context: Context): void {
    this.#calls.set(name, context)
  }

  /** Ask only when the whole module has been walked. */
  isOnce(context: Context): boolean {
    const known = this.#known.get(context)
    if (known !== undefined) return known
    this.#known.set(context, false) // a function that is called only by itself is not entered once
    const once = (context.parent === undefined || this.isOnce(context.parent)) && this.#isEnteredOnce(context.entry)
    this.#known.set(context, once)
    return once
  }

  #isEnteredOnce(entry: Entry): boolean {
    if (typeof entry === 'string') return entry !== 'many'
    const call = this.#calls.get(entry.calledAs)
    return call !== undefined && this.#references.get(entry.calledAs) === 1 && this.isOnce(call)
  }
}
