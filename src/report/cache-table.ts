/** The caches that the program has already, as a table of their own: each with its figures and what to do with it. */
import type { CacheVerdict } from '../verdict/judge-cache.js'
import { count, counted, percent, UNKNOWN } from './cells.js'
import type { ExistingCache } from './existing-cache.js'
import { type Column, grid } from './grid.js'
import type { Paint, Style } from './paint.js'
import { paragraph, printable } from './paragraph.js'

const COLUMNS: readonly Column[] = [
  { title: 'cache', align: 'left' },
  { title: 'calls', align: 'right' },
  { title: 'hit rate', align: 'right' },
  { title: 'entries', align: 'right' },
  { title: 'maxsize', align: 'right' },
]

const STYLES: Record<CacheVerdict, Style> = {
  UNSAFE: 'red',
  REMOVE: 'yellow',
  BOUND: 'yellow',
  GROW: 'cyan',
  SHRINK: 'cyan',
  KEEP: 'green',
}

const ORDER = Object.keys(STYLES) as CacheVerdict[]
const INDENT = '  '
const DETAIL_INDENT = '    '
const MOST_SHOWN = 20
const MOST_NAMED = 4

export function cacheBlock(caches: readonly ExistingCache[], columns: number, paint: Paint): string[] {
  const judged = caches.filter(({ verdict }) => verdict !== undefined).sort(byVerdict)
  const shown = judged.slice(0, MOST_SHOWN)
  const [titles, ...rows] = grid(COLUMNS, shown.map(cells), columns - INDENT.length)
  const open = caches.length - judged.length
  const left = judged.length - shown.length
  if (caches.length === 0) return []
  return [
    paint('bold', `Caches that are there already: ${count(caches.length)}`),
    ...(shown.length > 0 ? [paint('dim', INDENT + titles)] : []),
    ...shown.flatMap((cache, index) => [INDENT + rows[index], ...details(cache, columns, paint)]),
    ...(left > 0 ? [`${INDENT}… and ${count(left)} more (--reporter json has all)`] : []),
    ...(open > 0
      ? paragraph(INDENT, `${counted(open, 'cache')} could not be judged (--reporter json says why).`, columns)
      : []),
    ...notCounted(caches, columns),
  ]
}

/** Whoever has a build step should know that nothing was looked at. */
function notCounted(caches: readonly ExistingCache[], columns: number): string[] {
  const unseen = caches.filter(({ reasons }) => reasons.some(({ code }) => code === 'cache-unseen'))
  const names = unseen.slice(0, MOST_NAMED).map(({ id }) => printable(id))
  const more = unseen.length > MOST_NAMED ? ' and others' : ''
  if (unseen.length === 0) return []
  return paragraph(
    INDENT,
    `No look-up was seen, though the function ran, as where something compiles the file before: ${names.join(', ')}${more}.`,
    columns,
  )
}

function cells({ id, subject, calls, hitRate, entries, maxsize }: ExistingCache): string[] {
  const name = id.endsWith(`#${subject}`) ? id : `${id}: ${subject}`
  return [printable(name), number(calls), percent(hitRate), number(entries), number(maxsize)]
}

function number(value: number | undefined): string {
  return value === undefined ? UNKNOWN : count(value)
}

function details(
  { verdict, reasons, recommendedMaxsize, library }: ExistingCache,
  columns: number,
  paint: Paint,
): string[] {
  if (verdict === undefined) return []
  const size = recommendedMaxsize === undefined ? '' : `; maxsize ${count(recommendedMaxsize)}`
  const from = library === undefined ? '' : ` [${library}]`
  const words = reasons.map(({ message }) => message).join('; ')
  const [first = '', ...others] = paragraph(DETAIL_INDENT, `${verdict}${size}: ${words}${from}`, columns)
  return [first.replace(verdict, paint(STYLES[verdict], verdict)), ...others]
}

function byVerdict(one: ExistingCache, other: ExistingCache): number {
  const rank = ({ verdict }: ExistingCache) => ORDER.indexOf(verdict as CacheVerdict)
  return rank(one) - rank(other) || (other.calls ?? 0) - (one.calls ?? 0)
}
