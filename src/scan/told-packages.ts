/** Finds what functions tell other packages to keep, `highlighter.registerLanguage(name, rules)`: asking such a package follows that. */
import { isBuiltin } from 'node:module'
import type * as ESTree from 'estree'
import { isResultDropped, mentionsParameter } from './called-for-effect.js'
import type { Routine } from './program.js'
import type { Binding } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { propertyName } from './syntax.js'

export interface PackageTold {
  /** The package. */
  binding: Binding
  routine: Routine
  line: number
}

/** What objects that keep things call it. `set(object, path, value)` and `extend(target, more)` change what they are given. */
const KEEPS =
  /^((un)?register|configure|use|install|enable|disable|locale|alias|define|setup|init|reset)$|^(set|add|(un)?register|remove|change|define)[A-Z]/

/** What loading the file tells a package is told before anybody asks. */
export function packagesTold(file: FileAnalysis): PackageTold[] {
  const { program } = file
  const later = program.routines.filter((routine) => routine !== program.file)
  return later.flatMap((routine) =>
    routine.calls.flatMap((call) => {
      if (call.type !== 'CallExpression') return []
      const binding = packageTold(file, call)
      const isHandedOn = call.arguments.some((given) => mentionsParameter(program, given, routine))
      return binding && isHandedOn ? [{ binding, routine, line: program.lineOf(call) }] : []
    }),
  )
}

function packageTold({ program, callees }: FileAnalysis, call: ESTree.SimpleCallExpression): Binding | undefined {
  if (call.callee.type !== 'MemberExpression' || !KEEPS.test(propertyName(call.callee) ?? '')) return undefined
  const { object } = call.callee
  const [meaning, ...others] = object.type === 'Identifier' ? callees.meaningsOf(object) : []
  if (meaning?.kind !== 'module' || others.length > 0 || meaning.module.startsWith('.')) return undefined
  const isAsked = isBuiltin(meaning.module) || !isResultDropped(program, call)
  return isAsked || object.type !== 'Identifier' ? undefined : program.scopes.bindingOf(object)
}
