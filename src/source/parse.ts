/** The one door to acorn: text of any JavaScript or TypeScript file -> syntax tree, or where it stops being one. */
import { version as ACORN_VERSION, type Options, type Program, parse, tokenizer } from 'acorn'
import { type BodyStart, bodyStart, programStart } from './body-start.js'
import { LineIndex } from './line-index.js'
import { compileTypes, stripTypes } from './strip-types.js'
import { UnparsableError } from './unparsable.js'

export type * from 'acorn'
export { ACORN_VERSION }

export type SourceType = 'module' | 'commonjs'

export interface ParsedSource {
  /** ESTree with `start` and `end`: lines and columns are asked of few nodes, and cost a third of the parsing. */
  ast: Program
  /**
   * What was parsed: the text with its types blanked out, so that every offset is also one of the text; where it was
   * compiled, `positions` leads back.
   */
  code: string
  sourceType: SourceType
  /** Offsets at which a statement ends without its semicolon. */
  bareEnds: ReadonlySet<number>
  /** Where a statement may be put first in the program. */
  start: BodyStart
  /** From offsets of `code` to the file. */
  positions: Positions
}

export interface Positions {
  /** 1-based. */
  positionOf(offset: number): { line: number; column: number }
  /** In the file; absent: the same. */
  offsetInFile?(offset: number): number
}

export interface ParseOptions {
  /** What the module system says about a file whose extension does not tell. */
  hint?: SourceType | undefined
  /** The text comes from a place where types are gone as a rule, whatever the extension. */
  typesStripped?: boolean | undefined
  /** The text will not be run: TypeScript that is more than types may be read as what compilers make of it. */
  mayCompile?: boolean | undefined
}

const TOO_DEEP = 'nested too deeply to be parsed'

/** @throws {UnparsableError} when neither way of reading the text works. */
export function parseSource(text: string, file: string, options: ParseOptions = {}): ParsedSource {
  if (!/\.[mc]?ts$/.test(file)) return parseScript(text, file, options)
  if (options.mayCompile) return parseTypeScript(text, file, options)
  if (!options.typesStripped) return parseScript(stripTypes(text), file, options)
  try {
    return parseScript(text, file, options)
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error
    // A load hook that stands outside of ours, such as tsx's, takes the types away only later.
    return parseScript(stripTypes(text), file, options)
  }
}

function parseTypeScript(text: string, file: string, options: ParseOptions): ParsedSource {
  try {
    return parseScript(stripTypes(text), file, options)
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error
    try {
      const { code, positions } = compileTypes(text)
      return { ...parseScript(code, file, options), positions }
    } catch (second) {
      if (!(second instanceof UnparsableError)) throw second
      throw error // which says where it is in the file
    }
  }
}

function parseScript(code: string, file: string, options: ParseOptions): ParsedSource {
  let furthest: UnparsableError | undefined
  for (const sourceType of sourceTypesToTry(code, file, options.hint)) {
    const parsed = tryParse(code, sourceType)
    if (!(parsed instanceof UnparsableError)) return parsed
    if (furthest === undefined || isFurther(parsed, furthest)) furthest = parsed
  }
  throw furthest
}

/** Most likely first. Node's own rule where nothing says what a file is: CommonJS unless only a module may say this. */
function sourceTypesToTry(code: string, file: string, hint: SourceType | undefined): SourceType[] {
  if (/\.m[jt]s$/.test(file)) return ['module']
  if (/\.c[jt]s$/.test(file)) return ['commonjs']
  const first = hint ?? (/^\s*(?:import|export)\b/m.test(code) ? 'module' : 'commonjs')
  return first === 'module' ? ['module', 'commonjs'] : ['commonjs', 'module']
}

function tryParse(code: string, sourceType: SourceType): ParsedSource | UnparsableError {
  const bareEnds = new Set<number>()
  const options: Options = {
    ecmaVersion: 'latest',
    sourceType,
    allowHashBang: true,
    onInsertedSemicolon: (lastTokenEnd) => bareEnds.add(lastTokenEnd),
  }
  try {
    const ast = parse(code, options)
    const start = bodyStart(code, ast.body, programStart(code))
    return { ast, code, sourceType, bareEnds, start, positions: new LineIndex(code) }
  } catch (error) {
    return asUnparsable(error)
  }
}

/** acorn's SyntaxError carries `loc` with a 1-based line and a 0-based column; a spent stack is one to it as well. */
function asUnparsable(error: unknown): UnparsableError {
  if (error instanceof RangeError) return new UnparsableError(TOO_DEEP, 1, 1, error)
  if (!(error instanceof SyntaxError)) throw error
  const { line, column } = (error as SyntaxError & { loc: { line: number; column: number } }).loc
  return new UnparsableError(messageOf(error), line, column + 1, error)
}

function messageOf({ message }: SyntaxError): string {
  if (message.startsWith('Not enough stack')) return TOO_DEEP
  const plain = message.replace(/ \(\d+:\d+\)$/, '')
  return plain === "Unexpected character '@'" ? 'decorators are not supported' : plain
}

function isFurther(one: UnparsableError, other: UnparsableError): boolean {
  return one.line > other.line || (one.line === other.line && one.column > other.column)
}

/** `start` is where a function begins, perhaps with `async`, and comments may stand between. */
export function functionKeywordEnd(code: string, start: number): number {
  const tokens = tokenizer(code.slice(start), { ecmaVersion: 'latest' })
  for (;;) {
    const token = tokens.getToken()
    if (token.type.keyword === 'function') return start + token.end
  }
}
