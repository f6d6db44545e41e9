/**
 * What the language's and Node's own functions do, as far as a cache must know: the one list of it.
 *
 * Sources: ECMA-262 (the draft of 2026) for the language, ECMA-402 (12th edition) for Intl and all methods that take
 * locales, the documentation of Node.js 20 to 26 for its modules and `process`, and for what Node shares with browsers the
 * standards of WHATWG (URL, Encoding, Fetch, Console, HTML) and of the W3C (Performance Timeline, Web Cryptography).
 */

export type Nature = 'pure' | 'reads-clock' | 'reads-random' | 'does-io' | 'reads-environment' | 'locale-or-time-zone'

/** What a call hands back, as to who else has it. */
export type Returned =
  | 'primitive'
  /** New, with nothing of others in it. */
  | 'fresh'
  /** New, with parts of the receiver in it. */
  | 'copy'
  /** New, with parts of the arguments in it. */
  | 'parts'
  /** The object that the method was called on. */
  | 'receiver'
  /** Something that the receiver holds. */
  | 'part'
  | 'first argument'
  /** Something that the first argument holds. */
  | 'part of argument'
  | 'promise'
  /** New, over parts of the receiver. */
  | 'iterator'
  | 'function'

export interface BuiltinGroup {
  /** What has them: '' is the global object, `Map.prototype` what Maps inherit, `node:path` a module. */
  of: string
  /** Divided by white space; `*`: whatever is not named elsewhere. */
  names: string
  /** Absent: pure. */
  nature?: Nature
  /** Absent: not said. */
  returns?: Returned
  /** What else it changes. */
  changes?: 'receiver' | 'first argument'
  /** It calls functions that it is given, with parts of the receiver. */
  calls?: true
  /** Index of the argument that names the locale, with which the default does not matter. */
  locale?: number
  /** The time zone matters too, and is an option. */
  zone?: true
  /** Only where the receiver is surely of that type: the name is as common in other classes. */
  typed?: true
}

const LANGUAGE: BuiltinGroup[] = [
  {
    of: '',
    names: 'Number String Boolean Symbol BigInt parseInt parseFloat isNaN isFinite undefined',
    returns: 'primitive',
  },
  { of: '', names: 'encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape', returns: 'primitive' },
  { of: '', names: 'Map Set WeakMap WeakSet WeakRef Array', returns: 'parts' },
  { of: '', names: 'Object', returns: 'first argument' },
  { of: '', names: 'Date RegExp ArrayBuffer SharedArrayBuffer', returns: 'fresh' },
  {
    of: '',
    names: 'Error TypeError RangeError SyntaxError EvalError ReferenceError URIError AggregateError',
    returns: 'fresh',
  },
  {
    of: '',
    names: 'Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array',
    returns: 'fresh',
  },
  { of: '', names: 'Float16Array Float32Array Float64Array BigInt64Array BigUint64Array', returns: 'fresh' },
  { of: '', names: 'DataView Proxy', returns: 'parts' },
  { of: '', names: 'Promise', returns: 'promise', calls: true },

  {
    of: 'Math',
    names: 'abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1',
    returns: 'primitive',
  },
  {
    of: 'Math',
    names: 'f16round floor fround hypot imul log log10 log1p log2 max min pow round sign',
    returns: 'primitive',
  },
  { of: 'Math', names: 'sin sinh sqrt sumPrecise tan tanh trunc', returns: 'primitive' },
  { of: 'Math', names: 'random', nature: 'reads-random', returns: 'primitive' },
  { of: 'JSON', names: 'stringify rawJSON isRawJSON', returns: 'primitive' },
  { of: 'JSON', names: 'parse', returns: 'fresh' },
  { of: 'Number', names: 'isFinite isInteger isNaN isSafeInteger parseFloat parseInt', returns: 'primitive' },
  { of: 'BigInt', names: 'asIntN asUintN', returns: 'primitive' },
  { of: 'String', names: 'fromCharCode fromCodePoint raw', returns: 'primitive' },
  { of: 'Symbol', names: 'for keyFor', returns: 'primitive' },
  { of: 'Date', names: 'now', nature: 'reads-clock', returns: 'primitive' },
  { of: 'Date', names: 'UTC', returns: 'primitive' },
  { of: 'Date', names: 'parse', returns: 'primitive' },
  { of: 'Temporal.Now', names: '*', nature: 'reads-clock', returns: 'fresh' },
  { of: 'RegExp', names: 'escape', returns: 'primitive' },
  { of: 'Array', names: 'isArray', returns: 'primitive' },
  { of: 'Array', names: 'from of', returns: 'parts', calls: true },
  { of: 'Array', names: 'fromAsync', nature: 'does-io', returns: 'promise' },
  { of: 'ArrayBuffer', names: 'isView', returns: 'primitive' },
  { of: 'Object', names: 'is hasOwn isExtensible isFrozen isSealed', returns: 'primitive' },
  { of: 'Object', names: 'keys getOwnPropertyNames getOwnPropertySymbols', returns: 'fresh' },
  {
    of: 'Object',
    names: 'values entries fromEntries',
    returns: 'parts',
  },
  { of: 'Object', names: 'create getOwnPropertyDescriptor getOwnPropertyDescriptors', returns: 'fresh' },
  { of: 'Object', names: 'getPrototypeOf', returns: 'part of argument' },
  { of: 'Object', names: 'groupBy', returns: 'parts', calls: true },
  {
    of: 'Object',
    names: 'assign defineProperty defineProperties setPrototypeOf',
    returns: 'first argument',
    changes: 'first argument',
  },
  { of: 'Object', names: 'freeze seal preventExtensions', returns: 'first argument', changes: 'first argument' },
  { of: 'Map', names: 'groupBy', returns: 'parts', calls: true },
  { of: 'Reflect', names: 'has isExtensible', returns: 'primitive' },
  { of: 'Reflect', names: 'ownKeys getOwnPropertyDescriptor', returns: 'fresh' },
  { of: 'Reflect', names: 'get getPrototypeOf', returns: 'part of argument' },
  {
    of: 'Reflect',
    names: 'set defineProperty deleteProperty setPrototypeOf preventExtensions',
    returns: 'primitive',
    changes: 'first argument',
  },
  { of: 'Error', names: 'captureStackTrace', returns: 'primitive', changes: 'first argument' },
  { of: 'Error', names: 'isError', returns: 'primitive' },
  { of: 'Promise', names: 'all allSettled any race reject resolve withResolvers', returns: 'promise' },
  { of: 'Promise', names: 'try', returns: 'promise', calls: true },
  { of: 'Iterator', names: 'from concat zip zipKeyed', returns: 'iterator' },
  { of: 'Int8Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Uint8Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Uint8Array', names: 'fromBase64 fromHex', returns: 'fresh' },
  { of: 'Uint8ClampedArray', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Int16Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Uint16Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Int32Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Uint32Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Float32Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Float64Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'BigInt64Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'BigUint64Array', names: 'from of', returns: 'fresh', calls: true },
  { of: 'Atomics', names: 'load isLockFree', returns: 'primitive' },
  {
    of: 'Atomics',
    names: 'add and compareExchange exchange notify or store sub xor',
    returns: 'primitive',
    changes: 'first argument',
  },
  { of: 'Atomics', names: 'wait waitAsync pause', nature: 'reads-clock', returns: 'primitive' },
  // Called, it does nothing.
  { of: 'Function', names: 'prototype', returns: 'primitive' },

  { of: 'Object.prototype', names: 'hasOwnProperty isPrototypeOf propertyIsEnumerable toString', returns: 'primitive' },
  { of: 'Object.prototype', names: 'valueOf', returns: 'receiver' },
  { of: 'Function.prototype', names: 'call apply' },
  { of: 'Function.prototype', names: 'bind', returns: 'function' },
  { of: 'Number.prototype', names: 'toExponential toFixed toPrecision toString', returns: 'primitive' },
  {
    of: 'Number.prototype',
    names: 'toLocaleString',
    nature: 'locale-or-time-zone',
    returns: 'primitive',
    locale: 0,
    zone: true,
  },

  {
    of: 'String.prototype',
    names: 'at charAt charCodeAt codePointAt concat endsWith includes indexOf',
    returns: 'primitive',
  },
  {
    of: 'String.prototype',
    names: 'lastIndexOf normalize padEnd padStart repeat search slice startsWith',
    returns: 'primitive',
  },
  {
    of: 'String.prototype',
    names: 'substr substring toLowerCase toUpperCase trim trimEnd trimStart',
    returns: 'primitive',
  },
  { of: 'String.prototype', names: 'trimLeft trimRight isWellFormed toWellFormed anchor', returns: 'primitive' },
  { of: 'String.prototype', names: 'replace replaceAll', returns: 'primitive', calls: true },
  { of: 'String.prototype', names: 'match split', returns: 'fresh' },
  { of: 'String.prototype', names: 'matchAll', returns: 'iterator' },
  {
    of: 'String.prototype',
    names: 'toLocaleLowerCase toLocaleUpperCase',
    nature: 'locale-or-time-zone',
    returns: 'primitive',
    locale: 0,
  },
  { of: 'String.prototype', names: 'localeCompare', nature: 'locale-or-time-zone', returns: 'primitive', locale: 1 },

  { of: 'Array.prototype', names: 'includes indexOf join lastIndexOf toString', returns: 'primitive' },
  { of: 'Array.prototype', names: 'at', returns: 'part' },
  { of: 'Array.prototype', names: 'concat flat slice toReversed toSpliced with', returns: 'copy' },
  { of: 'Array.prototype', names: 'entries keys values', returns: 'iterator' },
  { of: 'Array.prototype', names: 'every findIndex findLastIndex forEach some', returns: 'primitive', calls: true },
  { of: 'Array.prototype', names: 'filter toSorted', returns: 'copy', calls: true },
  { of: 'Array.prototype', names: 'find findLast', returns: 'part', calls: true },
  { of: 'Array.prototype', names: 'flatMap map reduce reduceRight', calls: true },
  { of: 'Array.prototype', names: 'push unshift', returns: 'primitive', changes: 'receiver' },
  { of: 'Array.prototype', names: 'pop shift', returns: 'part', changes: 'receiver' },
  { of: 'Array.prototype', names: 'splice', returns: 'copy', changes: 'receiver' },
  { of: 'Array.prototype', names: 'copyWithin fill reverse', returns: 'receiver', changes: 'receiver' },
  { of: 'Array.prototype', names: 'sort', returns: 'receiver', changes: 'receiver', calls: true },
  { of: 'Uint8Array.prototype', names: 'subarray', returns: 'part' },
  { of: 'Uint8Array.prototype', names: 'set', returns: 'primitive', changes: 'receiver' },
  { of: 'Uint8Array.prototype', names: 'toBase64 toHex', returns: 'primitive', typed: true },

  { of: 'Map.prototype', names: 'has', returns: 'primitive' },
  { of: 'Map.prototype', names: 'get', returns: 'part' },
  { of: 'Map.prototype', names: 'entries keys values', returns: 'iterator' },
  { of: 'Map.prototype', names: 'forEach', returns: 'primitive', calls: true },
  { of: 'Map.prototype', names: 'set', returns: 'receiver', changes: 'receiver' },
  { of: 'Map.prototype', names: 'clear delete', returns: 'primitive', changes: 'receiver' },
  { of: 'Set.prototype', names: 'has isSubsetOf isSupersetOf isDisjointFrom', returns: 'primitive' },
  { of: 'Set.prototype', names: 'union intersection difference symmetricDifference', returns: 'copy' },
  { of: 'Set.prototype', names: 'add', returns: 'receiver', changes: 'receiver' },
  { of: 'Set.prototype', names: 'clear delete', returns: 'primitive', changes: 'receiver' },
  { of: 'Iterator.prototype', names: 'next', returns: 'part', changes: 'receiver' },
  { of: 'Promise.prototype', names: 'then catch finally', returns: 'promise', calls: true },
  { of: 'RegExp.prototype', names: 'test', returns: 'primitive' },
  { of: 'RegExp.prototype', names: 'exec', returns: 'fresh' },

  {
    of: 'Date.prototype',
    names: 'getTime getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds',
    returns: 'primitive',
  },
  {
    of: 'Date.prototype',
    names: 'getUTCMinutes getUTCMonth getUTCSeconds toISOString toJSON toUTCString',
    returns: 'primitive',
  },
  { of: 'Date.prototype', names: 'toGMTString', returns: 'primitive' },
  {
    of: 'Date.prototype',
    names: 'toLocaleDateString toLocaleTimeString',
    nature: 'locale-or-time-zone',
    returns: 'primitive',
    locale: 0,
    zone: true,
  },
  {
    of: 'Date.prototype',
    names: 'getDate getDay getFullYear getHours',
    nature: 'locale-or-time-zone',
    returns: 'primitive',
  },
  {
    of: 'Date.prototype',
    names: 'getMilliseconds getMinutes getMonth getSeconds getTimezoneOffset getYear',
    nature: 'locale-or-time-zone',
    returns: 'primitive',
  },
  { of: 'Date.prototype', names: 'toDateString toTimeString', nature: 'locale-or-time-zone', returns: 'primitive' },
  { of: 'Date.prototype', names: 'toString', nature: 'locale-or-time-zone', returns: 'primitive', typed: true },
  {
    of: 'Date.prototype',
    names: 'setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds',
    returns: 'primitive',
    changes: 'receiver',
  },
  {
    of: 'Date.prototype',
    names: 'setTime setYear setUTCDate setUTCFullYear setUTCHours setUTCMilliseconds',
    returns: 'primitive',
    changes: 'receiver',
  },
  { of: 'Date.prototype', names: 'setUTCMinutes setUTCMonth setUTCSeconds', returns: 'primitive', changes: 'receiver' },
  {
    of: 'DataView.prototype',
    names: 'getUint8 getUint16 getUint32 getInt8 getInt16 getInt32 getFloat32 getFloat64',
    returns: 'primitive',
  },
  {
    of: 'DataView.prototype',
    names: 'setInt8 setInt16 setInt32 setUint8 setUint16 setUint32 setFloat32 setFloat64',
    returns: 'primitive',
    changes: 'receiver',
  },
  { of: 'DataView.prototype', names: 'setBigInt64 setBigUint64', returns: 'primitive', changes: 'receiver' },
]

const INTERNATIONAL: BuiltinGroup[] = [
  {
    of: 'Intl',
    names: 'NumberFormat Collator PluralRules ListFormat RelativeTimeFormat DisplayNames Segmenter',
    nature: 'locale-or-time-zone',
    returns: 'fresh',
    locale: 0,
  },
  { of: 'Intl', names: 'DurationFormat', nature: 'locale-or-time-zone', returns: 'fresh', locale: 0 },
  { of: 'Intl', names: 'DateTimeFormat', nature: 'locale-or-time-zone', returns: 'fresh', locale: 0, zone: true },
  { of: 'Intl', names: 'Locale getCanonicalLocales', returns: 'fresh' },
  { of: 'Intl', names: '*', nature: 'locale-or-time-zone', returns: 'fresh' },
  { of: 'Intl.NumberFormat.prototype', names: 'format formatRange', returns: 'primitive', typed: true },
  {
    of: 'Intl.NumberFormat.prototype',
    names: 'formatToParts formatRangeToParts resolvedOptions',
    returns: 'fresh',
    typed: true,
  },
  { of: 'Intl.DateTimeFormat.prototype', names: 'format formatRange', returns: 'primitive', typed: true },
  {
    of: 'Intl.DateTimeFormat.prototype',
    names: 'formatToParts formatRangeToParts resolvedOptions',
    returns: 'fresh',
    typed: true,
  },
  { of: 'Intl.Collator.prototype', names: 'compare', returns: 'primitive' },
  { of: 'Intl.Collator.prototype', names: 'resolvedOptions', returns: 'fresh', typed: true },
  { of: 'Intl.PluralRules.prototype', names: 'select selectRange', returns: 'primitive', typed: true },
  { of: 'Intl.PluralRules.prototype', names: 'resolvedOptions', returns: 'fresh', typed: true },
  { of: 'Intl.ListFormat.prototype', names: 'format', returns: 'primitive', typed: true },
  { of: 'Intl.ListFormat.prototype', names: 'formatToParts resolvedOptions', returns: 'fresh', typed: true },
  { of: 'Intl.RelativeTimeFormat.prototype', names: 'format', returns: 'primitive', typed: true },
  { of: 'Intl.RelativeTimeFormat.prototype', names: 'formatToParts resolvedOptions', returns: 'fresh', typed: true },
  { of: 'Intl.DisplayNames.prototype', names: 'of', returns: 'primitive', typed: true },
  { of: 'Intl.Segmenter.prototype', names: 'segment', returns: 'fresh', typed: true },
  { of: 'Intl.Locale.prototype', names: 'maximize minimize', returns: 'fresh', typed: true },
]

const NODE_GLOBALS: BuiltinGroup[] = [
  { of: '', names: 'Buffer URL URLSearchParams TextEncoder TextDecoder structuredClone', returns: 'fresh' },
  { of: '', names: 'atob btoa', returns: 'primitive' },
  {
    of: '',
    names: 'fetch alert confirm prompt XMLHttpRequest WebSocket setTimeout setInterval setImmediate',
    nature: 'does-io',
  },
  {
    of: '',
    names: 'clearTimeout clearInterval clearImmediate queueMicrotask requestAnimationFrame',
    nature: 'does-io',
  },
  { of: 'Buffer', names: 'byteLength compare isBuffer isEncoding', returns: 'primitive' },
  { of: 'Buffer', names: 'alloc concat copyBytesFrom from', returns: 'fresh' },
  // What `allocUnsafe` returns holds whatever the memory held, until it is filled: that is not said here.
  {
    of: 'Buffer.prototype',
    names: 'equals compare readInt8 readInt16LE readInt16BE readInt32LE readInt32BE readUInt8',
    returns: 'primitive',
  },
  {
    of: 'Buffer.prototype',
    names: 'readUInt16LE readUInt16BE readUInt32LE readUInt32BE readUint8',
    returns: 'primitive',
  },
  {
    of: 'Buffer.prototype',
    names: 'writeInt8 writeInt16LE writeInt16BE writeInt32LE writeInt32BE writeUInt8',
    returns: 'primitive',
    changes: 'receiver',
  },
  {
    of: 'Buffer.prototype',
    names: 'writeUInt16LE writeUInt16BE writeUInt32LE writeUInt32BE writeUint8',
    returns: 'primitive',
    changes: 'receiver',
  },
  {
    of: 'Buffer.prototype',
    names: 'writeUint32LE writeUint32BE writeFloatLE writeDoubleLE',
    returns: 'primitive',
    changes: 'receiver',
  },
  { of: 'URL', names: 'canParse', returns: 'primitive' },
  { of: 'URL', names: 'parse', returns: 'fresh' },
  { of: 'TextEncoder.prototype', names: 'encode', returns: 'fresh', typed: true },
  { of: 'TextDecoder.prototype', names: 'decode', returns: 'primitive', typed: true },
  { of: 'URLSearchParams.prototype', names: 'getAll', returns: 'fresh', typed: true },
  { of: 'URLSearchParams.prototype', names: 'append', changes: 'receiver', typed: true },
  { of: 'console', names: '*', nature: 'does-io', returns: 'primitive' },
  { of: 'performance', names: '*', nature: 'reads-clock', returns: 'primitive' },
  { of: 'crypto', names: 'randomUUID randomBytes', nature: 'reads-random', returns: 'primitive' },
  {
    of: 'crypto',
    names: 'getRandomValues',
    nature: 'reads-random',
    returns: 'first argument',
    changes: 'first argument',
  },
  { of: 'process', names: 'hrtime uptime cpuUsage memoryUsage resourceUsage', nature: 'reads-clock' },
  {
    of: 'process',
    names: 'stdout stderr stdin on once emit emitWarning exit kill nextTick send chdir abort',
    nature: 'does-io',
  },
  { of: 'process', names: '*', nature: 'reads-environment' },
  { of: '', names: 'process', nature: 'reads-environment' },
  // In pages, and where a test sets one up.
  { of: '', names: 'document localStorage sessionStorage', nature: 'does-io' },
  { of: 'document', names: '*', nature: 'does-io' },
  { of: 'localStorage', names: '*', nature: 'does-io' },
  { of: 'sessionStorage', names: '*', nature: 'does-io' },
  { of: '', names: 'navigator location', nature: 'reads-environment' },
  { of: 'navigator', names: '*', nature: 'reads-environment' },
  { of: 'location', names: '*', nature: 'reads-environment' },
]

const NODE_MODULES: BuiltinGroup[] = [
  {
    of: 'node:path',
    names: 'basename dirname extname format isAbsolute join matchesGlob normalize toNamespacedPath',
    returns: 'primitive',
  },
  { of: 'node:path', names: 'parse', returns: 'fresh' },
  // They start from the working directory.
  { of: 'node:path', names: 'resolve relative', nature: 'reads-environment', returns: 'primitive' },
  { of: 'node:url', names: 'domainToASCII domainToUnicode fileURLToPath format resolve', returns: 'primitive' },
  { of: 'node:url', names: 'parse urlToHttpOptions URL URLSearchParams', returns: 'fresh' },
  { of: 'node:url', names: 'pathToFileURL', nature: 'reads-environment', returns: 'fresh' },
  { of: 'node:querystring', names: 'encode escape stringify unescape', returns: 'primitive' },
  { of: 'node:querystring', names: 'decode parse', returns: 'fresh' },
  {
    of: 'node:util',
    names: 'format formatWithOptions inspect isDeepStrictEqual stripVTControlCharacters toUSVString',
    returns: 'primitive',
  },
  {
    of: 'node:util',
    names: 'isArray isBuffer isDate isError isRegExp isString isFunction isObject',
    returns: 'primitive',
  },
  { of: 'node:util', names: 'parseArgs', nature: 'reads-environment', returns: 'fresh' },
  { of: 'node:util', names: 'styleText', nature: 'reads-environment', returns: 'primitive' },
  { of: 'node:util', names: 'TextEncoder TextDecoder', returns: 'fresh' },
  { of: 'node:util', names: 'callbackify promisify deprecate', returns: 'function' },
  { of: 'node:util', names: 'inherits', returns: 'primitive', changes: 'first argument' },
  { of: 'node:util', names: 'debug debuglog log', nature: 'does-io' },
  { of: 'node:util', names: '*' },
  { of: 'node:punycode', names: '*', returns: 'primitive' },
  { of: 'node:assert', names: '*', returns: 'primitive' },
  { of: 'node:buffer', names: '*' },
  { of: 'node:string_decoder', names: '*', returns: 'fresh' },
  { of: 'node:zlib', names: 'crc32', returns: 'primitive' },
  {
    of: 'node:zlib',
    names: 'brotliCompressSync brotliDecompressSync deflateRawSync deflateSync gunzipSync gzipSync',
    returns: 'fresh',
  },
  {
    of: 'node:zlib',
    names: 'inflateRawSync inflateSync unzipSync zstdCompressSync zstdDecompressSync',
    returns: 'fresh',
  },
  { of: 'node:crypto', names: 'createHash createHmac hkdfSync pbkdf2Sync scryptSync', returns: 'fresh' },
  { of: 'node:crypto', names: 'hash timingSafeEqual', returns: 'primitive' },
  {
    of: 'node:crypto',
    names: 'randomBytes randomInt randomUUID randomFill randomFillSync pseudoRandomBytes',
    nature: 'reads-random',
  },
  {
    of: 'node:crypto',
    names: 'getRandomValues generateKey generateKeySync generateKeyPair generateKeyPairSync',
    nature: 'reads-random',
  },
  {
    of: 'node:crypto',
    names: 'webcrypto.getRandomValues webcrypto.randomUUID webcrypto.generateKey',
    nature: 'reads-random',
  },
  { of: 'node:crypto.createHash.prototype', names: 'update', returns: 'receiver', changes: 'receiver', typed: true },
  { of: 'node:crypto.createHash.prototype', names: 'digest', returns: 'fresh', changes: 'receiver', typed: true },
  { of: 'node:crypto.createHash.prototype', names: 'copy', returns: 'fresh', typed: true },
  { of: 'node:crypto.createHmac.prototype', names: 'update', returns: 'receiver', changes: 'receiver', typed: true },
  { of: 'node:crypto.createHmac.prototype', names: 'digest', returns: 'fresh', changes: 'receiver', typed: true },
  { of: 'node:os', names: '*', nature: 'reads-environment' },
  ...[
    'fs fs/promises net http https http2 dgram dns dns/promises tls child_process cluster readline readline/promises',
    'worker_threads repl inspector console sqlite timers timers/promises diagnostics_channel',
  ].flatMap((modules) =>
    modules.split(' ').map((module): BuiltinGroup => ({ of: `node:${module}`, names: '*', nature: 'does-io' })),
  ),
]

export const BUILTINS: readonly BuiltinGroup[] = [...LANGUAGE, ...INTERNATIONAL, ...NODE_GLOBALS, ...NODE_MODULES]
