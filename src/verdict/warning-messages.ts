/** Every warning about the runs in words. */
import { type Args, counted, percent } from './wording.js'

export const WARNING_MESSAGES: Record<string, (args: Args) => string> = {
  'flaky-command': ({ failures, runs, phase }) =>
    `the command failed ${counted(failures, 'time')} in ${counted(runs, `${phase} run`)} and passed when run again: no cache was blamed for it`,
  interrupted: ({ runs }) =>
    `the experiment was interrupted after ${counted(runs, 'run')}: what it left open is not settled (cache-probe run --resume)`,
  'profiles-lost': ({ lost }) =>
    `${counted(lost, 'process')} or ${lost === 1 ? 'thread was' : 'threads were'} ended before ${lost === 1 ? 'its' : 'their'} profile could be written, and ${lost === 1 ? 'is' : 'are'} not in it`,
  'profile-old': ({ file, hours }) =>
    `the profile ${file} is ${counted(hours, 'hour')} old: what it says of hot functions may have changed`,
  'profile-gone': ({ file, gone, functions }) =>
    `${gone} of ${counted(functions, 'function')} in the profile ${file} ${gone === 1 ? 'is' : 'are'} not in the code any more: record it anew (cache-probe profile)`,
  'profile-elsewhere': ({ file }) =>
    `no function of the target files is in the profile ${file}: check --include, or record it of a command that runs them`,
  'no-site-loaded': () =>
    'none of the functions found was seen being loaded by the command: check --include, or give a command that runs them',
  'runner-not-seen': ({ runner }) =>
    `no function of a target file was seen being loaded by ${runner}: either its tests use none that can be wrapped (check --include, and which files were left out), or this version evaluates files in a way that cache-probe cannot see`,
  'not-instrumented': ({ files, named, why, runner }) =>
    `${counted(files, 'target file')} could not be instrumented${runner === undefined ? '' : ` under ${runner}`} (${named}): ${why}`,
  'time-runs-failed': ({ sites }) => `the command did not pass while ${counted(sites, 'function')} were timed`,
  'too-many-survivors': ({ validated, survivors }) =>
    `${counted(survivors, 'function')} promise to pay; only the best ${validated} were measured: narrow --include for the rest`,
  'no-room-for-all': ({ validated, survivors }) =>
    `${counted(survivors, 'function')} ${survivors === 1 ? 'promises' : 'promise'} to pay, and the budget had room to measure ${validated === 0 ? 'none' : `the best ${validated} only`}: raise --budget-runs or --budget-seconds`,
  'budget-spent': ({ open }) =>
    `the budget was spent before ${counted(open, 'function')} ${open === 1 ? 'was' : 'were'} settled: raise --budget-runs or --budget-seconds`,
  'set-fails': ({ functions }) =>
    `the command fails with ${functions} cached together, though not with each alone: cache one at a time`,
  'set-not-measured': () =>
    'what is recommended was not measured together: the budget was spent (--budget-runs, --budget-seconds)',
  'set-slower': ({ high }) =>
    `nothing is recommended: with all of them cached the command takes at least ${percent(-Number(high))} longer`,
  'caches-not-measured': ({ caches }) =>
    `what ${counted(caches, 'cache')} of the program's own ${caches === 1 ? 'saves' : 'save'} was not measured: the budget was spent (--budget-runs, --budget-seconds)`,
  'duet-unsound': ({ why }) =>
    `the two runs of a pair were made at the same time (--duet), and took processor time from each other: ${why}`,
  'lost-pair': ({ sites }) =>
    `a pair of runs for ${sites} was lost: the command kept failing, with the cache and without`,
  'parallel-runner': ({ why }) =>
    `test files may run in parallel while times are taken, which are less certain then: ${why}`,
  inprocess: () =>
    'timed runs were threads of one process, and not processes of their own (isolation): what starting a process takes is added as it was measured once, and what a cache holds in memory is not told',
  'uninstrumented-children': ({ program, times }) =>
    `the command started ${program}${times === undefined ? '' : ` ${times} times`} with an environment of its own: calls in ${times === undefined ? 'that process' : 'those processes'} were not seen`,
  'processes-left': () => 'the command left processes behind; they were ended',
  'file-skipped': ({ file, why }) => `${file} was left out: ${why}`,
  'loader-fault': ({ message }) => `cache-probe disabled itself in a process: ${message}`,
}
