/** The one door to acorn: text of any JavaScript or TypeScript file -> syntax tree, or where it stops being one. */
import {
  version as ACORN_VERSION,
  type Options,
  Parser,
  type Program,
  parse,
  TokenType,
  tokenizer,
  tokTypes,
} from 'acorn'
import { type BodyStart, bodyStart, programStart } from './body-start.js'
import { callDecorators } from './called-decorators.js'
import { decoratorFinder } from './decorator-syntax.js'
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
  /** Of a class member, by its offset: what is called may be something that a decorator made. Absent: of none. */
  isDecorated?(offset: number): boolean
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
  /** The text will not be run: decorators and TypeScript that is more than types are read as what compilers make of them. */
  mayCompile?: boolean | undefined
}

const TOO_DEEP = 'nested too deeply to be parsed'

/** @throws {UnparsableError} when neither way of reading the text works. */
export function parseSource(text: string, file: string, options: ParseOptions = {}): ParsedSource {
  if (!/\.[mc]?ts$/.test(file))
    return options.mayCompile ? parseDecorated(text, file, options) : parseScript(text, file, options)
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
  let strict: UnparsableError
  try {
    return parseDecorated(stripTypes(text), file, options)
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error
    strict = error
  }
  const compiled = compiledFrom(text)
  if (!compiled) throw strict // which says where it is in the file
  const { code, positions } = compiled
  try {
    return parseDecorated(code, file, options, positions)
  } catch (error) {
    if (!(error instanceof UnparsableError)) throw error
    const offset = new LineIndex(code).offsetOf(error.line, error.column)
    const { line, column } = offset === undefined ? strict : positions.positionOf(offset)
    throw new UnparsableError(error.message, line, column, error)
  }
}

/** undefined: it is not even what compilers of types read. */
function compiledFrom(text: string): ReturnType<typeof compileTypes> | undefined {
  try {
    return compileTypes(text)
  } catch (error) {
    if (error instanceof UnparsableError) return undefined
    throw error
  }
}

const findDecorators = decoratorFinder({ Parser, TokenType, tokTypes })

/** `positions`: of `code`. */
function parseDecorated(code: string, file: string, options: ParseOptions, positions?: Positions): ParsedSource {
  try {
    const parsed = parseScript(code, file, options)
    return positions ? { ...parsed, positions } : parsed
  } catch (error) {
    if (!(error instanceof UnparsableError) || !code.includes('@')) throw error
  }
  const decorations = firstRead(code, file, options, (sourceType) => findDecorators(code, optionsFor(sourceType)))
  const { composed, isDecorated } = callDecorators(code, decorations)
  const parsed = parseScript(composed.text, file, options)
  return { ...parsed, positions: composed.positions(positions ?? new LineIndex(code)), isDecorated }
}

function parseScript(code: string, file: string, options: ParseOptions): ParsedSource {
  return firstRead(code, file, options, (sourceType) => parseAs(code, sourceType))
}

function firstRead<T>(code: string, file: string, { hint }: ParseOptions, read: (sourceType: SourceType) => T): T {
  let furthest: UnparsableError | undefined
  for (const sourceType of sourceTypesToTry(code, file, hint)) {
    try {
      return read(sourceType)
    } catch (error) {
      const unparsable = asUnparsable(error)
      if (furthest === undefined || isFurther(unparsable, furthest)) furthest = unparsable
    }
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

function parseAs(code: string, sourceType: SourceType): ParsedSource {
  const bareEnds = new Set<number>()
  const ast = parse(code, {
    ...optionsFor(sourceType),
    onInsertedSemicolon: (lastTokenEnd) => bareEnds.add(lastTokenEnd),
  })
  const start = bodyStart(code, ast.body, programStart(code))
  return { ast, code, sourceType, bareEnds, start, positions: new LineIndex(code) }
}

function optionsFor(sourceType: SourceType): Options {
  return { ecmaVersion: 'latest', sourceType, allowHashBang: true }
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
