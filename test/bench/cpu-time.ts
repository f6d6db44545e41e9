/** CPU time of whole processes, start and end included, as the shell that waited for them has it. */
import { execFileSync } from 'node:child_process'

/** User and system time in ms (steps of 1 ms) of one run of `node` with `args`; throws when it fails. */
export function nodeCpuMs(args: string[], cwd: string, env: NodeJS.ProcessEnv): number {
  const script = 'TIMEFORMAT="%U %S"; time "$0" "$@" 2>&1 >/dev/null'
  const printed = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`, process.execPath, ...args], {
    cwd,
    env,
    encoding: 'utf8',
  })
  // The times come last: what the program itself says on stderr stands before them.
  const [userSeconds, systemSeconds] = (printed.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
  if (userSeconds === undefined || !Number.isFinite(systemSeconds)) throw new Error(`no times in: ${printed}`)
  return (userSeconds + Number(systemSeconds)) * 1000
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2
}

function at(values: number[], index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError('the median of nothing')
  return value
}
