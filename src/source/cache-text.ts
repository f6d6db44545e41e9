/** Puts the places where a cache is asked into calls of the runtime's, which hand every value on as it is. */
import { MARK_ROLES, type MarkedCache } from '../wire/cache-marks.js'
import type { ParsedSource } from './parse.js'
import { type Insertion, insertionAt, runtimeText } from './wrap-text.js'

/** `caches`: their indices are their places in the list. */
export function cacheInsertions(parsed: ParsedSource, caches: readonly MarkedCache[], helper: string): Insertion[] {
  const all = caches.flatMap(({ marks, holder }, index) => marks.map((mark) => ({ ...mark, holder, index })))
  return all.flatMap(({ role, start, end, holder, index }, place) => {
    const call = `${helper}(${index},${MARK_ROLES.indexOf(role)},`
    const asks = role === 'test' || /^(look|asks)/.test(role)
    const close = asks && holder !== undefined ? `),${holder})` : '))'
    if (start === end)
      return [insertionAt(parsed.code, { offset: end, side: 'close', tie: 1, text: `,${call}void 0)` })]
    // One cache's key may be exactly the look-up in another: of two such, the first is opened first and closed last.
    const inner = place / (2 * all.length)
    return [
      // Around whatever else begins and ends there: of two ranges the longer one is opened first and closed last.
      insertionAt(parsed.code, { offset: start, side: 'open', tie: inner - end, text: `${call}(` }),
      insertionAt(parsed.code, { offset: end, side: 'close', tie: 0.75 - inner - start, text: close }),
    ]
  })
}

/** A function that is hoisted, as that of the sites is. */
export function cacheHelperText(helper: string, caches: readonly MarkedCache[], shadowed: boolean): string {
  const told = JSON.stringify(
    caches.map(({ id, property, tellsSize, compared }) => {
      return [id, property ?? '', tellsSize ? 1 : 0, compared ? 1 : 0]
    }),
  )
  return (
    `function ${helper}(i,r,v,h){return(${helper}.m||(${helper}.m=(${runtimeText(shadowed)}||{caches(){return(i,r,v)=>v}})` +
    `.caches(${told})))(i,r,v,h)}`
  )
}
