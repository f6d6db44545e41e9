/** Plans of random nested values: to be built any number of times, compared by what is planned, and changed in one place. */
// biome-ignore-all lint/suspicious/noSparseArray: holes are what is meant.
import type { SeededRandom } from './seeded-random.js'

type Atom = undefined | null | boolean | number | bigint | string

export type Recipe =
  | { kind: 'atom'; value: Atom }
  | { kind: 'object' | 'bare' | 'map'; entries: [name: string, part: Recipe][]; frozen: boolean }
  | { kind: 'array' | 'set'; parts: (Recipe | undefined)[]; frozen: boolean }
  | { kind: 'date' | 'regexp' | 'bytes'; value: number }
  /** The object that holds this one, so many steps up. */
  | { kind: 'holder'; steps: number }

const ATOMS: readonly Atom[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  2n ** 64n,
  '',
  '0',
  '1',
  'null',
  'a',
  'a,b',
  `${'long '.repeat(20)}a${'long '.repeat(20)}`,
  `${'long '.repeat(20)}b${'long '.repeat(20)}`,
]
/** No indices: objects hold those in their own order. */
const NAMES = ['a', 'b', 'c', 'length', '__proto__', 'constructor', 'toJSON', 'a b']
const MOST_PARTS = 5

export function randomRecipe(random: SeededRandom, depth = 4, holders = 0): Recipe {
  const pick = depth === 0 ? 0 : random.below(12)
  if (pick < 4) return { kind: 'atom', value: ATOMS[random.below(ATOMS.length)] as Atom }
  if (pick === 11 && holders > 0) return { kind: 'holder', steps: 1 + random.below(holders) }
  if (pick === 4)
    return { kind: (['date', 'regexp', 'bytes'] as const)[random.below(3)] ?? 'date', value: random.below(4) }
  const part = () => randomRecipe(random, depth - 1, holders + 1)
  const count = random.below(MOST_PARTS)
  if (pick < 8)
    return {
      kind: pick === 7 ? 'array' : 'object',
      ...(pick === 7 ? parts(count, part, random) : entries(count, part, random)),
    } as Recipe
  if (pick === 8) return { kind: 'bare', ...entries(count, part, random) }
  if (pick === 9) return { kind: 'map', ...entries(count, part, random), frozen: false }
  if (pick === 10) return { kind: 'set', parts: distinct(count, part), frozen: false }
  return { kind: 'array', ...parts(count, part, random) }
}

function entries(count: number, part: () => Recipe, random: SeededRandom) {
  const from = random.below(NAMES.length)
  const names = Array.from({ length: count }, (_, index) => NAMES[(from + index) % NAMES.length] as string)
  return { entries: names.map((name): [string, Recipe] => [name, part()]), frozen: random.below(8) === 0 }
}

function parts(count: number, part: () => Recipe, random: SeededRandom) {
  const hole = random.below(count * 4 + 1)
  const all = Array.from({ length: count }, (_, index) => (index === hole ? undefined : part()))
  return { parts: all, frozen: random.below(8) === 0 }
}

/** A set holds the same value once: each part stands in an array of its own. */
function distinct(count: number, part: () => Recipe): Recipe[] {
  return Array.from({ length: count }, () => ({ kind: 'array', parts: [part()], frozen: false }))
}

export function built(recipe: Recipe, holders: readonly object[] = []): unknown {
  switch (recipe.kind) {
    case 'atom':
      return recipe.value
    case 'date':
      return new Date(recipe.value === 0 ? Number.NaN : recipe.value)
    case 'regexp':
      return new RegExp('a'.repeat(recipe.value + 1), recipe.value % 2 === 0 ? 'g' : 'i')
    case 'bytes':
      return new Uint8Array(recipe.value).fill(recipe.value)
    case 'holder':
      return holders[holders.length - recipe.steps]
    default:
      return builtHolder(recipe, holders)
  }
}

type Holder = Extract<Recipe, { frozen: boolean }>

function builtHolder(recipe: Holder, holders: readonly object[]): object {
  if (recipe.kind === 'map') {
    const map = new Map<string, unknown>()
    for (const [name, part] of recipe.entries) map.set(name, built(part, [...holders, map]))
    return map
  }
  if (recipe.kind === 'set') {
    const set = new Set<unknown>()
    for (const part of recipe.parts) set.add(built(part as Recipe, [...holders, set]))
    return set
  }
  const holder =
    recipe.kind === 'array'
      ? new Array(recipe.parts.length)
      : Object.create(recipe.kind === 'bare' ? null : Object.prototype)
  const all = 'parts' in recipe ? recipe.parts.map((part, index) => [`${index}`, part] as const) : recipe.entries
  for (const [name, part] of all) {
    if (part === undefined) continue
    const value = built(part, [...holders, holder])
    Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true })
  }
  return recipe.frozen ? Object.freeze(holder) : holder
}

/** Two recipes have one text exactly when they are of the same content. */
export function textOf(recipe: Recipe): string {
  return JSON.stringify(recipe, (_key, value) => {
    if (value === undefined || typeof value === 'bigint') return `${typeof value} ${value}`
    if (typeof value === 'number') return Object.is(value, -0) ? 'number -0' : `number ${value}`
    return typeof value === 'string' ? `text ${value}` : value
  })
}

/** The same but for one thing, of which there may be any. */
export function changed(recipe: Recipe, random: SeededRandom): Recipe {
  const copy = structuredClone(recipe)
  const places = placesOf(copy)
  const place = places[random.below(places.length)] as Place
  place.replace(changedHere(place.recipe, random))
  return (places[0] as Place).root()
}

interface Place {
  recipe: Recipe
  replace(by: Recipe): void
  root(): Recipe
}

function placesOf(root: Recipe): Place[] {
  let top = root
  const places: Place[] = [{ recipe: root, replace: (by) => (top = by), root: () => top }]
  const visit = (holder: Recipe) => {
    if ('entries' in holder) for (const entry of holder.entries) note(entry[1], (by) => (entry[1] = by))
    if ('parts' in holder)
      for (const [index, part] of holder.parts.entries())
        if (part !== undefined) note(part, (by) => (holder.parts[index] = by))
  }
  const note = (recipe: Recipe, replace: (by: Recipe) => unknown) => {
    places.push({ recipe, replace, root: () => top })
    visit(recipe)
  }
  visit(root)
  return places
}

function changedHere(recipe: Recipe, random: SeededRandom): Recipe {
  const more: Recipe = { kind: 'atom', value: 'more' }
  if (recipe.kind === 'atom') {
    const others = ATOMS.filter((atom) => !Object.is(atom, recipe.value))
    return random.below(4) === 0
      ? { kind: 'array', parts: [recipe], frozen: false }
      : { kind: 'atom', value: others[random.below(others.length)] as Atom }
  }
  if (recipe.kind === 'holder') return more
  if ('value' in recipe) return { ...recipe, value: recipe.value + 1 }
  const isList = 'parts' in recipe
  switch (random.below(5)) {
    case 0:
      return isList
        ? { ...recipe, parts: [...recipe.parts, { kind: 'array', parts: [more], frozen: false }] }
        : { ...recipe, entries: [...recipe.entries, ['more', more]] }
    case 1:
      if (isList && recipe.parts.length > 0) return { ...recipe, parts: recipe.parts.slice(0, -1) }
      return isList || recipe.entries.length === 0 ? more : { ...recipe, entries: recipe.entries.slice(1) }
    case 2:
      return recipe.kind === 'map' || recipe.kind === 'set' ? more : { ...recipe, frozen: !recipe.frozen }
    case 3:
      if (isList) return recipe.kind === 'set' ? more : { kind: 'set', parts: [], frozen: false }
      return recipe.entries.length < 2
        ? more
        : { ...recipe, entries: [...recipe.entries.slice(1), recipe.entries[0] as [string, Recipe]] }
    default:
      if (isList) return more
      return { ...recipe, kind: recipe.kind === 'object' ? 'bare' : 'object' }
  }
}
