import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Invocation, parseArguments } from '../../src/cli/arguments.js'
import { ProbeError } from '../../src/errors.js'

function parse(...argv: string[]): Invocation {
  return parseArguments(argv, '1.2.3')
}

/** `code: message` of the ProbeError that these words end with. */
function complaint(...argv: string[]): string {
  try {
    parse(...argv)
  } catch (error) {
    if (error instanceof ProbeError) return `${error.code}: ${error.message}`
    throw error
  }
  throw new Error('it did not complain')
}

test('everything after the first -- is the command, later -- included', () => {
  assert.equal(parse('run', '--', 'npm', 'test', '--', '--grep', 'x'), {
    kind: 'run',
    flags: {},
    command: ['npm', 'test', '--', '--grep', 'x'],
  })
})

test('without -- there is no command: the configuration decides', () => {
  assert.equal(parse('run'), { kind: 'run', flags: {}, command: undefined })
  assert.equal(parse('observe', '--'), { kind: 'observe', flags: {}, command: undefined })
})

test('flags carry the names of the settings, unparsed', () => {
  assert.equal(parse('run', '--timeout', '3', '--cache-size=64', '--config', 'c.json5', '--verbose'), {
    kind: 'run',
    flags: { timeoutSeconds: '3', cacheSize: '64', config: 'c.json5', verbose: true },
    command: undefined,
  })
})

test('--no-target switches off what is on where nobody says so', () => {
  assert.equal(parse('run', '--no-target', '--', 'x'), { kind: 'run', flags: { target: false }, command: ['x'] })
  assert.equal(parse('run', '--', 'x'), { kind: 'run', flags: {}, command: ['x'] })
})

test('--help says of a flag that switches something off that it does', () => {
  const help = parse('run', '--help')
  const text = help.kind === 'answer' ? help.text.replace(/\s+/g, ' ') : ''
  assert.match(text, '--no-target do not validate with those test files only')
  assert.match(text, '--no-own-caches do not measure what the caches save')
})

test('--help says of --verbose what it does for that command', () => {
  const told = (kind: string) => {
    const help = parse(kind, '--help')
    return help.kind === 'answer' ? /--verbose([\s\S]*?)\n {2}-/.exec(help.text)?.[1]?.replace(/\s+/g, ' ').trim() : ''
  }
  assert.is(told('observe'), "show the command's own output on stderr")
  assert.is(told('report'), 'show in the table why each function was dropped')
  assert.is(told('run'), `${told('observe')}, and in the table why each function was dropped`)
})

test('profile takes a command and the file to write, which no other does', () => {
  const command = ['npm', 'test']
  assert.equal(parse('profile', '--output', 'x', '--', ...command), {
    kind: 'profile',
    flags: {},
    output: 'x',
    command,
  })
  assert.equal(parse('profile', '--', ...command), { kind: 'profile', flags: {}, command })
  assert.match(complaint('run', '--output', 'x'), "unknown option '--output'")
})

test('calibrate takes a command and the number of its pairs, which run does not', () => {
  assert.equal(parse('calibrate', '--pairs', '4', '--', 'npm', 'test'), {
    kind: 'calibrate',
    flags: { calibrationPairs: '4' },
    command: ['npm', 'test'],
  })
  assert.match(complaint('run', '--pairs', '4'), "unknown option '--pairs'")
})

test('globs and specifiers may follow one flag or several', () => {
  const { flags } = parse('observe', '--include', 'a', 'b', '--include', 'c', '--package', 'semver') as Extract<
    Invocation,
    { kind: 'observe' }
  >
  assert.equal(flags, { include: ['a', 'b', 'c'], package: ['semver'] })
})

test('a reporter takes one word, so that it may be repeated', () => {
  assert.equal(parse('run', '--reporter', 'table', '--reporter', 'json=r.json', '--', 'x'), {
    kind: 'run',
    flags: { reporter: ['table', 'json=r.json'] },
    command: ['x'],
  })
})

test('the globs of scan are includes', () => {
  assert.equal(parse('scan', 'src/*.js', 'lib/*.js'), { kind: 'scan', flags: { include: ['src/*.js', 'lib/*.js'] } })
  assert.equal(parse('scan'), { kind: 'scan', flags: {} })
})

test('a run may be kept in a directory, or go on in one that was left: by name or the newest', () => {
  const run = { kind: 'run', flags: {}, command: undefined }
  assert.equal(parse('run', '--run-dir', 'kept'), { ...run, runDir: 'kept' })
  assert.equal(parse('run', '--resume'), { ...run, resume: true })
  assert.equal(parse('run', '--resume', '--seed', '3'), { ...run, flags: { seed: '3' }, resume: true })
  assert.equal(parse('run', '--resume', 'kept', '--', 'x'), { ...run, command: ['x'], resume: 'kept' })
  assert.match(complaint('run', '--run-dir', 'a', '--resume'), 'unknown-option: --run-dir is for a new run')
})

test('a report names its directory, and the reporters', () => {
  const flags = { reporter: ['json'] }
  assert.equal(parse('report', '--reporter', 'json', 'kept'), { kind: 'report', runDir: 'kept', flags })
  assert.match(complaint('report'), "unknown-option: missing required argument 'run-dir'")
})

test('a command without -- gets the line that would have worked', () => {
  assert.is(
    complaint('run', 'npm', 'test', '--watch'),
    'command-without-dashes: "npm test --watch" stands where options are read: put -- before the command, cache-probe run -- npm test --watch',
  )
})

test('an option before the subcommand is told where it belongs', () => {
  assert.match(
    complaint('--reporter', 'json'),
    'unknown-option: say first what to do, then how: cache-probe run --reporter json. See cache-probe --help.',
  )
})

test('an unknown option is named with the nearest one', () => {
  assert.is(
    complaint('run', '--inclde', 'a'),
    "unknown-option: unknown option '--inclde' (Did you mean --include?). See cache-probe --help.",
  )
})

test('--json is told how JSON is asked for', () => {
  assert.is(
    complaint('observe', '--json'),
    "unknown-option: unknown option '--json'. JSON is written by --reporter json. See cache-probe --help.",
  )
})

test('an unknown command is named with those that there are', () => {
  assert.is(
    complaint('npm', 'test'),
    "unknown-option: unknown command 'npm'. Commands are run, report, scan, observe, calibrate and profile: cache-probe run -- npm test.",
  )
})

test('an option without its value is named', () => {
  assert.match(complaint('run', '--seed'), "option '--seed <number>' argument missing")
})

test('without any word the shortest useful line is shown', () => {
  assert.match(complaint(), 'unknown-option: Say what to do: cache-probe run -- npm test.')
  assert.match(complaint('--', 'npm', 'test'), 'unknown-option: Say what to do: cache-probe run -- npm test.')
})

test('--version answers with the version alone', () => {
  assert.equal(parse('--version'), { kind: 'answer', text: '1.2.3\n' })
})

test('every help text fits 80 columns and gives examples', () => {
  for (const words of [[], ['run'], ['report'], ['scan'], ['observe'], ['calibrate']]) {
    const answer = parse(...words, '--help') as Extract<Invocation, { kind: 'answer' }>
    assert.match(answer.text, `\n  cache-probe ${words[0] ?? 'run'}`)
    for (const line of answer.text.split('\n')) assert.ok(line.length <= 80, line)
  }
})

test.run()
