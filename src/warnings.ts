/** Every warning in words: what it means for the figures, and what the owner can do. */
import type { Reason, Scalar } from './verdict/site-verdict.js'

type Args = Record<string, Scalar>

const MESSAGES: Record<string, (args: Args) => string> = {
  'flaky-command': ({ failures, runs }) =>
    `the command failed in ${failures} of ${runs} runs without a cache being the cause; those runs were repeated`,
  'lost-pair': ({ sites }) => `a pair of runs for ${sites} was given up: the command kept failing, and not because of a cache`,
  'too-many-survivors': ({ validated, survivors }) =>
    `${survivors} functions were worth validating; the ${validated} with the largest predicted saving were`,
  'no-site-loaded': () => 'the command loaded none of the target files: mend --include, or run something that uses them',
  'time-runs-failed': ({ sites }) => `the command failed while the calls of ${sites} functions were timed`,
  'processes-left': () => 'a process of the command could not be ended',
  'file-skipped': ({ file, why }) => `${file} was left out: ${why}`,
  'loader-fault': ({ message }) => `the loader switched itself off in a process (please report this): ${message}`,
}

/** @throws {Error} for a code without words, which is a fault of ours. */
export function renderWarning({ code, args }: { code: string; args: Args }): Reason {
  const render = MESSAGES[code]
  if (render === undefined) throw new Error(`no message for the warning ${code}`)
  return { code, args, message: render(args) }
}
