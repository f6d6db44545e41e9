/** How a rewritten text's source map tells who reads coverage without maps what was inserted. */

/** Of an inline map; node writes it into its coverage files as it is. */
export const COVERAGE_FIELD = 'x_cacheProbe'

export interface RewrittenText {
  /** Of the text as it was, in UTF-16 units. */
  length: number
  /** `offset+length` of each insertion, in order. */
  insertions: string
  /** The text had no map of its own: without us there would be none. */
  mapless: boolean
}
