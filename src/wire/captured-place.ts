/** A captured variable, or a property of what it holds, that decides results and that somebody writes. */
export interface CapturedPlace {
  /** Of a variable that the file declares outside of all functions. */
  name: string
  property?: string
}

/** As it stands in the source: `locale`, `settings.unit`. */
export function placeText({ name, property }: CapturedPlace): string {
  return property === undefined ? name : `${name}.${property}`
}
