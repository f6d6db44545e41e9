/** Colours for a terminal, or none. */

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const

export type Style = keyof typeof CODES

export type Paint = (style: Style, text: string) => string

/** Painting after layout only: escape sequences would be counted as columns. */
export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\x1b[${CODES[style][0]}m${text}\x1b[${CODES[style][1]}m` : text)
}
