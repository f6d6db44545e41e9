/** The list that `cache-probe scan` prints: every site with what reading its code says, file by file. */
import type { Scan, ScannedSite } from '../scan/scanned-site.js'
import { count, counted } from './cells.js'
import { type Paint, painter, type Style } from './paint.js'
import { paragraph, printable } from './paragraph.js'
import type { Rendering } from './reporter.js'
import { cutMiddle, pad } from './width.js'

const STYLES: Record<ScannedSite['purity']['verdict'], Style> = { pure: 'green', impure: 'red', unknown: 'yellow' }
const VERDICT_WIDTH = 'unknown'.length
const INDENT = '  '
const DETAIL_INDENT = ' '.repeat(INDENT.length + VERDICT_WIDTH + 2)

export function renderScan(scan: Scan, { columns, color }: Rendering): string {
  const paint = painter(color)
  const files = [...new Set(scan.sites.map(({ file }) => file))]
  const blocks = files.map((file) => [
    paint('bold', cutMiddle(printable(file), columns)),
    ...scan.sites.filter((site) => site.file === file).flatMap((site) => siteLines(site, columns, paint)),
  ])
  const skipped = scan.skipped.flatMap(({ file, line, column, message }) => {
    const place = line === undefined ? file : `${file}:${line}:${column}`
    return paragraph('skipped: ', `${place}: ${message}`, columns).map((text) => paint('yellow', text))
  })
  return `${[...blocks, skipped, [summary(scan)]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function siteLines(site: ScannedSite, columns: number, paint: Paint): string[] {
  const { verdict } = site.purity
  const position = `${site.line}:${site.column}`
  const name = cutMiddle(
    printable(site.id.slice(site.file.length + 1)),
    columns - DETAIL_INDENT.length - position.length - 2,
  )
  const first = `${INDENT}${paint(STYLES[verdict], pad(verdict, VERDICT_WIDTH))}  ${name}  ${paint('dim', position)}`
  return [first, ...remarks(site).flatMap((remark) => paragraph(DETAIL_INDENT, remark, columns))]
}

function remarks({ purity, unwrappable, expense }: ScannedSite): string[] {
  return [
    ...(unwrappable === undefined ? [] : [`left alone: ${words(unwrappable)}`]),
    ...purity.reasons.map(({ code, subject, line, path }) => {
      const by = path ? `, by ${path.join(' > ')}` : ''
      return `${words(code)}: ${subject} (line ${line}${by})`
    }),
    ...(purity.verdict === 'pure' && purity.returns?.includes('fresh object')
      ? ['returns a new object: callers of a cache would share it (freeze or copy)']
      : []),
    ...purity.state.map(({ code, subject, line, writer, writerLine, writerFile }) => {
      const where = writerFile === undefined ? `line ${writerLine}` : `${writerFile}:${writerLine}`
      return `${words(code)}: ${subject} (line ${line}), written by ${writer} (${where})`
    }),
    ...(purity.ownCache === undefined
      ? []
      : [`has a cache of its own: ${purity.ownCache.subject} (line ${purity.ownCache.line})`]),
    ...(expense.length === 0 ? [] : [`takes time: ${expenses(expense)}`]),
  ]
}

/** `loops 2 deep (line 3), json JSON.parse (line 5)`. */
function expenses(expense: ScannedSite['expense']): string {
  return expense.map(({ code, subject, line }) => `${words(code)} ${subject} (line ${line})`).join(', ')
}

/** Codes are words already: `reads-clock` -> `reads clock`. */
function words(code: string): string {
  return code.replaceAll('-', ' ')
}

function summary({ sites, files, skipped }: Scan): string {
  const of = (verdict: string) => `${count(sites.filter(({ purity }) => purity.verdict === verdict).length)} ${verdict}`
  const left = skipped.length === 0 ? '' : `, ${counted(skipped.length, 'file')} skipped`
  return `${counted(sites.length, 'function')} in ${counted(files, 'file')}: ${of('pure')}, ${of('unknown')}, ${of('impure')}${left}`
}
