/** Lines up rows of cells in columns; the first column gives way when the terminal is narrow. */
import { cutMiddle, pad, widthOf } from './width.js'

export interface Column {
  title: string
  align: 'left' | 'right'
}

const GAP = '  '
const LEAST_FIRST_WIDTH = 16

/** One line for the titles, then one for each row, each at most `width` columns where the numbers leave room for it. */
export function grid(columns: readonly Column[], rows: string[][], width: number): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  )
  const others = widths.slice(1).reduce((sum, columnWidth) => sum + columnWidth + GAP.length, 0)
  widths[0] = Math.min(widths[0] ?? 0, Math.max(LEAST_FIRST_WIDTH, width - others))
  return [columns.map(({ title }) => title), ...rows].map((row) =>
    columns
      .map(({ align }, index) => pad(cutMiddle(row[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  )
}
