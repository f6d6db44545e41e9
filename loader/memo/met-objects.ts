/** Numbers the objects of one key as they are met: one that occurs twice is not two that are alike, and a cycle must end. */

/** Objects that are looked for one by one; more are looked up. */
const FEW_OBJECTS = 16

const NOTHING = {}

export class MetObjects {
  /** Objects beyond are of the past. */
  count = 0
  // Overwritten from the start for each key, as tokens are.
  private readonly objects: object[] = []
  private numbers: Map<object, number> | undefined

  /** The number that it got, from 0; -1: it was not met until now. */
  meet(object: object): number {
    const number = this.numbers === undefined ? this.indexOf(object) : (this.numbers.get(object) ?? -1)
    if (number < 0) this.add(object)
    return number
  }

  /** Lets go of all but the first so many. */
  keep(count: number): void {
    for (let index = count; index < this.count; index++) this.objects[index] = NOTHING
    this.count = count
    this.numbers = undefined
  }

  private add(object: object): void {
    this.objects[this.count] = object
    if (this.numbers === undefined && this.count >= FEW_OBJECTS) {
      this.numbers = new Map()
      for (let index = 0; index < this.count; index++) this.numbers.set(this.objects[index] as object, index)
    }
    this.numbers?.set(object, this.count)
    this.count++
  }

  private indexOf(object: object): number {
    for (let index = 0; index < this.count; index++) if (this.objects[index] === object) return index
    return -1
  }
}
