/** Rewrites one file and holds the outcome against what a rewriting must never do: move a line, or break the text. */
import * as vm from 'node:vm'
import { SourceRewriter } from '../../loader/source-rewriter.js'
import { type ParsedSource, parseSource, type SourceType } from '../../src/source/parse.js'
import { type Rewritten, rewriteSource } from '../../src/source/rewrite.js'
import { topLevelNames } from '../../src/source/top-level-names.js'
import { UnparsableError } from '../../src/source/unparsable.js'
import type { RunConfig } from '../../src/wire/run-config.js'

export type FileOutcome =
  | { kind: 'rewritten'; sites: number }
  /** There is nothing to wrap. */
  | { kind: 'untouched' }
  /** `nodeTakesIt`: then it is the parser that is at fault. */
  | { kind: 'unparsable'; reason: string; nodeTakesIt: boolean }
  | { kind: 'wrong'; what: string }

const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/
const WRAPPER_NAMES = ['exports', 'require', 'module', '__filename', '__dirname']
/** Node has it behind `--experimental-vm-modules`. */
const { SourceTextModule } = vm as { SourceTextModule?: typeof vm.SourceTextModule }

/** `file` tells TypeScript and module systems apart, as everywhere. */
export function checkFile(text: string, file: string): FileOutcome {
  let parsed: ParsedSource
  try {
    parsed = parseSource(text, file)
  } catch (error) {
    if (!(error instanceof UnparsableError)) return { kind: 'wrong', what: `the parser threw ${error}` }
    return { kind: 'unparsable', reason: error.message, nodeTakesIt: nodeTakes(text, file) }
  }
  try {
    const captured = new Set(topLevelNames(parsed.ast))
    const rewritten = rewriteSource(text, { file, sourceMap: true, captured })
    if (!rewritten) return { kind: 'untouched' }
    const what = faultOf(parsed, rewritten, file)
    return what === undefined ? { kind: 'rewritten', sites: rewritten.sites.length } : { kind: 'wrong', what }
  } catch (error) {
    return { kind: 'wrong', what: `the rewriter threw ${error}` }
  }
}

/** undefined: there is none. */
function faultOf(
  { code: was, sourceType }: ParsedSource,
  { code, sites }: Rewritten,
  file: string,
): string | undefined {
  return (
    movedLine(was, code) ??
    (new Set(sites).size === sites.length ? undefined : 'two sites have one id') ??
    reparsed(code, file, sourceType) ??
    refusedByNode(was, code, sourceType) ??
    (isLeftAlone(code, file, sourceType) ? undefined : 'it would be rewritten again')
  )
}

/** All lines of the text must be there, with insertions only; behind them come the helper's and the map's. */
function movedLine(was: string, code: string): string | undefined {
  const before = `${was}\n`.split(LINE_BREAK)
  const after = code.split(LINE_BREAK)
  if (after.length !== before.length + 2) return `${before.length} lines became ${after.length}`
  const moved = before.findIndex((line, index) => !isInsertedInto(line, after[index] as string))
  return moved === -1 ? undefined : `line ${moved + 1} is not the one that it was`
}

/** True when `longer` is `shorter` with insertions only. */
function isInsertedInto(shorter: string, longer: string): boolean {
  let matched = 0
  for (let i = 0; i < longer.length && matched < shorter.length; i++) if (longer[i] === shorter[matched]) matched++
  return matched === shorter.length
}

function reparsed(code: string, file: string, sourceType: SourceType): string | undefined {
  try {
    const again = parseSource(code, file, { hint: sourceType, typesStripped: true })
    return again.sourceType === sourceType ? undefined : `a ${sourceType} became a ${again.sourceType}`
  } catch (error) {
    return `acorn refuses what was made: ${error}`
  }
}

/** Syntax that this node is too old for is refused before as after. */
function refusedByNode(was: string, code: string, sourceType: SourceType): string | undefined {
  const error = compileError(code, sourceType)
  return error === undefined || compileError(was, sourceType) !== undefined ? undefined : `node refuses it: ${error}`
}

function nodeTakes(text: string, file: string): boolean {
  if (/\.[cm]?ts$/.test(file)) return false
  return (['commonjs', 'module'] as const).some((sourceType) => compileError(text, sourceType) === undefined)
}

/** Early errors inside of functions count: V8 looks for them when it compiles what is around. */
function compileError(code: string, sourceType: SourceType): string | undefined {
  if (!SourceTextModule) throw new Error('to be run with --experimental-vm-modules')
  try {
    if (sourceType === 'module') new SourceTextModule(code)
    else vm.compileFunction(code, WRAPPER_NAMES)
    return undefined
  } catch (error) {
    if ((error as Error).name === 'SyntaxError') return (error as Error).message
    throw error
  }
}

const config = { rewriteCacheDir: undefined, only: undefined, sites: {} } as RunConfig

/** A text that passes two doors is known by its mark. */
function isLeftAlone(text: string, file: string, format: SourceType): boolean {
  const rewriter = new SourceRewriter(config, () => {})
  try {
    return rewriter.rewrite({ text, file, format, typescript: false }) === undefined
  } catch {
    return false
  }
}
