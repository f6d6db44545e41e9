/** What in the text of a function tends to take time: the one file of rules for that. They tell a priority, no verdict. */
import type { Callees } from './callee.js'
import type { Program, Routine, WriteSite } from './program.js'
import type { Expense } from './scanned-site.js'
import { writesTo } from './scopes.js'
import { type CallNode, isFunction, type Node, propertyName, textOf } from './syntax.js'

type Found = Pick<Expense, 'code' | 'subject'>

const ITERATES =
  /^(every|filter|find|findIndex|findLast|findLastIndex|flatMap|forEach|map|reduce|reduceRight|some|sort|toSorted)$/
/** Each makes, or looks up, a formatter or collator. */
const ASKS_INTL = /^(localeCompare|toLocale(String|DateString|TimeString))$/
const SLOW_CRYPTO = /^(?!.*(getRandomValues|randomUUID|randomBytes|timingSafeEqual))./
const LOOP = /^(For|ForIn|ForOf|While|DoWhile)Statement$/

export class Expenses {
  readonly #inner = new Map<Routine, Routine[]>()

  /** @param recursive functions that may call themselves, through others too. */
  constructor(
    readonly program: Program,
    readonly callees: Callees,
    readonly recursive: ReadonlySet<Routine>,
  ) {
    for (const routine of program.routines) {
      const { outer } = routine
      if (outer && this.#isHandedOver(routine)) this.#inner.set(outer, [...(this.#inner.get(outer) ?? []), routine])
    }
  }

  /** Of its own text and of the functions that it hands to others there: the first of each code, in that order of lines. */
  of(routine: Routine): Expense[] {
    const found = new Map<Expense['code'], Expense>()
    const note = ({ code, subject }: Found, at: Node) => {
      if (!found.has(code)) found.set(code, { code, line: this.program.lineOf(at), subject })
    }
    if (this.recursive.has(routine)) note({ code: 'recursion', subject: 'itself' }, routine.node)
    let depth = 0
    const parts = this.#withInner(routine)
    for (const part of parts) {
      for (const call of part.calls) {
        for (const one of this.#ofCall(call)) note(one, call)
        if (this.#isIteration(call)) depth = Math.max(depth, this.#loopsAround(call, routine) + 1)
      }
      for (const loop of part.loops) depth = Math.max(depth, this.#loopsAround(loop, routine) + 1)
      for (const write of part.writes) {
        if (this.#growsText(write) && this.#loopsAround(write.node, routine) > 0) {
          note({ code: 'builds-text', subject: `${textOf(write.target)} +=` }, write.node)
        }
      }
    }
    const loops = depth === 0 ? [] : [this.#loops(parts, depth)]
    return [...loops, ...found.values()].sort((a, b) => a.line - b.line)
  }

  #loops(parts: readonly Routine[], depth: number): Expense {
    const lines = parts.flatMap(({ loops, calls }) =>
      [...loops, ...calls.filter((call) => this.#isIteration(call))].map((at) => this.program.lineOf(at)),
    )
    return { code: 'loops', line: Math.min(...lines), subject: `${depth} deep`, depth }
  }

  #withInner(routine: Routine): Routine[] {
    return [routine, ...(this.#inner.get(routine) ?? []).flatMap((inner) => this.#withInner(inner))]
  }

  /** `list.map(function () {...})`: it runs as part of the function around it, as a rule. */
  #isHandedOver({ node }: Routine): boolean {
    const parent = this.program.parentOf(node)
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false
    return parent.callee === node || parent.arguments.some((argument) => argument === node)
  }

  #ofCall(call: CallNode): Found[] {
    const callee = call.type === 'TaggedTemplateExpression' ? call.tag : call.callee
    const subject = textOf(callee)
    const meanings = this.callees.meaningsOf(callee)
    const codes = meanings.map((meaning) => {
      if (meaning.kind === 'global') return codeOfGlobal(meaning.path)
      return meaning.kind === 'module' ? codeOfModule(meaning.module, meaning.member) : undefined
    })
    const isOutside = meanings.some(({ kind }) => kind === 'module')
    const method = callee.type === 'MemberExpression' && !isOutside ? codeOfMethod(propertyName(callee)) : undefined
    return [...codes, method].flatMap((code) => (code === undefined ? [] : [{ code, subject }]))
  }

  #isIteration(call: CallNode): boolean {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false
    return ITERATES.test(propertyName(call.callee) ?? '') && call.arguments.some((argument) => isFunction(argument))
  }

  /** Loops, and iterations by callbacks, that `node` stands in up to the function itself. */
  #loopsAround(node: Node, { node: end }: Routine): number {
    let loops = 0
    for (let [at, above] = [node, this.program.parentOf(node)]; above && at !== end; ) {
      if (LOOP.test(above.type) && !isLoopHead(above, at)) loops++
      if (above.type === 'CallExpression' && above.callee !== at && this.#isIteration(above)) loops++
      at = above
      above = this.program.parentOf(at)
    }
    return loops
  }

  #growsText({ target, node }: WriteSite): boolean {
    if (node.type !== 'AssignmentExpression' || node.operator !== '+=') return false
    const binding = target.type === 'Identifier' ? this.program.scopes.bindingOf(target) : undefined
    const first = binding && writesTo(binding).find(({ init }) => init)
    return isText(node.right) || isText(first?.value)
  }
}

/** What runs once, before the first round: `for (let i = start(); ...)`, `for (const x of list())`. */
function isLoopHead(loop: Node, part: Node): boolean {
  if (loop.type === 'ForStatement') return loop.init === part
  return (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.right === part
}

function isText(node: Node | undefined): boolean {
  if (node?.type === 'Literal') return typeof node.value === 'string'
  if (node?.type === 'BinaryExpression') return node.operator === '+' && (isText(node.left) || isText(node.right))
  return node?.type === 'TemplateLiteral'
}

function codeOfGlobal(path: string): Expense['code'] | undefined {
  if (path === 'RegExp') return 'builds-regex'
  if (/^JSON\.(parse|stringify)$/.test(path)) return 'json'
  if (path.startsWith('Intl.')) return 'intl'
  return /^crypto\./.test(path) && SLOW_CRYPTO.test(path) ? 'crypto' : undefined
}

function codeOfModule(module: string, member: string): Expense['code'] | undefined {
  const bare = module.replace(/^node:/, '')
  if (bare === 'crypto') return SLOW_CRYPTO.test(member) ? 'crypto' : undefined
  return /^(fs|child_process)$/.test(bare) && /Sync$/.test(member) ? 'sync-io' : undefined
}

function codeOfMethod(name: string | undefined): Expense['code'] | undefined {
  if (name === 'sort' || name === 'toSorted') return 'sorts'
  if (name === 'join') return 'builds-text'
  return ASKS_INTL.test(name ?? '') ? 'intl' : undefined
}
