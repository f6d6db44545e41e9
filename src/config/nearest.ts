/** Finds the word that someone who mistyped most likely meant. */

/** The candidate with the fewest single-letter edits to `word`; undefined: none is close (more than a third differs). */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let fewest = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < fewest) {
      fewest = edits
      best = candidate
    }
  }
  return best
}

/** Fewest insertions, deletions and substitutions that turn `from` into `to`. Levenshtein (1966). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j++) {
      const substituted = (row[j] as number) + (from[i] === to[j] ? 0 : 1)
      next.push(Math.min(substituted, (row[j + 1] as number) + 1, (next[j] as number) + 1))
    }
    row = next
  }
  return row[to.length] as number
}
