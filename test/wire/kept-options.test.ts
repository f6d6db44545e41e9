import { execFileSync } from 'node:child_process'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { keptOptions } from '../../src/wire/kept-options.js'
import { requireOption } from '../../src/wire/require-option.js'

const OURS = requireOption(`/it's "here"/p.cjs`)

/** What `printenv NODE_OPTIONS` prints in the script, once for each time. */
function printed(script: string): string[] {
  const { words } = keptOptions(['sh', '-c', script], OURS)
  const output = execFileSync('sh', words.slice(1), {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_OPTIONS: 'inherited' },
  })
  return output.trim().split('\n')
}

const KEPT: [script: string, expected: string[]][] = [
  ['NODE_OPTIONS=--a printenv NODE_OPTIONS', [`${OURS} --a`]],
  [`NODE_OPTIONS='--a --b' printenv NODE_OPTIONS`, [`${OURS} --a --b`]],
  ['NODE_OPTIONS="--a --b" printenv NODE_OPTIONS', [`${OURS} --a --b`]],
  ['export X=1 NODE_OPTIONS=--a; printenv NODE_OPTIONS', [`${OURS} --a`]],
  ['true && (env NODE_OPTIONS=--a printenv NODE_OPTIONS)', [`${OURS} --a`]],
  ['printenv NODE_OPTIONS; X=1 NODE_OPTIONS=--a printenv NODE_OPTIONS', ['inherited', `${OURS} --a`]],
  ['if true; then NODE_OPTIONS=--a printenv NODE_OPTIONS; fi', [`${OURS} --a`]],
  ['NODE_OPTIONS="$NODE_OPTIONS --a" printenv NODE_OPTIONS', ['inherited --a']],
]

for (const [script, expected] of KEPT) {
  test(`the probe stays in what \`${script}\` sets`, () => {
    assert.equal(printed(script), expected)
    assert.is(keptOptions(['sh', '-c', script], OURS).loses, false)
  })
}

for (const script of [
  'echo NODE_OPTIONS=--a',
  `echo 'x; NODE_OPTIONS=--a' "NODE_OPTIONS=--b"`,
  'cat <<EOF\nNODE_OPTIONS=--a\nEOF',
  'bash -c "NODE_OPTIONS=--a node x"',
  'unset NODE_OPTIONS; node x',
  'env -i PATH=$PATH node x',
  'env A=1 -u B -u NODE_OPTIONS node x',
  'arr=(NODE_OPTIONS=--a node)',
  'NODE_OPTIONS=--a node x; case $x in a|NODE_OPTIONS=--a) node x;; esac',
]) {
  test(`\`${script}\` is left as it is, and said to lose it`, () => {
    assert.equal(keptOptions(['/bin/sh', '-c', script], OURS), { words: ['/bin/sh', '-c', script], loses: true })
  })
}

for (const script of ['node x', 'echo "a\tb"  # it\'s NODE_OPTION\n true', `printf '%s' "\\"" \\; $(date)\r\n`]) {
  test(`${JSON.stringify(script)} is left as it is`, () => {
    assert.equal(keptOptions(['sh', '-c', script], OURS), { words: ['sh', '-c', script], loses: false })
  })
}

test('the text of a shell is found behind its other options', () => {
  const unset = 'unset NODE_OPTIONS; node x'
  for (const options of [
    ['-l', '-c'],
    ['-c', '-l'],
    ['-euo', 'pipefail', '-c'],
    ['--login', '-c', '--'],
  ]) {
    assert.is(keptOptions(['bash', ...options, unset], '--ours').loses, true, options.join(' '))
    const sets = keptOptions(['bash', ...options, 'NODE_OPTIONS=--a node x'], '--ours')
    assert.equal(sets, { words: ['bash', ...options, `NODE_OPTIONS='--ours '--a node x`], loses: false })
  }
  assert.equal(keptOptions(['bash', 'file', '-c', unset], '--ours').loses, false)
})

test('an argument that looks like a pattern or an array takes nothing from the assignment', () => {
  const { words, loses } = keptOptions(['sh', '-c', 'NODE_OPTIONS=--a node x case "y=(1)"'], '--ours')
  assert.equal([words[2], loses], [`NODE_OPTIONS='--ours '--a node x case "y=(1)"`, false])
})

test('every character of a script that sets it is kept', () => {
  const script = `a='x y' NODE_OPTIONS=--a printf "%s\\n" 'it' \\' $((1 + 2)) ;\r\n\t# end`
  const { words } = keptOptions(['sh', '-c', '--', script], '--ours')
  assert.is(words[3], script.replace('NODE_OPTIONS=', `NODE_OPTIONS='--ours '`))
})

test('env and cross-env are given it as arguments', () => {
  assert.equal(keptOptions(['env', 'A=1', 'NODE_OPTIONS=--a', 'node', 'NODE_OPTIONS=--b'], '--ours').words, [
    ...['env', 'A=1', 'NODE_OPTIONS=--ours --a', 'node', 'NODE_OPTIONS=--b'],
  ])
  assert.equal(keptOptions(['env', '-u', 'FOO', 'NODE_OPTIONS=--a', 'node'], '--ours'), {
    words: ['env', '-u', 'FOO', 'NODE_OPTIONS=--ours --a', 'node'],
    loses: false,
  })
  assert.equal(keptOptions(['env', 'A=1', 'sh', '-c', 'NODE_OPTIONS=--a node'], '--ours'), {
    words: ['env', 'A=1', 'sh', '-c', `NODE_OPTIONS='--ours '--a node`],
    loses: false,
  })
})

for (const words of [
  ['-i', 'node'],
  ['-vi', 'node'],
  ['-', 'node'],
  ['--ignore-environment', 'node'],
  ['-u', 'NODE_OPTIONS', 'node'],
  ['-uNODE_OPTIONS', 'node'],
  ['--unset=NODE_OPTIONS', 'node'],
  ['A=1', 'B=2', '-u', 'NODE_OPTIONS', 'node'],
  ['-S', 'NODE_OPTIONS=--a node'],
  ['A=1', 'sh', '-c', 'unset NODE_OPTIONS; node'],
]) {
  test(`\`env ${words.join(' ')}\` is said to lose it`, () => {
    assert.equal(keptOptions(['env', ...words], '--ours'), { words: ['env', ...words], loses: true })
  })
}

test('an argument of the program that env starts loses nothing', () => {
  assert.is(keptOptions(['env', 'A=1', 'sed', '-i', '-u', 'NODE_OPTIONS'], '--ours').loses, false)
})

test.run()
