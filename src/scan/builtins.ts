/** What the language's and Node's own functions do, as far as a cache must know. */

/** What calling or reading something does. `fresh` and the like say what a call returns; see {@link RESULT_OF_METHOD}. */
export type Nature = 'pure' | 'reads-clock' | 'reads-random' | 'does-io' | 'reads-environment' | 'locale-or-time-zone'

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}

/** Methods that change their receiver on at least one built-in type. */
export const MUTATING_METHODS = new Set(
  words(`
    push pop shift unshift splice sort reverse fill copyWithin set add delete clear next
    setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds setTime setYear
    setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds
    setInt8 setInt16 setInt32 setUint8 setUint16 setUint32 setFloat32 setFloat64 setBigInt64 setBigUint64
    writeInt8 writeInt16LE writeInt16BE writeInt32LE writeInt32BE writeUInt8 writeUInt16LE writeUInt16BE
    writeUInt32LE writeUInt32BE writeUint8 writeUint32LE writeUint32BE writeFloatLE writeDoubleLE
  `),
)

/** Mutating methods that return their receiver. */
export const RETURNS_RECEIVER = new Set(words('sort reverse fill copyWithin set add'))

/** Methods that return something held by their receiver. */
export const RETURNS_PART = new Set(words('get at find findLast pop shift next'))

/** Methods that return a new container with parts of their receiver in it. */
export const RETURNS_COPY = new Set(
  words('slice concat filter flat toSorted toReversed toSpliced with splice values entries keys'),
)

/** Methods that leave their receiver alone on every built-in type that has them. */
export const HARMLESS_METHODS = new Set(
  words(`
    at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf match matchAll normalize padEnd
    padStart repeat replace replaceAll search slice split startsWith substr substring toLowerCase toUpperCase toString
    trim trimEnd trimStart trimLeft trimRight valueOf isWellFormed toWellFormed anchor
    entries every filter find findIndex findLast findLastIndex flat flatMap forEach join keys map reduce reduceRight
    some values toReversed toSorted toSpliced with subarray
    get has hasOwnProperty isPrototypeOf propertyIsEnumerable
    toExponential toFixed toPrecision
    getTime getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds getUTCMinutes getUTCMonth getUTCSeconds
    toISOString toJSON toUTCString toGMTString
    exec test compile
    then catch finally
    call apply bind
    union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom
    equals compare readInt8 readInt16LE readInt16BE readInt32LE readInt32BE readUInt8 readUInt16LE readUInt16BE
    readUInt32LE readUInt32BE readUint8 getUint8 getUint16 getUint32 getInt8 getInt16 getInt32 getFloat32 getFloat64
  `),
)

/** Methods whose result follows the machine's locale or time zone. */
export const LOCALE_METHODS = new Set(
  words(`
    toLocaleString toLocaleDateString toLocaleTimeString toLocaleLowerCase toLocaleUpperCase localeCompare
    getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTimezoneOffset getYear
    toDateString toTimeString
  `),
)

/** Methods that call the functions given to them with parts of their receiver. */
export const ITERATING_METHODS = new Set(
  words(`
    every filter find findIndex findLast findLastIndex flatMap forEach map reduce reduceRight some sort toSorted
    replace replaceAll then catch finally
  `),
)

/** Global functions that are pure whatever they are given, constructors included; `X.` means every member of X. */
const PURE_GLOBALS = new Set(
  words(`
    Math. JSON. Number Number. String String. Boolean Symbol Symbol. BigInt BigInt. Array Array. Object Object. Reflect.
    RegExp RegExp.escape Date Date.UTC Date.parse parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI escape
    unescape Map Set WeakMap WeakSet WeakRef Map.groupBy Error TypeError RangeError SyntaxError EvalError ReferenceError URIError
    AggregateError Error.captureStackTrace ArrayBuffer ArrayBuffer. SharedArrayBuffer DataView Int8Array Uint8Array
    Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array
    Int8Array. Uint8Array. Uint8ClampedArray. Int16Array. Uint16Array. Int32Array. Uint32Array. Float32Array. Float64Array.
    Buffer Buffer. URL URL. URLSearchParams TextEncoder TextDecoder structuredClone atob btoa Promise Promise. Proxy
    Function.prototype Iterator. undefined
  `),
)

const GLOBAL_NATURE: [pattern: RegExp, nature: Nature][] = [
  [
    /^(Date\.now|performance\.\w+|Temporal\.Now\.\w+|process\.(hrtime|uptime|cpuUsage|memoryUsage|resourceUsage)(\.\w+)?)$/,
    'reads-clock',
  ],
  [/^(Math\.random|crypto\.(getRandomValues|randomUUID|randomBytes))$/, 'reads-random'],
  [/^Intl\./, 'locale-or-time-zone'],
  [/^Array\.fromAsync$/, 'does-io'],
  [
    /^(fetch|alert|confirm|prompt|XMLHttpRequest|WebSocket|setTimeout|setInterval|setImmediate|clearTimeout|clearInterval|clearImmediate|queueMicrotask|requestAnimationFrame)$/,
    'does-io',
  ],
  [/^console\./, 'does-io'],
  [/^process\.(stdout|stderr|stdin|on|once|emit|emitWarning|exit|kill|nextTick|send|chdir|abort)(\.|$)/, 'does-io'],
  [/^(document|localStorage|sessionStorage)\b/, 'does-io'],
  [/^(process|navigator|location)\b/, 'reads-environment'],
]

/** undefined: not known. `path` is a global or a member of one: `Math.random`, `parseInt`. */
export function natureOfGlobal(path: string): Nature | undefined {
  for (const [pattern, nature] of GLOBAL_NATURE) if (pattern.test(path)) return nature
  if (PURE_GLOBALS.has(path) || PURE_GLOBALS.has(`${path.split('.', 1)[0]}.`)) return 'pure'
  return undefined
}

/** Names that are the language's own, so that `var Math = context.Math` is an alias of it. */
export function isLanguageGlobal(name: string): boolean {
  return /^[A-Z]/.test(name) && (natureOfGlobal(name) !== undefined || natureOfGlobal(`${name}.x`) !== undefined)
}

const IO_MODULES = new Set(
  words(`
    fs fs/promises net http https http2 dgram dns dns/promises tls child_process cluster readline readline/promises
    worker_threads repl inspector console sqlite timers timers/promises diagnostics_channel
  `),
)
const PURE_MODULES = new Set(
  words(
    'path path/posix path/win32 url querystring util util/types punycode assert assert/strict buffer string_decoder',
  ),
)

/** undefined: not known. `module` may carry `node:`; `member` is a path such as `promises.readFile`. */
export function natureOfModule(module: string, member: string): Nature | undefined {
  const bare = module.replace(/^node:/, '')
  // Wrappers of the platform's generators keep these names.
  if (/(^|\.)(randomUUID|getRandomValues|randomBytes)$/.test(member)) return 'reads-random'
  if (bare === 'process') return natureOfGlobal(`process.${member}`)
  if (bare === 'perf_hooks') return natureOfGlobal(member)
  if (bare === 'os') return 'reads-environment'
  if (bare === 'crypto') {
    if (/^(webcrypto\.)?(random|getRandomValues|generateKey|pseudoRandom)/.test(member)) return 'reads-random'
    return /^(createHash|createHmac|hash|timingSafeEqual)$/.test(member) ? 'pure' : undefined
  }
  if (bare === 'path' && member === 'resolve') return 'reads-environment'
  if (IO_MODULES.has(bare)) return 'does-io'
  return PURE_MODULES.has(bare) ? 'pure' : undefined
}

/** Functions that change their first argument. */
export const MUTATES_FIRST_ARGUMENT = new Set(
  words(`
    Object.assign Object.defineProperty Object.defineProperties Object.setPrototypeOf Object.freeze Object.seal
    Object.preventExtensions Reflect.set Reflect.defineProperty Reflect.deleteProperty Reflect.setPrototypeOf
    Error.captureStackTrace crypto.getRandomValues
  `),
)

/** Functions that return their first argument. */
export const RETURNS_FIRST_ARGUMENT = new Set(
  words(`Object.assign Object.defineProperty Object.defineProperties Object.setPrototypeOf Object.freeze Object.seal
    Object.preventExtensions Object`),
)

/** Functions that return a new container with parts of their arguments in it. */
export const RETURNS_PARTS_OF_ARGUMENT = new Set(
  words('Object.values Object.entries Object.fromEntries Array.from Array.of Array Object.assign Reflect.ownKeys'),
)
