/** Ways to change one part of the arguments or the receiver of a call, and pairs of such changes. */

export type Change = (list: unknown[], receiver: unknown) => void

const VALUES: (() => unknown)[] = [
  () => undefined,
  () => null,
  () => 0,
  () => 1,
  () => '',
  () => 'x',
  () => true,
  () => ({}),
  () => ({ a: 1, b: 2 }),
  () => [1, 2],
]
const MOST_PLACES = 14

type Place = string[]

/** The call as it is comes first. */
export function variantsOf(list: unknown[], receiver: unknown): Change[] {
  const places = [...placesOf(list, ['list']), ...placesOf(receiver, ['receiver'])].slice(0, MOST_PLACES)
  const single = places.flatMap((place) =>
    VALUES.map(
      (value): Change =>
        (to, on) =>
          put(to, on, place, value()),
    ),
  )
  const shorter = list.map(
    (_, index): Change =>
      (to) => {
        to.length = index
      },
  )
  const missing = places.map(
    (place): Change =>
      (to, on) =>
        remove(to, on, place),
  )
  return [() => {}, ...single, ...shorter, ...missing]
}

function placesOf(value: unknown, path: Place, depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 3) return []
  return Object.keys(value).flatMap((name) => {
    const below = [...path, name]
    return [below, ...placesOf((value as Record<string, unknown>)[name], below, depth + 1)]
  })
}

function holderOf(list: unknown[], receiver: unknown, [root, ...path]: Place): Record<string, unknown> {
  let at: unknown = root === 'list' ? list : receiver
  for (const name of path.slice(0, -1)) at = (at as Record<string, unknown>)[name]
  return at as Record<string, unknown>
}

function put(list: unknown[], receiver: unknown, place: Place, value: unknown): void {
  holderOf(list, receiver, place)[place.at(-1) as string] = value
}

function remove(list: unknown[], receiver: unknown, place: Place): void {
  delete holderOf(list, receiver, place)[place.at(-1) as string]
}
