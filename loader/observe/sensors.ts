/**
 * Watches what a function can read or change outside of its arguments: the clock, randomness, files, network, console.
 * Only the synchronous part of a call is watched. `process.env` is left alone: a Proxy there would slow every program.
 */
import fs from 'node:fs'
import Module, { syncBuiltinESMExports } from 'node:module'
import { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } from '../intrinsics.js'
import { noteLoading, watchWhenLoaded } from './builtin-loading.js'
import { fire, type Sensor } from './sensing.js'
import { type Holder, watch, watchAll, watchWhenRead } from './watched-function.js'

/** Builtins that most programs never load: their functions are watched from the moment they are loaded. */
const RANDOM =
  'randomBytes pseudoRandomBytes prng rng randomFill randomFillSync randomInt randomUUID getRandomValues generateKey generateKeySync generateKeyPair generateKeyPairSync'
const LATER: [id: string, sensor: Sensor, names: string | undefined][] = [
  ['crypto', 'random', RANDOM],
  ['fs/promises', 'fileSystem', undefined],
  ['child_process', 'network', 'spawn exec execFile fork spawnSync execSync execFileSync'],
  ['net', 'network', 'connect createConnection createServer'],
  ['tls', 'network', 'connect'],
  ['http', 'network', 'request get'],
  ['https', 'network', 'request get'],
  ['http2', 'network', 'connect'],
  ['dgram', 'network', 'createSocket'],
  ['dns', 'network', 'lookup resolve resolve4 resolve6'],
  ['os', 'environment', 'hostname uptime freemem totalmem loadavg networkInterfaces userInfo'],
]

let installed = false

/** Puts all sensors in place, once for this thread. Best before the owner's modules take functions out of builtins. */
export function installSensors(): void {
  if (installed) return
  installed = true
  watchRealm(globalThis as unknown as Holder)
  watchProcess(process as unknown as Holder)
  watchAll(fs as unknown as Holder, 'fileSystem', 'fs')
  watchWhenRead(fs as unknown as Holder, 'promises', (promises) => watchAll(promises, 'fileSystem', 'fs.promises'))
  watchAll(console as unknown as Holder, 'console', 'console')
  watch(globalThis as unknown as Holder, 'fetch', 'network', 'fetch')
  watchWhenRead(globalThis as unknown as Holder, 'crypto', watchWebCrypto)
  for (const [id, sensor, names] of LATER)
    watchWhenLoaded(id, (exported) => watchAll(exported, sensor, id, names?.split(' ')))
  watchWhenLoaded('crypto', (exported) => watchWhenRead(exported, 'webcrypto', watchWebCrypto))
  noteLoading(Module as unknown as Holder)
  syncBuiltinESMExports()
}

/** Clock and randomness of one global object: a vm context has its own `Date` and `Math`. */
export function watchRealm(realm: Holder): void {
  watch(realm.Math as Holder, 'random', 'random', 'Math.random')
  watchDate(realm)
  const performance = realm.performance as Holder | undefined
  const owner = performance && holderOf(performance, 'now')
  if (owner) watch(owner, 'now', 'clock', 'performance.now')
}

/**
 * `Date` becomes a bound function that notices when it is asked for the present: such a one prints, and tells its source,
 * as a native one does, and is no Proxy, which Node 26 would show. It stays a plain writable property, so that fake
 * timers can replace it, and stays the `constructor` of every date.
 */
function watchDate(realm: Holder): void {
  const descriptor = getOwnPropertyDescriptor(realm, 'Date')
  if (typeof descriptor?.value !== 'function') return
  const original = descriptor.value as DateConstructor
  watch(original as unknown as Holder, 'now', 'clock', 'Date.now')
  const sensing = function (this: unknown, ...list: unknown[]) {
    if (new.target === undefined) {
      fire('clock', 'Date()')
      return apply(original, undefined, [])
    }
    if (list.length === 0) fire('clock', 'new Date()')
    // A class that extends the bound function comes as itself, the bound function as what it is bound to.
    return Reflect.construct(original, list, (new.target as unknown) === sensing ? original : new.target)
  }
  // What `instanceof` asks of a bound function.
  sensing.prototype = original.prototype
  const watched = sensing.bind(undefined)
  for (const key of ownKeys(original)) {
    Reflect.defineProperty(watched, key, getOwnPropertyDescriptor(original, key) as PropertyDescriptor)
  }
  Reflect.defineProperty(realm, 'Date', { ...descriptor, value: watched })
  const { prototype } = original
  const named = getOwnPropertyDescriptor(prototype, 'constructor')
  Reflect.defineProperty(prototype, 'constructor', { ...named, value: watched })
}

function watchProcess(process: Holder): void {
  watch(process.hrtime as Holder, 'bigint', 'clock', 'process.hrtime.bigint')
  for (const name of ['hrtime', 'uptime', 'cpuUsage']) watch(process, name, 'clock', `process.${name}`)
  for (const name of ['cwd', 'chdir', 'memoryUsage']) watch(process, name, 'environment', `process.${name}`)
  for (const name of ['stdout', 'stderr']) {
    watchWhenRead(process, name, (stream) => watch(stream, 'write', 'console', `process.${name}.write`))
  }
}

function watchWebCrypto(crypto: Holder): void {
  for (const name of ['getRandomValues', 'randomUUID']) {
    const owner = holderOf(crypto, name)
    if (owner) watch(owner, name, 'random', `crypto.${name}`)
  }
}

/** The object on the prototype chain that has `key` of its own. */
function holderOf(object: Holder, key: PropertyKey): Holder | undefined {
  for (let link: object | null = object; link !== null; link = getPrototypeOf(link)) {
    if (getOwnPropertyDescriptor(link, key)) return link as Holder
  }
  return undefined
}
