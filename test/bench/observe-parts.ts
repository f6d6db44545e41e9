/** The parts of observing, by the modules that do their work: what a profile's frames are counted for. */

export type Part = string

export const OTHERS = {
  program: "the program's own code",
  garbage: 'garbage collection',
  engine: 'V8 and node',
  loading: 'loading and rewriting',
}

const WRAPPER = 'wrapper, counts, budgets'

/** What is called on behalf of a part is of that part, whatever module it is in. */
const PARTS: [part: Part, modules: RegExp, claims: boolean][] = [
  [
    'keys of content and fields',
    /observe\/(followed-variants|site-variants)|content-key|memo\/(content|projected|key-mak)/,
    true,
  ],
  ['comparing results', /observe\/(result-checks|promise-checks|same-content|staleness|result-kind)/, true],
  [
    'sensors, snapshots, watching',
    /observe\/(call-effects|snapshot|watched|sens|expansion|aliasing|captured-state|host-classes|prototype-kind|builtin-loading)/,
    true,
  ],
  ['where repeats come from', /observe\/(repeat-origins|call-site)/, true],
  ['size curve', /observe\/(access-ring|reuse-distances)/, true],
  ['keys, would-be cache', /observe\/would-be-cache|memo\//, false],
  [WRAPPER, /observe\//, false],
]

/** In the order in which they are printed. */
export const PART_NAMES: readonly Part[] = [
  OTHERS.program,
  OTHERS.garbage,
  OTHERS.engine,
  OTHERS.loading,
  WRAPPER,
  'keys, would-be cache',
  'size curve',
  'keys of content and fields',
  'comparing results',
  'sensors, snapshots, watching',
  'where repeats come from',
]

export function partOf(module: string): Part {
  return PARTS.find(([, modules]) => modules.test(module))?.[0] ?? OTHERS.loading
}

/** The part of a frame whose own is `part`, below a frame of `parent`. */
export function within(parent: Part, part: Part): Part {
  if (PARTS.some(([name, , claims]) => claims && name === parent)) return parent
  const observing = PARTS.some(([name]) => name === parent)
  return part === OTHERS.loading && observing ? parent : part
}
