/**
 * Leaves the V8 coverage that jest and vitest take through an inspector session as it would be without us: offsets are
 * led back to the text as it was, and our own functions are left out.
 */

/** A script that a runner made of a rewritten text and a wrapper around it. Offsets and lengths in UTF-16 units. */
export interface RewrittenScript {
  /** Where the text starts. */
  start: number
  /** The text as it was. */
  text: string
  code: string
}

interface Insertion {
  offset: number
  length: number
}
interface Range {
  startOffset: number
  endOffset: number
}
export interface ScriptCoverage {
  url: string
  functions: { functionName: string; ranges: Range[] }[]
}
type Post = (this: unknown, ...list: unknown[]) => unknown
interface Inspector {
  Session: { prototype: { post: Post } }
}

const TAKE_COVERAGE = 'Profiler.takePreciseCoverage'
/** What the rewriter puts behind its helper: `offset+length` of each insertion into the text. */
const INSERTIONS = /\/\/((?:\d+\+\d+,?)+)\n?(?:\/\/# sourceMappingURL.*\n?)?$/

/** A static block or field of the owner's. */
const STATIC_PART = /\bstatic\s*(?:\{|[#\w$[][^(]*?[=;\n}])/

/** `pathOf`: the path that scripts are noted under, of the URL that V8 has for them. */
export class InspectorCoverage {
  readonly #scripts = new Map<string, RewrittenScript>()
  readonly #watched = new Set<string>()
  readonly #pathOf: (url: string) => string | undefined

  constructor(pathOf: (url: string) => string | undefined) {
    this.#pathOf = pathOf
  }

  note(path: string, script: RewrittenScript): void {
    this.#scripts.set(path, script)
  }

  /** For runners that take `post` of their session before they load what is to be covered, as jest does. */
  watchCallbacks(): void {
    this.#watchSessions('node:inspector')
  }

  /** To be called again and again: `node:inspector/promises` is costly to load, so it must be somebody else who does it. */
  watchLoaded(): void {
    const loaded = (process as unknown as { moduleLoadList: string[] }).moduleLoadList
    for (const name of ['inspector', 'inspector/promises'])
      if (!this.#watched.has(`node:${name}`) && loaded.includes(`NativeModule ${name}`))
        this.#watchSessions(`node:${name}`)
  }

  #watchSessions(name: string): void {
    if (this.#watched.has(name)) return
    this.#watched.add(name)
    // Undefined in a node that was built without it.
    const inspector = process.getBuiltinModule(name) as unknown as Inspector | undefined
    if (!inspector) return
    const { Session } = inspector
    const { post } = Session.prototype
    const correct = (answer: unknown) => this.#correct(answer)
    Session.prototype.post = {
      post(this: unknown, ...list: unknown[]): unknown {
        if (list[0] !== TAKE_COVERAGE) return Reflect.apply(post, this, list)
        const done = list.at(-1)
        if (typeof done === 'function')
          list.splice(-1, 1, (error: unknown, answer: unknown) => done(error, correct(answer)))
        const answer = Reflect.apply(post, this, list)
        return answer instanceof Promise ? answer.then(correct) : answer
      },
    }.post
  }

  #correct(answer: unknown): unknown {
    for (const script of (answer as { result?: ScriptCoverage[] } | undefined)?.result ?? []) {
      const rewritten = this.#scripts.get(this.#pathOf(script.url) ?? '')
      if (rewritten) correctScript(script, rewritten)
    }
    return answer
  }
}

/** In place. */
export function correctScript(script: ScriptCoverage, { start, text, code }: RewrittenScript): void {
  const insertions = readInsertions(code)
  const helperLength = code.length - text.length - insertions.reduce((sum, { length }) => sum + length, 0)
  leadBack(script, start, text, [...insertions, { offset: text.length, length: helperLength }])
}

/** In place; `insertions` into `text`, which starts at `start`, in order and with what follows it. */
export function leadBack(script: ScriptCoverage, start: number, text: string, insertions: Insertion[]): void {
  const isOurs = ({ startOffset, endOffset }: Range) => isInside(insertions, startOffset - start, endOffset - start)
  script.functions = script.functions.filter(({ ranges }) => !isOurs(ranges[0] as Range))
  for (const range of script.functions.flatMap(({ ranges }) => ranges)) {
    range.startOffset = start + ledBack(insertions, range.startOffset - start)
    range.endOffset = start + ledBack(insertions, range.endOffset - start)
  }
  script.functions = script.functions.filter((one) => !isOurStaticBlock(one, start, text))
}

/** Node 22's V8 (12.4) lets the function that it makes of a class's static part reach from our block to the class's end. */
function isOurStaticBlock({ functionName, ranges }: ScriptCoverage['functions'][number], start: number, text: string) {
  if (functionName !== '<static_initializer>') return false
  const { startOffset, endOffset } = ranges[0] as Range
  return !STATIC_PART.test(text.slice(startOffset - start, endOffset - start))
}

function readInsertions(code: string): Insertion[] {
  return insertionsIn(INSERTIONS.exec(code)?.[1] ?? '')
}

/** Of `offset+length` pairs. */
export function insertionsIn(places: string): Insertion[] {
  if (places === '') return []
  return places.split(',').map((pair) => {
    const [offset = 0, length = 0] = pair.split('+').map(Number)
    return { offset, length }
  })
}

function isInside(insertions: Insertion[], begin: number, end: number): boolean {
  let inserted = 0
  return insertions.some(({ offset, length }) => {
    const from = offset + inserted
    inserted += length
    return begin >= from && end <= from + length
  })
}

/** Positions inside an insertion lead to where it was made; those before the text and after the helper stay as they are. */
function ledBack(insertions: Insertion[], position: number): number {
  let inserted = 0
  for (const { offset, length } of insertions) {
    const from = offset + inserted
    if (position < from) break
    if (position < from + length) return offset
    inserted += length
  }
  return position - inserted
}
