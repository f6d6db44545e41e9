/** Finds the calls of known memoizers, and what their results are called. */
import type * as ESTree from 'estree'
import type { CacheMark } from '../wire/cache-marks.js'
import { type CacheLibrary, cacheLibrary } from './cache-libraries.js'
import type { Callees } from './callee.js'
import type { CacheInText } from './found-cache.js'
import { isInConstructor, isOptional } from './markable.js'
import { optionNumber } from './option-number.js'
import type { Program } from './program.js'
import { endOf, type Node, propertyName, startOf, textOf } from './syntax.js'

type Memoizer = Extract<CacheLibrary, { kind: 'memoizer' }>

/** What selectors compute is given parts of what they are given. */
const SWITCHABLE = { switchable: true } as const

export function memoizedFunctions(program: Program, callees: Callees): CacheInText[] {
  return program.routines
    .flatMap(({ calls }) => calls)
    .flatMap((call) => (call.type === 'CallExpression' ? memoized(program, callees, call) : []))
}

function memoized(program: Program, callees: Callees, call: ESTree.SimpleCallExpression): CacheInText[] {
  const [meaning, ...others] = callees.meaningsOf(call.callee)
  if (meaning?.kind !== 'module' || others.length > 0) return []
  const library = cacheLibrary(meaning.module, meaning.member)
  if (!library || library.kind === 'structure') return []
  const place = {
    kind: 'memoized' as const,
    at: startOf(call),
    line: program.lineOf(call),
    subject: holderName(program, call),
    library: meaning.module.replace(/^((?:@[^/]+\/)?[^/]+).*/, '$1'),
  }
  if (library.kind === 'of-rendering') return [{ ...place, bounded: true, uncounted: 'of-rendering' }]
  const maxsize = library.bound === undefined ? undefined : optionNumber(program, call.arguments[1], library.bound)
  const bound = {
    ...(maxsize !== undefined && { maxsize }),
    bounded: library.bounded === true || maxsize !== undefined,
  }
  const marks = marksOf(program, library, call)
  return [
    {
      ...place,
      ...bound,
      ...(marks
        ? { marked: { marks }, ...(library.inner === 0 && SWITCHABLE) }
        : { uncounted: 'no-plain-look-up' as const }),
    },
  ]
}

function marksOf(
  program: Program,
  { inner, countedBy }: Memoizer,
  call: ESTree.SimpleCallExpression,
): CacheMark[] | undefined {
  const given = call.arguments.at(inner)
  if (!given || call.optional || call.arguments.some(({ type }) => type === 'SpreadElement')) return undefined
  const computed: CacheMark = { role: 'inner', start: startOf(given), end: endOf(given) }
  if (countedBy !== undefined) {
    const options = optionsOf(program, call, given)
    return options && [computed, { role: 'options', ...options }]
  }
  if (isOptional(call) || isInConstructor(program, call)) return undefined
  return [{ role: 'outer', start: startOf(call), end: endOf(call) }, computed]
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/g

/** Where they are, or could be put. */
function optionsOf(
  program: Program,
  call: ESTree.SimpleCallExpression,
  given: Node,
): { start: number; end: number } | undefined {
  const [, options] = call.arguments
  if (options) return { start: startOf(options), end: endOf(options) }
  const rest = program.text.slice(endOf(given), endOf(call)).replace(COMMENT, '')
  // Behind `(fn)` it would be in the brackets.
  return /^\s*,?\s*\)$/.test(rest) ? { start: endOf(given), end: endOf(given) } : undefined
}

/** What the memoized function goes by, or the text of the call. */
export function holderName(program: Program, call: Node): string {
  const parent = program.parentOf(call)
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  if (parent?.type === 'AssignmentExpression' && parent.right === call) return textOf(parent.left)
  if (parent?.type === 'Property') return propertyName(parent) ?? textOf(call)
  if (parent?.type === 'PropertyDefinition') return `this.${propertyName(parent) ?? '[...]'}`
  return textOf(call)
}
