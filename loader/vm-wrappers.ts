/** The functions that test runners put around a module's text before they compile it: one row for each form. */

export type SourceFormat = 'module' | 'commonjs'

export interface WrappedModule {
  before: string
  text: string
  after: string
  format: SourceFormat
}

interface WrapperForm {
  start: RegExp
  end: string
  format: SourceFormat
}

const FORMS: readonly WrapperForm[] = [
  // jest-runtime up to 30.0, `wrapCodeInModuleWrapper`; later ones use vm.compileFunction.
  { start: /^\(\{"Object\.<anonymous>":function\([^)]*\)\{/, end: '\n}});', format: 'commonjs' },
  // vite-node and Vite's module runner, as vitest 1 to 4 evaluate them; `import` has become a call, `await` may stand.
  { start: /^'use strict';async \([^)]*\)=>\{\{/, end: '\n}}', format: 'module' },
]

/** undefined: no form that is known. */
export function unwrapModule(code: string): WrappedModule | undefined {
  for (const { start, end, format } of FORMS) {
    const before = start.exec(code)?.[0]
    if (before === undefined || !code.endsWith(end)) continue
    return { before, text: code.slice(before.length, -end.length), after: end, format }
  }
  return undefined
}
