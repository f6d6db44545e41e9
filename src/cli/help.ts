/** Texts around the help that commander makes from the options. */

export const SUMMARY =
  'Finds the functions of a Node program that are worth memoizing: runs your own command in fresh processes, ' +
  'watches what repeats, checks that caching is safe and measures what it saves. None of your files is changed.'

const STREAMED = "show the command's own output on stderr"
/** The half of --verbose that there is to them: these drop no functions, or run nothing. */
export const VERBOSE: Record<string, string> = {
  observe: STREAMED,
  calibrate: STREAMED,
  profile: STREAMED,
  report: 'show in the table why each function was dropped',
}

export const PROGRAM_HELP = `
Examples:
  cache-probe run                             probe the project with npm test
  cache-probe run -- node bench.js            ... with any other command
  cache-probe scan 'src/**/*.js'              list functions, run nothing
  cache-probe calibrate -- npm test           how much noise there is
  cache-probe profile -- npm test             where its time goes
  cache-probe run --resume                    go on after an interruption
  cache-probe report <run-dir>                analyse kept runs again
  node --import cache-probe/loader app.js     hit rates of one run, no driver

Exit codes: 0 done, 2 usage or configuration, 3 could not measure, 70 our fault.`

export const RUN_HELP = `
Examples:
  cache-probe run -- npm test
  cache-probe run --include 'src/**/*.js' -- node bench.js
  cache-probe run --profile production.cpuprofile -- npm test
  cache-probe run --package semver --reporter json=report.json -- npm test

Every finished run is kept: what is interrupted goes on with --resume, as it
was begun. The 20 newest stay, for 30 days, but for those of --run-dir.

Shares (hit rate, saving) are numbers from 0 to 1: 0.05 is 5 %.
Settings may also stand in package.json (key cacheProbe), in
cache-probe.config.json5 or in the environment (CACHE_PROBE_CACHE_SIZE=256).`

export const SCAN_HELP = `
Examples:
  cache-probe scan
  cache-probe scan 'src/**/*.ts' --reporter json`

export const OBSERVE_HELP = `
Examples:
  cache-probe observe -- npm test
  cache-probe observe --package node:path -- node app.js`

export const CALIBRATE_HELP = `
Examples:
  cache-probe calibrate -- npm test
  cache-probe calibrate --pairs 20 --reporter json -- node bench.js

Nothing is cached in any run: what differs is noise.`

export const PROFILE_HELP = `
Examples:
  cache-probe profile -- npm test
  cache-probe profile --output suite.cpuprofile -- node bench.js

All processes and threads are in one profile, which Chrome and editors open.`

export const REPORT_HELP = `
Examples:
  cache-probe report ~/.cache/cache-probe/runs/20260314T150926Z-aBc123
  cache-probe report --reporter json kept-runs

The last line of a report says where its runs are kept. What was measured
cannot be judged by other thresholds: they decide which runs are made.`
