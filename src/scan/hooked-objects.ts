/** Objects of a file with methods that the language calls by itself: `toString`, iterators, accessors, traps of proxies. */
import type * as ESTree from 'estree'
import type { Callees } from './callee.js'
import { onlyValue, soleReturn } from './only-value.js'
import type { Program, Routine } from './program.js'
import { isClass, isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

type Keyed = ESTree.Property | ESTree.MethodDefinition | ESTree.MemberExpression | ESTree.PropertyDefinition
type Owner = ESTree.ObjectExpression | ESTree.Class | ESTree.NewExpression

const HOOK = /^(toString|valueOf|toJSON|then|@@\w+)$/
const MOST_HANDS = 6

/** `@@iterator` for `[Symbol.iterator]`. */
export function hookName(node: Keyed): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key
  if (node.computed && key.type === 'MemberExpression' && textOf(key.object) === 'Symbol')
    return `@@${propertyName(key)}`
  return propertyName(node)
}

export class HookedObjects {
  /** Whether the file has any, or dates or proxies, that matter to conversions. */
  readonly exist: boolean

  constructor(
    readonly program: Program,
    readonly callees: Callees,
  ) {
    this.exist = program.routines.some((routine) => this.#isHook(routine) || routine.calls.some(makesSpecial))
  }

  #isHook({ node }: Routine): boolean {
    const parent = this.program.parentOf(node)
    if (isFunction(node) && node.generator) return true
    if (parent?.type !== 'Property' && parent?.type !== 'MethodDefinition') return false
    return parent.kind === 'get' || parent.kind === 'set' || HOOK.test(hookName(parent) ?? '')
  }

  /** The literal, class or `new Proxy(...)` that `node` surely comes from. */
  behind(node: Node, hands = 0): Owner | undefined {
    const bare = unwrapped(node)
    if (hands > MOST_HANDS) return undefined
    switch (bare.type) {
      case 'ObjectExpression':
        return bare
      case 'ThisExpression':
        return this.#classAround(bare)
      case 'Identifier': {
        const binding = this.program.scopes.bindingOf(bare)
        const value = binding && onlyValue(binding)
        return value && this.behind(value, hands + 1)
      }
      case 'NewExpression': {
        const [meaning] = this.callees.meaningsOf(bare.callee)
        if (meaning?.kind === 'global') return meaning.path === 'Proxy' ? bare : undefined
        return meaning?.kind === 'class' ? meaning.node : undefined
      }
      case 'CallExpression': {
        const returned = soleReturn(this.program, bare)
        return returned && this.behind(returned, hands + 1)
      }
      default:
        return undefined
    }
  }

  isProxy(node: Node): boolean {
    return this.behind(node)?.type === 'NewExpression'
  }

  /** undefined: what they are cannot be told. */
  trapsOf(node: Node): Node[] | undefined {
    const owner = this.behind(node)
    const [, handler] = owner?.type === 'NewExpression' ? owner.arguments : []
    const literal = handler && handler.type !== 'SpreadElement' ? this.behind(handler) : undefined
    if (literal?.type !== 'ObjectExpression') return undefined
    return literal.properties.map((part) => (part.type === 'Property' ? (part.value as Node) : part))
  }

  method(node: Node, name: string): Node | undefined {
    return this.#member(this.behind(node), name, /^(init|method)$/)
  }

  accessor(node: Node, name: string, kind: 'get' | 'set'): Node | undefined {
    return this.#member(this.behind(node), name, kind === 'get' ? /^get$/ : /^set$/)
  }

  #member(owner: Owner | undefined, name: string, kind: RegExp, hands = 0): Node | undefined {
    if (!owner || owner.type === 'NewExpression' || hands > MOST_HANDS) return undefined
    const members = owner.type === 'ObjectExpression' ? owner.properties : owner.body.body
    for (const member of members) {
      const isKeyed = member.type === 'Property' || (member.type === 'MethodDefinition' && !member.static)
      if (isKeyed && hookName(member) === name && kind.test(member.kind)) return member.value
    }
    const base = isClass(owner) && owner.superClass ? this.callees.meaningsOf(owner.superClass)[0] : undefined
    return base?.kind === 'class' ? this.#member(base.node, name, kind, hands + 1) : undefined
  }

  #classAround(node: Node): ESTree.Class | undefined {
    let at = this.program.parentOf(node)
    while (at && !isClass(at) && at.type !== 'ObjectExpression') at = this.program.parentOf(at)
    return at && isClass(at) ? at : undefined
  }
}

/** What makes a date, a proxy or an iterator. */
function makesSpecial(call: Node): boolean {
  if (call.type === 'NewExpression') return /^(Date|Proxy)$/.test(textOf(call.callee))
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false
  return /^(@@iterator|values|keys|entries|matchAll)$/.test(hookName(call.callee) ?? '')
}
