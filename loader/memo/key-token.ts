/** What stands in a key for everything that is no value of the owner's: nothing outside of here can be equal to it. */

let made = 0

export class KeyToken {
  readonly #hash = Math.imul(++made, 0x9e3779b1)

  /** undefined: not one of ours. Asks a proxy nothing. */
  static hashOf(value: object): number | undefined {
    return #hash in value ? value.#hash : undefined
  }

  get hash(): number {
    return this.#hash
  }
}
