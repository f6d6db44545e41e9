/** A Map that tells -0 from 0, and is faster where its keys are integers. */
import { IntTable } from './int-table.js'

const { is } = Object

/** Keys are equal by SameValue: NaN is NaN, 0 is not -0. */
export class SameValueMap<V extends object> {
  private ints: IntTable<V> | undefined
  private others: Map<unknown, V> | undefined
  private minusZero: V | undefined

  get size(): number {
    return (this.ints?.size ?? 0) + (this.others?.size ?? 0) + (this.minusZero === undefined ? 0 : 1)
  }

  get(key: unknown): V | undefined {
    if (typeof key !== 'number' || (key | 0) !== key) return this.others?.get(key)
    return key === 0 && is(key, -0) ? this.minusZero : this.ints?.get(key)
  }

  set(key: unknown, value: V): void {
    if (is(key, -0)) this.minusZero = value
    else if (isInt(key)) {
      this.ints ??= new IntTable()
      this.ints.set(key, value)
    } else {
      this.others ??= new Map()
      this.others.set(key, value)
    }
  }

  delete(key: unknown): void {
    if (is(key, -0)) this.minusZero = undefined
    else if (isInt(key)) this.ints?.delete(key)
    else this.others?.delete(key)
  }
}

function isInt(key: unknown): key is number {
  return typeof key === 'number' && (key | 0) === key
}
