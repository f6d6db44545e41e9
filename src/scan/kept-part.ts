/**
 * Says whether it makes no difference who was first to fill what a function keeps of what it needs: the entry is filled
 * where it is missed, out of nothing but its key, and whether it was missed is nothing that the result could tell.
 */
import type * as ESTree from 'estree'
import { EntryGuards, type Guard } from './entry-guards.js'
import { type Entry, entryOf, sameText } from './kept-entry.js'
import { KeptValue } from './kept-value.js'
import { targetOf } from './places-of-use.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition, writesTo } from './scopes.js'
import { endOf, everyChild, isFunction, isInside, type Node, startOf, textOf, unwrapped } from './syntax.js'

export class KeptPart {
  readonly #looks = new Set<Node>()
  readonly #tests = new Set<Node>()
  readonly #fills: Entry[] = []
  readonly #keys: (Node | undefined)[] = []
  readonly #holders = new Set<Binding>()

  constructor(
    readonly program: Program,
    readonly binding: Binding,
    readonly routine: Routine,
    readonly uses: ESTree.Identifier[],
  ) {}

  /** `byKey`: it is a container of entries; otherwise it is the entry. */
  isTheSameForAll(byKey: boolean): boolean {
    if (!this.uses.every((use) => this.#isEntry(use, byKey))) return false
    const [fill] = this.#fills
    if (!fill || this.#fills.length !== 1 || !this.#inOneRoutine()) return false
    const [key] = this.#keys
    if (byKey && !(key && this.#keys.every((other) => other && sameText(key, other)))) return false
    const value = new KeptValue(this.program, this.binding, this.routine, key, (node) => this.#looks.has(node))
    if ((key && !value.isKeyStable(key, this.uses)) || !value.followsKey(fill.value)) return false
    this.#findHolders()
    const [looks, tests, holders] = [this.#looks, this.#tests, this.#holders]
    const guard = new EntryGuards(this.program, { looks, tests, holders }).around(fill)
    return guard !== undefined && this.#looksAreSafe(guard, fill) && this.#regionTellsNothing(guard, fill)
  }

  /** Of results that are handed out under a key: they are found under the key that they were made of. */
  isKeptUnderItsKey(): boolean {
    const known = this.uses.filter((use) => this.#isEntry(use, true))
    const [key] = this.#keys
    if (known.length === 0 || !key || !this.#keys.every((other) => other && sameText(key, other))) return false
    const value = new KeptValue(this.program, this.binding, this.routine, key, (node) => this.#looks.has(node))
    value.takingWholeInputs(key)
    return this.#fills.every((fill) => value.followsKey(fill.value))
  }

  #isEntry(use: ESTree.Identifier, byKey: boolean): boolean {
    const entry = entryOf(this.program, use, byKey)
    if (!entry) return false
    this.#keys.push(entry.key)
    if (entry.kind === 'look') this.#looks.add(entry.node)
    else if (entry.kind === 'test') this.#tests.add(entry.node)
    else this.#fills.push(entry)
    return true
  }

  #inOneRoutine(): boolean {
    const [first] = this.uses
    const around = first && this.program.routineAround(first)
    return this.uses.every((use) => this.program.routineAround(use) === around)
  }

  /** `const hit = cache.get(key)`. */
  #findHolders(): void {
    for (const look of this.#looks) {
      const binding = this.#holderOf(look)
      if (binding && isWithin(this.program.ownerOf(binding), this.routine) && !parameterPosition(binding)) {
        this.#holders.add(binding)
      }
    }
  }

  #holderOf(look: Node): Binding | undefined {
    const target = targetOf(this.program.parentOf(look))
    return target?.type === 'Identifier' ? this.program.scopes.bindingOf(target) : undefined
  }

  /** Nothing but the guard sees the entry before it is filled. */
  #looksAreSafe(guard: Guard, fill: Entry): boolean {
    const inTest = (node: Node) => isInside(node, guard.node) && !isInside(node, guard.region)
    const block = this.#blockAround(guard.node)
    const comesAfter = (node: Node) =>
      block !== undefined && startOf(node) >= endOf(guard.node) && isInside(node, block)
    const isHeld = (look: Node) => {
      const binding = this.#holderOf(look)
      return binding !== undefined && this.#holders.has(binding) && startOf(look) < startOf(guard.region)
    }
    return (
      [...this.#tests].every(inTest) &&
      [...this.#looks].every((look) => inTest(look) || comesAfter(look) || isHeld(look)) &&
      [...this.#holders].every((holder) => this.#holderIsSafe(holder, guard, fill, inTest, comesAfter))
    )
  }

  #holderIsSafe(
    holder: Binding,
    guard: Guard,
    fill: Entry,
    inTest: (node: Node) => boolean,
    comesAfter: (node: Node) => boolean,
  ): boolean {
    const writes = writesTo(holder)
    const looking = writes.filter(({ value, partial }) => value && !partial && this.#looks.has(unwrapped(value)))
    const filling = writes.filter((write) => !looking.includes(write))
    if (looking.length !== 1 || filling.length > 1) return false
    const [looked] = looking
    if (filling.length === 0 && looked && comesAfter(looked.identifier)) return true
    const [assigned] = filling
    if (assigned && !this.#holdsWhatIsKept(assigned.identifier, holder, guard, fill)) return false
    const reads = holder.references
      .filter((reference) => reference.isRead())
      .map(({ identifier }) => identifier as Node)
    return reads.every((read) => {
      if (inTest(read)) return true
      if (!assigned) return false
      return comesAfter(read) || (isInside(read, guard.region) && startOf(read) > endOf(assigned.identifier))
    })
  }

  /** `hit = cache[key] = made`, `cache.set(key, (hit = made))`, or `hit = made` and `cache.set(key, hit)` after it. */
  #holdsWhatIsKept(identifier: Node, holder: Binding, guard: Guard, fill: Entry): boolean {
    const assignment = this.program.parentOf(identifier)
    if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return false
    if (!isInside(assignment, guard.region)) return false
    if (assignment.right === fill.node && fill.isAssignment) return true
    if (fill.value === assignment) return true
    const statement = this.program.parentOf(assignment)
    const isPlain = statement?.type === 'ExpressionStatement' && this.program.parentOf(statement) === guard.region
    const isSame = fill.value.type === 'Identifier' && this.program.scopes.bindingOf(fill.value) === holder
    return isPlain && isSame && endOf(assignment) <= startOf(fill.node)
  }

  /** The block in which what follows the guard always comes after it; undefined: nothing surely does. */
  #blockAround(guard: Node): Node | undefined {
    let at: Node | undefined = guard
    while (at && !/(Statement|Declaration)$/.test(at.type)) {
      at = this.program.parentOf(at)
      if (!at || isFunction(at) || /^(Logical|Conditional)Expression$/.test(at.type)) return undefined
    }
    const block = at && this.program.parentOf(at)
    return block?.type === 'BlockStatement' ? block : undefined
  }

  /** It leaves nothing behind but the entry, and goes nowhere else. */
  #regionTellsNothing({ region }: Guard, fill: Entry): boolean {
    const visit = (node: Node): boolean => {
      if (/^(Return|Break|Continue)Statement$|^YieldExpression$/.test(node.type) && !this.#isBelow(node, region))
        return false
      if (node.type === 'Identifier' && node !== unwrapped(fill.value) && this.#isLeftBehind(node, region)) return false
      return everyChild(node, visit)
    }
    return visit(region)
  }

  /** In a function of its own. */
  #isBelow(node: Node, region: Node): boolean {
    return this.program.routineAround(node) !== this.program.routineAround(region)
  }

  /** A variable of the function that is written, or an object of it that may be, where the entry is missed. */
  #isLeftBehind(identifier: ESTree.Identifier, region: Node): boolean {
    const binding = this.program.scopes.bindingOf(identifier)
    if (!binding || this.#holders.has(binding) || !isWithin(this.program.ownerOf(binding), this.routine)) return false
    if (binding === this.binding || binding.identifiers.every((declared) => isInside(declared as Node, region)))
      return false
    if (writesTo(binding).some((write) => write.identifier === identifier)) return true
    let at: Node = identifier
    let parent = this.program.parentOf(at)
    while (parent?.type === 'MemberExpression' && parent.object === at) {
      at = parent
      parent = this.program.parentOf(at)
    }
    if (at !== identifier && parent && /^(Assignment|Update)Expression$/.test(parent.type)) {
      return parent.type === 'UpdateExpression' || (parent as ESTree.AssignmentExpression).left === at
    }
    if (parent?.type === 'UnaryExpression' && parent.operator === 'delete') return true
    if (parent?.type !== 'CallExpression') return false
    const isDropped = this.program.parentOf(parent)?.type === 'ExpressionStatement'
    const isFill = this.#fills.some(({ node }) => node === parent)
    return (
      !isFill &&
      (isDropped || (at !== identifier && /\.(push|pop|shift|unshift|splice|set|add|delete)$/.test(textOf(at))))
    )
  }
}
