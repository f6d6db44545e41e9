/** The one door to magic-string: a source map from the rewritten text back to the text as it was. */
import MagicString, { SourceMap } from 'magic-string'
import type { Insertion } from './wrap-text.js'

/**
 * JSON of a high-resolution map (every character), with `original` as the source's content, for a rewritten text that is
 * followed by a line with the helper, which leads nowhere, and by a last line with this map, which leads to the end:
 * c8 leaves out a function that comes from nowhere, and asks where the last character of the module comes from.
 */
export function mapOf(code: string, insertions: readonly Insertion[], file: string, original: string): string {
  const edited = new MagicString(code)
  for (const { offset, text } of insertions) edited.appendLeft(offset, text)
  const map = edited.generateDecodedMap({ source: file, hires: true })
  const lines = code.split('\n')
  while (map.mappings.length <= lines.length) map.mappings.push([])
  const lastLine = lines.length - (lines.length > 1 && lines.at(-1) === '' ? 2 : 1)
  map.mappings.push([[0, 0, lastLine, lines[lastLine]?.length ?? 0]])
  return new SourceMap({ ...map, sourcesContent: [original] }).toString()
}
