import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { RunnerProject } from '../../src/runner/serialisation.js'
import { howFilesRun, targetFiles } from '../../src/runner/target.js'

const VERSIONS: Record<string, string> = { tap: '21.1.0' }

function project(scripts: Record<string, string> = {}, more: Partial<RunnerProject> = {}): RunnerProject {
  return { scripts, scriptsRunHere: true, ignoresScripts: false, versionOf: (name) => VERSIONS[name], env: {}, ...more }
}

const OWN_TEXT = / npm_lifecycle_script=('(?:[^']|'\\'')*'|[^\s;]+)/g

/** What is run for two of the files, or why all of them are. */
function told(
  command: string,
  { scripts = {}, serial = true, files = ['test/a.js', 'test/b.js'], others = [] as string[] } = {},
): string {
  const answer = targetFiles(command.split(' '), project(scripts), { files, others }, serial)
  if (answer.kind === 'whole') return answer.why
  return [...Object.entries(answer.env).map((entry) => entry.join('=')), ...answer.command]
    .join(' ')
    .replaceAll(OWN_TEXT, '')
}

/** What is typed, and what is run instead. */
const DIRECT: [typed: string, run: string][] = [
  ['node --test', 'node --test-concurrency=1 --test test/a.js test/b.js'],
  ['node --test test/', 'node --test-concurrency=1 --test test/a.js test/b.js'],
  [
    'node --import ./x.js --test test/a.js test/b.js test/c.js',
    'node --test-concurrency=1 --import ./x.js --test test/a.js test/b.js',
  ],
  ['c8 node --test test/*.js', 'c8 node --test-concurrency=1 --test test/a.js test/b.js'],
  ['tap', 'tap test/a.js test/b.js --jobs=1'],
  ['tap -R dot test/*.js', 'tap -R dot test/a.js test/b.js --jobs=1'],
  ['tap -c test/*.js', 'tap -c test/a.js test/b.js --jobs=1'],
  ['npx tap --no-coverage test', 'npx tap --no-coverage test/a.js test/b.js --jobs=1'],
]

const JEST = '--runTestsByPath test/a.js test/b.js'

/** Runners that run several files in one process: what is typed, and what is run instead. */
const TOGETHER: [typed: string, run: string][] = [
  ['mocha', 'mocha test/a.js test/b.js --no-parallel'],
  ['mocha -r ./setup.js --recursive test/**/*.js', 'mocha -r ./setup.js --recursive test/a.js test/b.js --no-parallel'],
  ['nyc mocha test', 'nyc mocha test/a.js test/b.js --no-parallel'],
  ['jest', `jest ${JEST} --runInBand`],
  ['jest --coverage unit', `jest --coverage ${JEST} --runInBand`],
  ['npx jest -c jest.config.js', `npx jest -c jest.config.js ${JEST} --runInBand`],
  ['vitest run', 'vitest run test/a.js test/b.js --no-file-parallelism'],
  ['vitest --run -c vite.config.ts src', 'vitest --run -c vite.config.ts test/a.js test/b.js --no-file-parallelism'],
  ['ava', 'ava test/a.js test/b.js --serial'],
  ['ava --timeout 10s test/**/*.js', 'ava --timeout 10s test/a.js test/b.js --serial'],
  ['jasmine --config=jasmine.json', 'jasmine --config=jasmine.json test/a.js test/b.js'],
  ['jasmine spec/*.js', 'jasmine test/a.js test/b.js'],
  ['uvu', 'uvu . ^(test/a\\.js|test/b\\.js)$'],
  ['uvu -r esm test \\.js$', 'uvu -r esm test ^(a\\.js|b\\.js)$'],
  ['tape -r ts-node/register test/*.js', 'tape -r ts-node/register test/a.js test/b.js'],
  ['node --test --test-isolation=none', 'node --test --test-isolation=none test/a.js test/b.js'],
]

for (const [typed, run] of TOGETHER) test(`${typed} runs two files as ${run}`, () => assert.is(told(typed), run))

test('mocha is told to ignore other files that were loaded, which its configuration may name', () => {
  assert.is(
    told('mocha', { others: ['test/c.js'] }),
    'mocha test/a.js test/b.js --ignore=test/c.js --ignore=./test/c.js --no-parallel',
  )
  assert.is(told('tape test/*.js', { others: ['test/c.js'] }), 'tape test/a.js test/b.js')
})

test('the pattern for uvu is one word of a script', () => {
  assert.is(
    told('npm test', { scripts: { test: 'uvu test && echo done' } }),
    "npm exec -c (npm_lifecycle_event=test; uvu test '^(a\\.js|b\\.js)$' && echo done)",
  )
})

/** What says otherwise which tests are run, or may take a file for its value, or does not hold the files. */
const REFUSED = [
  ...[
    'mocha --spec=test',
    'mocha --watch',
    'mocha --unknown test/*.js',
    'mocha -p test/tsconfig.json',
    'mocha -- test',
  ],
  ...[
    'jest --onlyChanged',
    'jest --shard=1/2',
    'jest --reporters default',
    'jest --unknown',
    'jest --testPathPattern=a',
  ],
  ...['vitest bench', 'vitest related src/a.js', 'vitest run --shard=1/2', 'vitest run --silent', 'vitest -w'],
  ...['ava debug test/a.js', 'ava --watch', 'jasmine init', 'jasmine -v', 'jasmine NODE_ENV=test', 'tape --unknown'],
  ...['uvu --cwd packages test', 'uvu -b', 'node --test --watch'],
]

for (const typed of REFUSED) {
  const runner = typed.startsWith('node') ? 'node --test' : typed.split(' ')[0]
  test(`${typed} is left as it is`, () => {
    assert.is(told(typed), `${runner} cannot be told some of its files with these arguments`)
  })
}

test('more files than a command line has room for are not told', () => {
  const files = Array.from({ length: 3000 }, (_, index) => `test/${index}.test.js`)
  assert.is(told('tape', { files }), 'tape cannot be told these files alone')
})

test('files outside of the folder that uvu is given cannot be told', () => {
  assert.is(told('uvu lib'), 'uvu cannot be told these files alone')
  assert.is(told('uvu test', { files: ['/elsewhere/a.js'] }), 'uvu cannot be told these files alone')
})

test('whether files share a process is known of the runner and its arguments', () => {
  const run = (command: string) => howFilesRun(command.split(' '), project())
  assert.is(run('node --test'), 'apart')
  assert.is(run('tap'), 'apart')
  assert.is(run('node --test --test-isolation=none'), 'together')
  for (const runner of ['mocha', 'jest', 'vitest', 'ava', 'jasmine', 'uvu', 'tape']) assert.is(run(runner), 'together')
  assert.is(run('lab'), undefined)
  assert.is(run('node main.js'), undefined)
})

for (const [typed, run] of DIRECT) test(`${typed} runs two files as ${run}`, () => assert.is(told(typed), run))

test('without a wish for one file at a time none is added', () => {
  assert.is(told('node --test test/', { serial: false }), 'node --test test/a.js test/b.js')
})

test('in a script the files stand where the patterns stood, and the flag in front of them', () => {
  const scripts = { test: 'eslint . && node --test test/*.js lib/**/*.test.js && echo done' }
  assert.is(
    told('npm test', { scripts }),
    'npm exec -c (npm_lifecycle_event=test; eslint . && node --test --test-concurrency=1 test/a.js test/b.js  && echo done)',
  )
})

test('a script that names no file gets them as arguments', () => {
  assert.is(told('npm test', { scripts: { test: 'tap' } }), 'npm test -- test/a.js test/b.js --jobs=1')
  assert.is(told('yarn test', { scripts: { test: 'tap' } }), 'yarn test test/a.js test/b.js --jobs=1')
})

test('a script that names files behind a manager that cannot run another text runs all of them', () => {
  const why = 'the files cannot be handed to tap where it stands in the script'
  assert.is(told('yarn test', { scripts: { test: 'tap test/*.js' } }), why)
})

test('what cannot be told runs whole, and why', () => {
  assert.is(told('node main.js'), 'no test runner that is known was found in the command')
  assert.is(told('turbo test'), 'what turbo runs cannot be told')
  assert.is(told('npm test', { scripts: { test: 'tap && tap' } }), 'the command runs several test runners')
  assert.is(told('node --test --test-shard=1/2'), 'node --test cannot be told some of its files with these arguments')
  assert.is(told('node --test', { files: ['test/[id].js'] }), 'node --test may take test/[id].js for a pattern')
})

test('a word behind an option that may take it, such as a file to be written, is not taken for a test file', () => {
  const tap = 'tap cannot be told some of its files with these arguments'
  const node = 'node --test cannot be told some of its files with these arguments'
  assert.is(told('tap -o out.tap test/*.js'), tap)
  assert.is(told('tap --output-file out.tap test/*.js'), tap)
  assert.is(told('node --test --redirect-warnings warnings.log test/*.js'), node)
})

test.run()
