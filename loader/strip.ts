/** The one door to amaro: bundled alone, because its 4 MB are needed only where a target is TypeScript. */
import { transformSync } from 'amaro'

/** Blanks the types out of TypeScript; every other character keeps its offset. Throws amaro's own error object. */
export function stripTypes(text: string): string {
  return transformSync(text, { mode: 'strip-only' }).code
}

/** What compilers make of TypeScript that is more than types, and the source map's JSON. Throws as {@link stripTypes}. */
export function compileTypes(text: string): { code: string; map: string } {
  const { code, map } = transformSync(text, { mode: 'transform', sourceMap: true })
  if (typeof map !== 'string') throw new TypeError('amaro gave no source map')
  return { code, map }
}
