/** The functions that a Node builtin exports: sites without source text, wrapped from outside. */
import { createRequire } from 'node:module'
import type { ScannedSite } from './scanned-site.js'

const require = createRequire(import.meta.url)

/** `builtins` with their prefix: `node:path`. Classes are left out, as constructors are. */
export function builtinSites(builtins: string[]): ScannedSite[] {
  return builtins.flatMap((builtin) =>
    Object.entries(Object.getOwnPropertyDescriptors(require(builtin) as object))
      .filter(([, { value }]) => typeof value === 'function' && !/^class\b/.test(String(value)))
      .map(([name]) => builtinSite(builtin, name)),
  )
}

function builtinSite(builtin: string, name: string): ScannedSite {
  return {
    id: `${builtin}#${name}`,
    file: builtin,
    name,
    line: 1,
    column: 1,
    start: 0,
    end: 0,
    kind: 'function',
    exportedAs: [name],
    async: false,
    // Without source there is no telling: keyed with `this`, no hit can be wrong.
    readsThis: true,
    readsArguments: true,
    closure: false,
    unwrappable: undefined,
    purity: {
      verdict: 'unknown',
      reasons: [{ code: 'calls-unknown', line: 1, subject: builtin }],
      state: [],
      ownCache: undefined,
    },
    reads: { kind: 'unknown', why: 'its source is not here', line: 1 },
    expense: [],
  }
}
