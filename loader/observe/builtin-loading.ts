/** Learns when a builtin is loaded by the owner's program, so that it is watched without being loaded by us. */
import { syncBuiltinESMExports } from 'node:module'
import type { AnyFunction } from '../armed-site.js'
import { apply } from '../intrinsics.js'
import { unsensed } from './sensing.js'
import { type Holder, inPlaceOf } from './watched-function.js'

type Prepare = (exported: Holder) => void

const waiting = new Map<string, Prepare[]>()
const { getBuiltinModule } = process
// Not in node's types, though public for long: one entry for each internal and public module loaded so far.
const moduleLoadList = (process as unknown as { moduleLoadList: string[] }).moduleLoadList
let seen = 0

/** Calls `prepare` with the exports of builtin `id`, at once if it is loaded already. */
export function watchWhenLoaded(id: string, prepare: Prepare): void {
  const entry = `NativeModule ${id}`
  if (moduleLoadList.includes(entry)) prepare(getBuiltinModule(id) as unknown as Holder)
  else waiting.set(entry, [...(waiting.get(entry) ?? []), prepare])
}

/** To be called before each observed call: catches what `import` loaded, whose bindings are live. */
export function noticeLoaded(): void {
  if (moduleLoadList.length === seen) return
  let prepared = false
  for (; seen < moduleLoadList.length; seen++) {
    const entry = moduleLoadList[seen] as string
    const prepares = waiting.get(entry)
    if (!prepares) continue
    waiting.delete(entry)
    const exported = getBuiltinModule(entry.slice('NativeModule '.length)) as unknown as Holder
    for (const prepare of prepares) prepare(exported)
    prepared = true
  }
  if (prepared) syncBuiltinESMExports()
}

/**
 * `require` of a builtin returns it watched: `const { randomBytes } = require('crypto')` keeps what it took. What loading
 * a module touches is not put down to the call that happened to need it first.
 */
export function noteLoading(Module: Holder): void {
  const load = Module._load as AnyFunction
  Module._load = inPlaceOf(load, {
    act(this: unknown, ...list) {
      const exported = unsensed(() => apply(load, this, list))
      noticeLoaded()
      return exported
    },
  })
}
