/** Tells plain data from everything else by its prototype, in whichever realm it was made (test runners make their own). */
import { getOwnPropertyDescriptor, getPrototypeOf, isProxy, ownValue, sourceOf } from '../intrinsics.js'
import { KeyToken } from './key-token.js'

/** Builtins whose content says all that there is to them. */
export type DataTag = 'Object' | 'Array' | 'Date' | 'RegExp' | 'Map' | 'Set' | 'Bytes'

const TAGS: Record<string, DataTag> = {
  Object: 'Object',
  Array: 'Array',
  Date: 'Date',
  RegExp: 'RegExp',
  Map: 'Map',
  Set: 'Set',
  ArrayBuffer: 'Bytes',
  DataView: 'Bytes',
  Buffer: 'Bytes',
}
const TYPED_ARRAY = /^(BigInt|BigUint|Float|Int|Uint)\d+(Clamped)?Array$/
const NATIVE = /\{\s*\[native code\]\s*\}\s*$/

/** Orders of keys that objects of all kinds are told apart by at a glance; objects made as dictionaries have no end of them. */
const MOST_SHAPES = 1024
let shapes = 0

/** One prototype, as a part of the key: data of two realms is not the same. */
export class DataKind extends KeyToken {
  /** The last one met with so many keys: an object and what it holds seldom have as many. */
  private readonly last: (Shape | undefined)[] = []
  private readonly first = new Map<string, ShapeNode>()
  private empty: Shape | undefined

  constructor(readonly tag: DataTag) {
    super()
  }

  /** One token for objects with these keys in this order; undefined: there are too many, so the keys go into the key. */
  shapeOf(names: readonly string[]): Shape | undefined {
    const last = this.last[names.length]
    if (last?.has(names)) return last
    const shape = names.length === 0 ? this.shapeOfEmpty() : this.find(names)
    if (shape !== undefined) this.last[names.length] = shape
    return shape
  }

  private shapeOfEmpty(): Shape {
    this.empty ??= new Shape([])
    return this.empty
  }

  private find(names: readonly string[]): Shape | undefined {
    let level = this.first
    let node: ShapeNode | undefined
    for (const name of names) {
      node = level.get(name)
      if (node === undefined) {
        if (shapes >= MOST_SHAPES) return undefined
        node = { next: new Map(), shape: undefined }
        level.set(name, node)
      }
      level = node.next
    }
    if (node === undefined || (node.shape === undefined && shapes >= MOST_SHAPES)) return node?.shape
    if (node.shape === undefined) shapes++
    node.shape ??= new Shape([...names])
    return node.shape
  }
}

interface ShapeNode {
  next: Map<string, ShapeNode>
  shape: Shape | undefined
}

class Shape extends KeyToken {
  constructor(private readonly names: readonly string[]) {
    super()
  }

  has(names: readonly string[]): boolean {
    const mine = this.names
    if (mine.length !== names.length) return false
    for (let index = 0; index < mine.length; index++) if (mine[index] !== names[index]) return false
    return true
  }
}

const NULL_PROTOTYPE = new DataKind('Object')
const PLAIN = new DataKind('Object')
const LIST = new DataKind('Array')
const { prototype: plainPrototype } = Object
const { prototype: listPrototype } = Array

/** Every other prototype that was met; undefined: its instances are not plain data. */
const known = new WeakMap<object, DataKind | undefined>()

/** `prototype` is not a proxy. undefined: a class, or a builtin with more to it than its content. */
export function dataKind(prototype: object | null): DataKind | undefined {
  if (prototype === plainPrototype) return PLAIN
  if (prototype === listPrototype) return LIST
  if (prototype === null) return NULL_PROTOTYPE
  const kind = known.get(prototype)
  if (kind !== undefined || known.has(prototype)) return kind
  const tag = nativeTag(prototype)
  const fresh = tag === undefined ? undefined : new DataKind(tag)
  known.set(prototype, fresh)
  return fresh
}

function nativeTag(prototype: object): DataTag | undefined {
  if (isProxy(prototype)) return undefined
  const maker = ownValue(prototype, 'constructor')
  if (prototype === Buffer.prototype) return 'Bytes'
  if (typeof maker !== 'function' || isProxy(maker) || ownValue(maker, 'prototype') !== prototype) return undefined
  if (!NATIVE.test(sourceOf(maker))) return undefined
  const name = getOwnPropertyDescriptor(maker, 'name')?.value
  if (typeof name !== 'string' || (name === 'Object' && getPrototypeOf(prototype) !== null)) return undefined
  if (TYPED_ARRAY.test(name)) return 'Bytes'
  return Object.hasOwn(TAGS, name) ? TAGS[name] : undefined
}
