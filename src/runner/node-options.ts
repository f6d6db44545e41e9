/** Which of node's arguments are options with their values, and where the first operand stands. */

/** Options whose value may be the next word. One that is missing here makes its value look like an operand. */
const WITH_VALUE = new Set([
  ...['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--env-file'],
  ...['--env-file-if-exists', '--input-type', '--title', '--stack-trace-limit', '--max-old-space-size'],
  ...['--test-reporter', '--test-reporter-destination', '--test-name-pattern', '--test-skip-pattern', '--test-shard'],
  ...['--test-timeout', '--test-concurrency', '--test-isolation', '--experimental-test-isolation', '--tsconfig'],
])

/** Index of the script or the first file among the arguments of node; -1: there is none. */
export function operandAt(args: readonly string[]): number {
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string
    if (arg === '--') return at + 1 < args.length ? at + 1 : -1
    if (!arg.startsWith('-')) return at
    if (WITH_VALUE.has(arg)) at += 1
  }
  return -1
}
