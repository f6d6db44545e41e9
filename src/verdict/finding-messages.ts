/** Every finding about a site in words. */
import type { Scalar } from './site-verdict.js'
import { type Args, bytes, counted, duration, percent } from './wording.js'

const KEY_WORDS: Record<string, string> = {
  structural: 'a key of their content',
  projected: 'a key of what it reads',
}

export const FINDING_MESSAGES = {
  // UNSAFE: seen at run time.
  mismatch: ({ call, stored, fresh, afterCalls }) =>
    `the result differed for the same arguments after ${counted(afterCalls, 'call')}: ${call} gave ${stored}, then ${fresh}`,
  'ttl-bound': ({ soonestMs, changes, agreed }) =>
    `the same arguments gave another result after ${duration(Number(soonestMs) / 1000)} at the earliest (${counted(changes, 'change')}, ${counted(agreed, 'hit')} that agreed): a cache is right only for a shorter time than that`,
  'invalidation-point': ({ place, file, writerLine, writer, times, changes }) =>
    `changed after \`${place}\` was assigned by ${writer}, ${file}:${writerLine} (${times} of ${counted(changes, 'change')}): clear the cache there`,
  'not-cacheable': ({ soonestCalls, changes }) =>
    `not cacheable: the same arguments gave another result after ${counted(soonestCalls, 'call')} at the earliest (${counted(changes, 'change')}), and nothing was seen that it follows`,
  mismatches: ({ count }) => `the result differed for the same arguments in ${counted(count, 'call')}`,
  mutatedResults: ({ count, detail }) =>
    `a caller changes the returned object (${counted(count, 'time')} seen${also(detail)}), and would change it for all callers`,
  mutatedArguments: ({ count, detail }) => `it changes an argument (in ${counted(count, 'call')}${also(detail)})`,
  mutatedThis: ({ count, detail }) => `it changes its object (in ${counted(count, 'call')}${also(detail)})`,
  random: ({ count, detail }) => `it draws random numbers (in ${counted(count, 'call')}${also(detail)})`,
  clock: ({ count, detail }) => `it reads the clock (in ${counted(count, 'call')}${also(detail)})`,
  fileSystem: ({ count, detail }) => `it uses the file system (in ${counted(count, 'call')}${also(detail)})`,
  network: ({ count, detail }) => `it uses the network (in ${counted(count, 'call')}${also(detail)})`,
  console: ({ count, detail }) => `it prints (in ${counted(count, 'call')}${also(detail)})`,
  hostState: ({ count, detail }) =>
    `its arguments or result hold state that node keeps outside of JavaScript (in ${counted(count, 'call')}${also(detail)})`,
  iterators: ({ count }) => `it returns an iterator, which can be read only once (in ${counted(count, 'call')})`,
  culprit: ({ failure }) =>
    `the command fails with only this function cached (3 times of 3, and 0 of 3 without)${also(failure)}`,
  'culprit-together': ({ others, failure }) =>
    `the command fails when this function and ${others} are cached (3 times of 3, and 0 of 3 without)${also(failure)}`,
  'culprit-prints': () =>
    'the command prints something else with only this function cached (3 times of 3, and 0 of 3 without)',
  'culprit-prints-together': ({ others }) =>
    `the command prints something else when this function and ${others} are cached (3 times of 3, and 0 of 3 without)`,

  // From the source: most are certain and UNSAFE, some forbid a cache only where it would pay, some nothing at all.
  'reads-clock': (args) => `reads the clock (${placeOf(args)})`,
  'reads-random': (args) => `reads random numbers (${placeOf(args)})`,
  'reads-stack': (args) => `asks who called it (${placeOf(args)})`,
  'reads-caller': (args) => `asks how it is called (${placeOf(args)})`,
  'changes-later': (args) => `goes on changing what it has returned (${placeOf(args)})`,
  'changes-unfollowed': (args) =>
    `may change anything, as its source is too entangled to be followed (${placeOf(args)})`,
  'does-io': (args) => `does input or output (${placeOf(args)})`,
  'tells-listeners': (args) => `tells whoever listens (${placeOf(args)}): a cache would leave that out`,
  'mutates-argument': (args) => `changes an argument (${placeOf(args)})`,
  'mutates-this': (args) => `changes its object (${placeOf(args)})`,
  'assigns-outer': (args) => `assigns a variable outside of it (${placeOf(args)})`,
  'calls-argument': (args) => `calls a function that it is given (${placeOf(args)}): a cache would leave that call out`,
  'too-large-to-analyse': () => 'its file is too large, or calls are nested too deeply, for its source to be analysed',
  'calls-unknown': (args) => `calls what cannot be looked into (${placeOf(args)})`,
  'mutates-outer': (args) => `changes an object outside of it (${placeOf(args)})`,

  // REJECT: never a candidate.
  generator: () => 'a generator keeps its own position: every call needs a new one',
  constructor: () => 'a constructor makes a new object in every call',
  'no-result': () => 'it never returned a value: it is called for its effect, which a cache would leave out',
  setter: () => 'a setter is called for its effect, not for a result',
  'already-cached': ({ subject, line }) => `it has a cache of its own already (${subject}, line ${line})`,

  // INCONCLUSIVE: not enough seen.
  'private-method': () => 'a private method cannot be replaced, so it was not measured',
  'refers-to-itself': () =>
    'its own body reaches the function object (its own name, arguments.callee, caller), so it was not measured',
  'no-writable-binding': () => 'nothing that could be replaced is bound to it, so it was not measured',
  decorated: () => 'what is called is what its decorator makes of it, so it was not measured',
  'not-loaded': () => 'its module was not seen being loaded by this command',
  'not-instrumented': ({ runner }) =>
    runner === undefined
      ? 'not instrumented: its module was evaluated where it could not be wrapped'
      : `not instrumented: no target file was seen being loaded by ${runner}`,
  'partly-instrumented': () =>
    'partly instrumented: its module was also evaluated where it could not be wrapped, so that calls are missing',
  'never-called': () => 'never called: this workload proves nothing',
  'never-repeats': () => 'no call had the arguments of an earlier one',
  'too-few-calls': ({ calls, minCalls }) =>
    `called ${counted(calls, 'time')}, fewer than ${minCalls}: this workload proves nothing`,
  'closures-untracked': ({ untracked }) =>
    `${counted(untracked, 'closure')} of it were created beyond the limit and not watched`,
  'only-bypassed': ({ bypassed }) => `no cache key could be made for any of its ${counted(bypassed, 'call')}`,
  uncomparable: ({ unknown, checked, detail }) =>
    `${unknown} of ${Number(unknown) + Number(checked)} repeated results could not be compared${also(detail)}: nobody knows whether they were equal`,
  unsettled: ({ hits }) =>
    `none of ${counted(hits, 'repeated promise')} could be compared: they settled after the process had ended, or too late to be looked at`,
  unchecked: ({ hits }) =>
    `none of ${counted(hits, 'repeated result')} could be looked at for the time that others took: nobody knows whether they were equal (--exhaustive)`,
  'not-timed': () => 'its calls were not timed: no room in the budget, interrupted, or the command did not pass then',
  'not-validated': () =>
    'its cache was not measured: too many better candidates, no room in the budget, interrupted, or its runs kept failing',
  'cache-not-active': () => 'its cache was never asked in the runs that should have used it',
  'open-interval': ({ low, high, threshold, of }) =>
    `${of === 'command' ? "the command's saving" : 'the saving'} lies between ${percent(low)} and ${percent(high)}: too wide to say whether it reaches ${percent(threshold)}`,
  'further-pairs': ({ pairs, seconds }) =>
    `about ${counted(pairs, 'further pair')} of runs, some ${duration(Number(seconds))}, would settle it (--repeats, --budget-runs, --budget-seconds)`,
  'too-close': ({ threshold }) =>
    `it is too close to ${percent(threshold)} to be settled by any sensible number of runs`,
  contradicted: ({ low, commandHigh }) =>
    `its calls should save at least ${percent(low)}, but the command saves no more than ${percent(commandHigh)}`,

  unconfirmed: ({ inSiteLow, estimate, low, high }) =>
    `its calls should save at least ${percent(inSiteLow)}, but the command saves ${percent(estimate)} (${percent(low)} to ${percent(high)}) so far: a cache may cost what no call shows`,

  // REJECT: it does not pay.
  'low-hit-rate': ({ hitRate, threshold, followed, calls }) =>
    `hit rate ${percent(hitRate)} at the best size, below ${percent(threshold)}${ofCalls(followed, calls)}`,
  'keys-tried': ({ tried }) => `keys tried: ${tried}`,
  'returns-argument': ({ detail }) =>
    `a key by content is out of the question: it gives back what it is given${also(detail)}`,
  'key-costs-more': ({ strategy, hitCallNs, lookupNs }) =>
    `a repeated call takes ${nanoseconds(hitCallNs)}, making ${KEY_WORDS[String(strategy)]} and looking it up ${nanoseconds(lookupNs)}: the key costs more than the function`,
  'cache-costs-more': ({ hitCallNs, lookupNs }) =>
    `a repeated call takes ${nanoseconds(hitCallNs)} and a look-up ${nanoseconds(lookupNs)}: the cache would cost what it saves`,
  'nested-repeats': () =>
    'its repeats all happen inside repeated calls of other functions: caching those saves the same time',
  'below-floor': ({ saving, floor }) =>
    Number(saving) <= 0
      ? 'hits save nothing beyond what the cache costs'
      : `hits save ${percent(saving)} of the CPU time, below the floor of ${percent(floor)}`,
  'does-not-pay': ({ high, threshold, estimate, from, to, by }) => {
    const [most, least] = [percent(high), percent(threshold)]
    if (estimate === undefined) return `it saves at most ${most} of the command's time, below ${least}`
    const rest = `shows no more: ${percent(estimate)} (${percent(from)} to ${percent(to)})`
    if (by === undefined) return `hits save at most ${most}, below ${least}, and the command ${rest}`
    const other = by === 'CPU' ? 'wall' : 'CPU'
    return `the command saves at most ${most} of its ${by} time, below ${least}, and its ${other} time ${rest}`
  },
  slower: ({ high }) => `the command takes at least ${percent(-Number(high))} longer with the cache`,

  // HOLD.
  'would-pay': ({ saving }) => `it would save about ${percent(saving)}, but not as the code stands`,
  'reads-reassigned-binding': (args) => `reads ${args.subject} (line ${args.line}), ${writtenBy(args)}`,
  'reads-mutated-binding': (args) => `reads ${args.subject} (line ${args.line}), ${writtenBy(args)}`,
  'reads-mutable-parameter': (args) =>
    `reads ${args.subject} of the enclosing function (line ${args.line}), ${writtenBy(args)}`,
  'reads-this-alias': (args) => `reads an object through ${args.subject} (line ${args.line}), ${writtenBy(args)}`,
  'reads-changing-this': (args) => `reads ${args.subject} (line ${args.line}), ${writtenBy(args)}`,
  'result-changed-elsewhere': (args) =>
    `its result (line ${args.line}) is changed by ${writerWithPlace(args)}, and the next caller would get it so: hand out copies`,
  'argument-mutated-elsewhere': (args) => `its argument ${args.subject} (line ${args.line}) is ${writtenBy(args)}`,

  // APPLY.
  'hits-save': ({ estimate, low, high, maxsize, entryBytes }) =>
    `hits save ${percent(estimate)} of the CPU time (${percent(low)} to ${percent(high)}) with maxsize ${maxsize}${room(entryBytes, maxsize)}`,
  'command-saves': ({ estimate, low, high, maxsize, entryBytes }) =>
    `the command saves ${percent(estimate)} of its time (${percent(low)} to ${percent(high)}) with maxsize ${maxsize}${room(entryBytes, maxsize)}`,
  'no-counterexample': ({ hits, keys, followed, calls }) =>
    `no counterexample in ${counted(hits, 'hit')} over ${counted(keys, 'key')}${ofCalls(followed, calls)}`,

  'shared-cache': ({ instances, captured, hitRate, own, maxsize }) =>
    `one cache for all ${counted(instances, 'closure')} of it, ${captured === '' ? 'which capture nothing' : `with what they capture in its key (${captured})`}, would hit ${percent(hitRate)} with maxsize ${maxsize}; one for each hits ${percent(own)}`,

  key: ({ parts, option }) => `key: ${parts}; as code: memoize(fn, { ${option} })`,

  // Alternatives.
  precompute: ({ calls }) =>
    `all ${counted(calls, 'call')} had the same arguments: compute the result once, as a constant`,
  'precompute-by-source': () =>
    'it takes no argument and reads nothing that changes: compute the result once, as a constant',
  hoist: (args) => `call it once before the loop that leads to ${args.place}: its rounds repeat the same call`,
  'hoist-by-source': ({ line }) =>
    `the loop around line ${line} calls it with the same arguments in every round: call it once before the loop`,
  'single-entry': () => 'a cache of one entry is enough: keep the last arguments and their result',
  'weak-map': ({ calls }) =>
    `its one argument was an object in all ${counted(calls, 'call')}: a WeakMap tells it by reference and keeps none alive`,

  // Cautions.
  'content-key': ({ keyNs }) =>
    `its key is worked out anew in each call${keyNs === undefined ? '' : ` (${nanoseconds(keyNs)} with its look-up)`}: right as long as nothing else of its arguments or of \`this\` decides the result`,
  'partly-unkeyable': ({ unkeyable }) =>
    `no key could be made for ${counted(unkeyable, 'call')} (accessors, proxies, more than 512 values): they go past the cache`,
  'shared-mutable-result': ({ results, hits }) =>
    `callers share one object for each key (${counted(results, 'object')}); none changed it in ${counted(hits, 'hit')}; callers outside this run might, or might tell them apart: freeze or copy`,
  'one-key': () => 'every call had the same arguments: computing it once, outside, would do',
  'repeats-in-a-row': (args) =>
    args.place === undefined
      ? 'its hits repeat the call just before: keeping the last result would do'
      : `its hits repeat the call just before, in ${oneLoop(args)}: calling it once before the loop, or keeping the last result, would do`,
  'one-call-site': (args) => `its hits come from ${oneLoop(args)}: other callers may not repeat`,
  'across-processes': ({ memories, processes, seen }) =>
    `the same work is done in ${processes === memories ? `${processes} processes` : `${memories} processes and threads`}: a cache in memory sees only ${percent(seen)} of what repeats`,
  'in-flight-sharing': ({ inFlight, settled }) =>
    `of its hits ${inFlight} join a call that is still under way and ${settled} get what has settled${Number(settled) === 0 ? ': sharing calls that are under way would do, with nothing kept' : ''}`,
  'pending-at-end': ({ promises, hits }) =>
    `${counted(promises, 'promise')} had not settled when the process ended, and ${counted(hits, 'hit')} could not be compared for that`,
  'inside-others': () =>
    'most of its repeats happen inside repeated calls of other functions: where those are cached, this saves little more',
  'object-in-key': ({ calls }) =>
    `${counted(calls, 'call')} had an object for an argument, which the key holds by reference: right only while that object is not modified in place`,
  'large-in-key': ({ calls }) =>
    `${counted(calls, 'call')} had data with many values, or with what cannot be told, which the key holds by reference: right only while it is not modified in place`,
  'may-print': ({ subject, line }) =>
    `prints where no call of this run did (${subject}, line ${line}): a cache prints once for each key`,
  'changes-objects': ({ subject, line }) =>
    `may change an object that it is given (${subject}, line ${line}): every argument was a value so far`,
  'this-in-key': () => '`this` is part of the key: right only while that object is not modified in place',
  'locale-or-time-zone': ({ subject, line }) =>
    `depends on the locale or the time zone (${subject}, line ${line}): clear the cache when they change`,
  'reads-environment': ({ subject, line }) =>
    `reads the environment (${subject}, line ${line}): clear the cache when it changes`,
  'environment-read': ({ count }) =>
    `read the environment during ${counted(count, 'call')}: clear the cache when it changes`,
  'partly-compared': ({ unknown, checked }) =>
    `${unknown} of ${Number(unknown) + Number(checked)} repeated results were too large to compare`,
  'closures-partly-tracked': ({ untracked }) =>
    `${counted(untracked, 'closure')} of it were created beyond the limit and not watched`,
  'more-memory': ({ heapDelta }) =>
    `with the cache the command's processes held ${bytes(Number(heapDelta))} more in memory at their ends`,
  'hit-rate-moved': ({ observed, cached }) =>
    `its hit rate moved between runs: ${percent(observed)} when observed, ${percent(cached)} when cached`,
} satisfies Record<string, (args: Args) => string>

function oneLoop({ place, share, sampled }: Args): string {
  const part = Number(share) === 1 ? 'all' : percent(share)
  return `one loop that leads to ${place} (${part} of ${sampled} sampled hits have the very same stack)`
}

/** With the functions that lead there, where it is not the function itself. */
function placeOf({ subject, line, path }: Args): string {
  return `${subject}, line ${line}${path === undefined ? '' : `, by ${path}`}`
}

function nanoseconds(value: Scalar | undefined): string {
  return `${Math.round(Number(value))} ns`
}

/** Of a cache that is full. */
function room(entryBytes: Scalar | undefined, maxsize: Scalar | undefined): string {
  if (entryBytes === undefined) return ''
  return ` (about ${bytes(Number(entryBytes))} an entry, ${bytes(Number(entryBytes) * Number(maxsize))} when full)`
}

/** Where not all calls of a site were followed. */
function ofCalls(followed: Scalar | undefined, calls: Scalar | undefined): string {
  return calls === undefined ? '' : ` (${followed} of ${calls} calls followed)`
}

function also(detail: Scalar | undefined): string {
  return detail === undefined || detail === '' ? '' : `: ${detail}`
}

function writtenBy(args: Args): string {
  return `written by ${writerWithPlace(args)}: clear the cache there`
}

function writerWithPlace({ writer, writerLine, writerFile }: Args): string {
  return `${writer} (${writerFile === undefined ? `line ${writerLine}` : `${writerFile}:${writerLine}`})`
}
