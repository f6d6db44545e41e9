/** Says where a text stops being JavaScript (or TypeScript whose types can be blanked out). */

export class UnparsableError extends Error {
  /** `line` and `column` are 1-based. */
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
    cause: unknown,
  ) {
    super(message, { cause })
    this.name = 'UnparsableError'
  }
}
