import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readRunnerProject } from '../../src/runner/read-project.js'
import type { RunnerProject } from '../../src/runner/serialisation.js'
import { serialise } from '../../src/runner/serialise.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

const VERSIONS: Record<string, string> = {
  jest: '30.5.2',
  vitest: '4.1.12',
  mocha: '12.0.3',
  ava: '6.4.1',
  tap: '21.1.0',
}

function project(scripts: Record<string, string> = {}, more: Partial<RunnerProject> = {}): RunnerProject {
  return { scripts, scriptsRunHere: true, ignoresScripts: false, versionOf: (name) => VERSIONS[name], env: {}, ...more }
}

/** In a script that npm runs with another text: what its own text is. */
const OWN_TEXT = / npm_lifecycle_script=('(?:[^']|'\\'')*'|[^\s;]+)/g

/** The command line that a serialised command has, the variables first; or the kind of answer. */
function told(command: string, scripts: Record<string, string> = {}, more: Partial<RunnerProject> = {}): string {
  const answer = serialise(command.split(' '), project(scripts, more))
  if (answer.kind !== 'serialised') return answer.kind
  return [...Object.entries(answer.env).map((entry) => entry.join('=')), ...answer.command]
    .join(' ')
    .replaceAll(OWN_TEXT, '')
}

const VITEST_ENVIRONMENT = ['MIN_THREADS', 'MAX_THREADS', 'MIN_FORKS', 'MAX_FORKS', 'MAX_WORKERS']
  .map((name) => `VITEST_${name}=1`)
  .join(' ')

/** What is typed, and what is run instead. */
const DIRECT: [typed: string, run: string][] = [
  ['jest', 'jest --runInBand'],
  ['jest src -t name', 'jest src -t name --runInBand'],
  ['jest -w 3', 'jest -w 3 --maxWorkers=1'],
  ['jest --maxWorkers=50% a', 'jest --maxWorkers=50% a --maxWorkers=1'],
  ['jest -i', 'serial-anyway'],
  ['jest -- a.test.js', 'jest --runInBand -- a.test.js'],
  ['vitest', 'vitest --no-file-parallelism'],
  ['vitest run --pool=threads', 'vitest run --pool=threads --no-file-parallelism'],
  ['vitest run --no-file-parallelism', 'serial-anyway'],
  ['mocha', 'mocha --no-parallel'],
  ['mocha --parallel --jobs 4 test', 'mocha --parallel --jobs 4 test --no-parallel'],
  ['_mocha', '_mocha --no-parallel'],
  ['ava', 'ava --serial'],
  ['ava -c 4', 'ava -c 4 --serial'],
  ['ava -s', 'serial-anyway'],
  ['tap', 'tap --jobs=1'],
  ['tap -j4 test', 'tap -j4 test --jobs=1'],
  ['tap -j 1', 'serial-anyway'],
  ['tap -j1', 'serial-anyway'],
  ['tap -j10', 'tap -j10 --jobs=1'],
  ['node --test', 'node --test-concurrency=1 --test'],
  ['node --test a.test.js b.test.js', 'node --test-concurrency=1 --test a.test.js b.test.js'],
  ['node --test --test-concurrency=4 a.js', 'node --test-concurrency=1 --test a.js'],
  ['node --test --test-concurrency 4 a.js', 'node --test-concurrency=1 --test a.js'],
  ['node --test --test-concurrency=1', 'serial-anyway'],
  ['node --test --test-isolation=none', 'serial-anyway'],
  ['node --import tsx --test a.ts', 'node --test-concurrency=1 --import tsx --test a.ts'],
  ['tsx --test a.ts', 'tsx --test-concurrency=1 --test a.ts'],
  ['uvu tests', 'serial-anyway'],
  ['tape test/*.js', 'serial-anyway'],
  ['jasmine', 'serial-anyway'],
  ['jasmine --parallel=4', 'parallel-unknown'],
  ['node main.js', 'serial-anyway'],
  ['node main.js --test', 'serial-anyway'],
  ['./bench.sh', 'parallel-unknown'],
  ['NODE_ENV=test mocha', 'NODE_ENV=test mocha --no-parallel'],
  ['cross-env NODE_ENV=test CI=1 jest a', 'cross-env NODE_ENV=test CI=1 jest a --runInBand'],
  ['env -u CI NODE_ENV=test jest', 'env -u CI NODE_ENV=test jest --runInBand'],
  ['c8 --reporter tap mocha', 'c8 --reporter tap mocha --no-parallel'],
  ['c8 --all node --test a.js', 'c8 --all node --test-concurrency=1 --test a.js'],
  ['nyc --reporter=text mocha', 'nyc --reporter=text mocha --no-parallel'],
  ['node node_modules/.bin/mocha test', 'node node_modules/.bin/mocha test --no-parallel'],
  ['node -r esm ./node_modules/jest/bin/jest.js', 'node -r esm ./node_modules/jest/bin/jest.js --runInBand'],
  ['./node_modules/.bin/ava', './node_modules/.bin/ava --serial'],
  ['npx mocha', 'npx mocha --no-parallel'],
  ['npx -y jest@29 a', 'npx -y jest@29 a --runInBand'],
  ['npx c8 mocha', 'npx c8 mocha --no-parallel'],
  ['npm exec mocha', 'npm exec -- mocha --no-parallel'],
  ['npm exec mocha -- test', 'npm exec -- mocha test --no-parallel'],
  ['npm exec -- mocha test', 'npm exec -- mocha test --no-parallel'],
  ['pnpm exec vitest run', 'pnpm exec vitest run --no-file-parallelism'],
  ['pnpm mocha', 'pnpm mocha --no-parallel'],
  ['yarn exec mocha', 'yarn exec mocha --no-parallel'],
  ['yarn node --test a.js', 'yarn node --test-concurrency=1 --test a.js'],
  ['npx -c mocha', 'parallel-unknown'],
  ['sh test.sh', 'parallel-unknown'],
  ['turbo run test', 'parallel-unknown'],
]

for (const [typed, run] of DIRECT) {
  test(`${typed} -> ${run}`, () => {
    assert.is(told(typed), run)
  })
}

/** A script that npm runs with another text than its own. */
const inText = (text: string) => `npm exec -c (npm_lifecycle_event=test; ${text})`

/** What is typed, the scripts of package.json, and what is run instead. */
const BEHIND_SCRIPTS: [typed: string, scripts: Record<string, string>, run: string][] = [
  ['npm test', { test: 'mocha' }, 'npm test -- --no-parallel'],
  ['npm t', { test: 'jest --coverage' }, 'npm t -- --runInBand'],
  ['npm test -- a.js', { test: 'mocha' }, 'npm test -- a.js --no-parallel'],
  ['npm test -- -w 2', { test: 'jest' }, 'npm test -- -w 2 --maxWorkers=1'],
  ['npm run --silent unit', { unit: 'NODE_ENV=test ava' }, 'npm run --silent unit -- --serial'],
  ['npm run unit', { unit: 'cross-env A=1 vitest run' }, 'npm run unit -- --no-file-parallelism'],
  ['npm test', { test: 'eslint . && tsc -p . && mocha' }, 'npm test -- --no-parallel'],
  ['npm test', { test: 'eslint "src/**/*.{js,ts}"; mocha 2>&1' }, 'npm test -- --no-parallel'],
  ['npm test', { test: 'npm run build && npm run unit', build: 'tsc', unit: 'jest' }, 'npm test -- -- --runInBand'],
  ['npm test', { test: 'npm run unit -- --reporter dot', unit: 'mocha' }, 'npm test -- --no-parallel'],
  ['npm test', { test: 'pnpm unit', unit: 'mocha' }, 'npm test -- --no-parallel'],
  ['npm test', { test: 'npx mocha' }, 'npm test -- --no-parallel'],
  ['npm test', { test: 'c8 -r text mocha' }, 'npm test -- --no-parallel'],
  ['npm test', { test: 'node --test' }, 'npm test -- --test-concurrency=1'],
  ['npm test', { test: 'node --import tsx --test' }, 'npm test -- --test-concurrency=1'],
  ['npm test', { test: 'node --test test/*.js' }, inText('node --test --test-concurrency=1 test/*.js')],
  ['npm test', { test: 'node --test -- "$A".js' }, inText('node --test --test-concurrency=1 -- "$A".js')],
  ['npm test', { test: 'jest -- a' }, inText('jest --runInBand -- a')],
  ['npm test', { test: 'jest && eslint .' }, inText('jest --runInBand && eslint .')],
  ['npm t', { test: ' ava  2>&1 | tap-spec; true' }, inText(' ava --serial  2>&1 | tap-spec; true')],
  ['npm -s run test', { test: 'npx jest a && ls' }, inText('npx jest a --runInBand && ls').replace('npm', 'npm -s')],
  ['A=1 npm test', { test: 'B=2 c8 jest && true' }, `A=1 ${inText('B=2 c8 jest --runInBand && true')}`],
  ['npm test -- b.js', { test: 'node --test a.js' }, inText('node --test --test-concurrency=1 a.js b.js')],
  ['npm test -- b/*.js', { test: 'ava a && jest' }, inText(`ava a --serial && jest 'b/*.js' --runInBand`)],
  ['npm test', { test: 'npm run unit && eslint .', unit: 'jest' }, inText('npm run unit -- --runInBand && eslint .')],
  ['npm test', { test: 'yarn unit && eslint .', unit: 'ava' }, inText('yarn unit --serial && eslint .')],
  ['npm test', { test: 'jest a && jest b' }, inText('jest a --runInBand && jest b --runInBand')],
  [
    'npm run a:b',
    { 'a:b': 'jest && ls', 'prea:b': 'tsc', 'posta:b': 'echo "x"' },
    'npm exec -c (npm_lifecycle_event=prea:b; tsc) && (npm_lifecycle_event=a:b; jest --runInBand && ls) && (npm_lifecycle_event=posta:b; echo "x")',
  ],
  ['npm test', { test: 'jest', posttest: 'ava && true' }, 'parallel-unknown'],
  ['npm test --ignore-scripts', { test: 'jest && ls' }, 'parallel-unknown'],
  ['npm test', { test: 'npm run unit', unit: 'jest && true' }, 'parallel-unknown'],
  ['pnpm test', { test: 'jest && eslint .' }, 'parallel-unknown'],
  ['node --run test', { test: 'jest && eslint .' }, 'parallel-unknown'],
  ['npm test', { test: 'mocha && eslint .' }, 'MOCHA_OPTIONS=--no-parallel npm test'],
  ['npm test', { test: 'mocha | tap-spec' }, 'MOCHA_OPTIONS=--no-parallel npm test'],
  ['npm test', { test: 'mocha -p && eslint .' }, inText('mocha -p --no-parallel && eslint .')],
  ['npm test', { test: 'vitest run && eslint .' }, `${VITEST_ENVIRONMENT} npm test`],
  ['npm test', { test: 'tap && eslint .' }, 'TAP_JOBS=1 npm test'],
  ['npm test', { test: 'tap -j4 && eslint .' }, inText('tap -j4 --jobs=1 && eslint .')],
  ['npm test', { test: 'mocha && ava' }, 'MOCHA_OPTIONS=--no-parallel npm test -- --serial'],
  ['npm test', { test: 'node main.js', posttest: 'mocha' }, 'MOCHA_OPTIONS=--no-parallel npm test'],
  ['npm test', { test: 'mocha', pretest: 'tsc' }, 'npm test -- --no-parallel'],
  ['npm test', { test: 'run-s lint unit', lint: 'eslint', unit: 'mocha' }, 'MOCHA_OPTIONS=--no-parallel npm test'],
  ['npm test', { test: 'run-p unit e2e', unit: 'mocha', e2e: 'ava' }, 'parallel-unknown'],
  ['npm test', { test: 'mocha $(find test)' }, 'parallel-unknown'],
  ['npm test', { test: 'mocha & ava' }, 'parallel-unknown'],
  ['npm test', { test: 'mocha &&' }, 'parallel-unknown'],
  ['npm test', { test: 'echo "it\'s" && (mocha)' }, 'parallel-unknown'],
  ['npm test', { test: 'npm test' }, 'parallel-unknown'],
  ['npm test', {}, 'parallel-unknown'],
  ['npm test -w a', { test: 'mocha' }, 'parallel-unknown'],
  ['npm --prefix sub test', { test: 'mocha' }, 'parallel-unknown'],
  ['pnpm -r test', { test: 'mocha' }, 'parallel-unknown'],
  ['pnpm test', { test: 'mocha' }, 'pnpm test --no-parallel'],
  ['pnpm run unit a', { unit: 'mocha' }, 'pnpm run unit a --no-parallel'],
  ['yarn test', { test: 'jest' }, 'yarn test --runInBand'],
  ['yarn unit', { unit: 'vitest run' }, 'yarn unit --no-file-parallelism'],
  ['yarn workspaces run test', { test: 'jest' }, 'parallel-unknown'],
  ['node --run test', { test: 'mocha' }, 'node --run test -- --no-parallel'],
  ['node --run=test -- a', { test: 'mocha' }, 'node --run=test -- a --no-parallel'],
  ['npm test', { test: 'uvu -r tsm tests' }, 'serial-anyway'],
  ['npm test', { test: 'tsc && node dist/test.js' }, 'serial-anyway'],
]

for (const [typed, scripts, run] of BEHIND_SCRIPTS) {
  test(`${typed} with ${JSON.stringify(scripts)} -> ${run}`, () => {
    assert.is(told(typed, scripts), run)
  })
}

test("the owner's own MOCHA_OPTIONS are kept", () => {
  const scripts = { test: 'mocha && eslint .' }
  const env = { MOCHA_OPTIONS: '--bail' }
  assert.is(told('npm test', scripts, { env }), 'MOCHA_OPTIONS=--bail --no-parallel npm test')
})

test('a runner too old for its variable is told in the text of the script, one too old for its flag not at all', () => {
  const scripts = { test: 'tap && eslint .', mocha: 'mocha && true' }
  assert.is(told('npm test', scripts, { versionOf: () => '16.3.10' }), inText('tap --jobs=1 && eslint .'))
  assert.match(told('npm run mocha', scripts, { versionOf: () => '9.2.2' }), 'mocha --no-parallel && true')
  assert.is(told('vitest run', {}, { versionOf: () => '0.34.6' }), 'parallel-unknown')
})

test('what cannot be told says which runner, and why', () => {
  assert.equal(serialise(['pnpm', 'test'], project({ test: 'jest && eslint .' })), {
    kind: 'parallel-unknown',
    runner: 'jest',
    why: '--runInBand cannot be handed to jest where it stands in the script; give its own command after --',
  })
  assert.equal(serialise(['npm', 'test'], project({ test: 'mocha `ls`' })), {
    kind: 'parallel-unknown',
    why: 'the script "test" needs a shell to be understood',
  })
})

test('the text of a script is left alone where npm would run it elsewhere, or not by a POSIX shell', () => {
  assert.is(told('npm test', { test: 'jest && eslint .' }, { scriptsRunHere: false }), 'parallel-unknown')
})

test('a script that is run with another text finds its own in its environment', () => {
  const answer = serialise(['npm', 'test'], project({ test: "jest 'a' && ls", pretest: 'tsc' }))
  assert.equal(answer.kind === 'serialised' && answer.command, [
    'npm',
    'exec',
    '-c',
    `(npm_lifecycle_event=pretest npm_lifecycle_script=tsc; tsc) && ` +
      `(npm_lifecycle_event=test npm_lifecycle_script='jest '\\''a'\\'' && ls'; jest 'a' --runInBand && ls)`,
  ])
})

test('the scripts around it are left out where npm is configured to leave them out', () => {
  const scripts = { test: 'jest && ls', pretest: 'tsc', posttest: 'true' }
  assert.is(told('npm test', scripts, { ignoresScripts: true }), inText('jest --runInBand && ls'))
})

test('ignore-scripts is found in the environment and in the project, in this order', () => {
  const folder = temporaryFolder('npmrc')
  const ignores = (env: Record<string, string>) => readRunnerProject(folder, { HOME: folder, ...env }).ignoresScripts
  assert.is(ignores({}), false)
  assert.is(ignores({ npm_config_ignore_scripts: 'true' }), true)
  writeFileSync(join(folder, '.npmrc'), 'audit=false\nignore-scripts = true\n')
  assert.is(ignores({}), true)
  assert.is(ignores({ npm_config_ignore_scripts: 'false' }), false)
})

test('a shell that is typed is told in its own text', () => {
  const answer = serialise(['sh', '-c', 'jest && node --test test/*.js'], project())
  assert.equal(answer.kind === 'serialised' && answer.command, [
    'sh',
    '-c',
    'jest --runInBand && node --test --test-concurrency=1 test/*.js',
  ])
})

test.run()
