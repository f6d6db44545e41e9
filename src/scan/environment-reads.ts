/** Finds reads of the environment and the clock that are not calls: `process.env.X`, `performance.timeOrigin`. */
import type * as ESTree from 'estree'
import { natureOfGlobal } from './builtins.js'
import { type Effect, reasonEffect } from './effects.js'
import type { Program, Routine } from './program.js'
import { type Binding, importedName, readsOf, writesTo } from './scopes.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

const GLOBALS = /^(process|navigator|location|document|performance|localStorage|sessionStorage)$/

export class EnvironmentReads {
  readonly #aliased = new Map<Routine, Effect[]>()

  constructor(readonly program: Program) {
    for (const binding of program.scopes.bindings) {
      const path = aliasedPath(program, binding)
      if (path !== undefined) for (const read of readsOf(binding)) this.#addAliased(read, path)
    }
  }

  of(routine: Routine): Effect[] {
    const named = routine.globals.filter(({ name }) => GLOBALS.test(name))
    return [...named.flatMap((read) => this.#effect(read, read.name)), ...(this.#aliased.get(routine) ?? [])]
  }

  #addAliased(read: ESTree.Identifier, path: string): void {
    const routine = this.program.routineAround(read)
    const effects = this.#effect(read, path)
    if (effects.length > 0) this.#aliased.set(routine, [...(this.#aliased.get(routine) ?? []), ...effects])
  }

  #effect(read: Node, from: string): Effect[] {
    const path = this.#readPath(read, from)
    const nature = path === undefined ? undefined : natureOfGlobal(path)
    if (path === undefined || nature === undefined || nature === 'pure') return []
    return [reasonEffect(nature, this.program.lineOf(read), path)]
  }

  /** `process.env.X` around the identifier; undefined: it is only asked for its type, or called (which calls report). */
  #readPath(read: Node, from: string): string | undefined {
    let path = from
    let at = read
    let parent = this.program.parentOf(at)
    while (parent?.type === 'MemberExpression' && parent.object === at) {
      const name = propertyName(parent)
      if (name !== undefined) path += `.${name}`
      at = parent
      parent = this.program.parentOf(at)
    }
    if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return undefined
    const isCalled = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === at
    return isCalled ? undefined : path
  }
}

/** `const { env } = process`, `import { env } from 'node:process'`: what holds the variables themselves, not one of them. */
function aliasedPath(program: Program, binding: Binding): string | undefined {
  const imported = importedName(binding)
  if (imported) return /^(node:)?process$/.test(imported.module) ? joined('process', imported.name) : undefined
  const [write, ...others] = writesTo(binding)
  if (!write?.value || others.length > 0) return undefined
  const value = unwrapped(write.value)
  const base = value.type === 'MemberExpression' ? value.object : value
  if (base.type !== 'Identifier' || base.name !== 'process' || program.scopes.bindingOf(base)) return undefined
  return joined(textOf(value), write.partial ? binding.name : undefined)
}

function joined(path: string, name: string | undefined): string | undefined {
  const whole = name === undefined ? path : `${path}.${name}`
  return whole === 'process' || whole === 'process.env' ? whole : undefined
}
