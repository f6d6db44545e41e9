/** The numbers that the mappings of source maps are made of. Source Map revision 3. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base 64 digits of five bits each, least first, 32 = more follow; the lowest bit of the whole is the sign. */
export function readVlq(text: string, at = 0): { value: number; length: number } {
  let bits = 0
  for (let length = 0; ; length++) {
    const digit = DIGITS.indexOf(text[at + length] ?? 'A')
    bits += (digit & 31) * 32 ** length
    if (digit < 32) return { value: bits % 2 === 1 ? -(bits - 1) / 2 : bits / 2, length: length + 1 }
  }
}

export function writeVlq(value: number): string {
  let bits = value < 0 ? -value * 2 + 1 : value * 2
  let text = ''
  do {
    const digit = bits % 32
    bits = Math.floor(bits / 32)
    text += DIGITS[bits > 0 ? digit + 32 : digit]
  } while (bits > 0)
  return text
}
