/** The one door to magic-string: a source map from the rewritten text back to the text as it was. */
import MagicString from 'magic-string'
import type { Insertion } from './wrap-text.js'

/** JSON of a high-resolution map (every character), with `original` as the source's content. */
export function mapOf(code: string, insertions: readonly Insertion[], file: string, original: string): string {
  const edited = new MagicString(code)
  for (const { offset, text } of insertions) edited.appendLeft(offset, text)
  const map = edited.generateMap({ source: file, hires: true })
  map.sourcesContent = [original]
  return map.toString()
}
