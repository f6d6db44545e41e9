import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parameterNames } from '../../../loader/observe/parameter-names.js'

const NAMES: [source: string, names: (string | undefined)[]][] = [
  ['function login(user, password) {}', ['user', 'password']],
  ['(user, password = hash(1, 2), ...rest) => user', ['user', 'password', 'rest']],
  ['token => token', ['token']],
  ['async token => token', ['token']],
  ['async ({ a, b }, c = [1, 2]) => a', [undefined, 'c']],
  ['method(a, { b }, $c) {}', ['a', undefined, '$c']],
  ['get size() { return 1 }', [undefined]],
  ['class A {}', []],
  ["function unclosed(a, b = ')'", []],
  ["function login(user = ')', password) {}", ['user', 'password']],
  ['(a = "\\"),", b = `,)$1)`, password) => a', ['a', 'b', 'password']],
  ['(a = /[)/,]\\)/g, b = 4 / 2, password = c / 3) => a', ['a', 'b', 'password']],
  ['function /* ( */ login(/* ) */ user, // ,)\n password) {}', ['user', 'password']],
  ["['a(b,c'](password) {}", ['password']],
  ['[key(1)](password) {}', ['password']],
]

for (const [source, names] of NAMES) {
  test(`${source} has the parameters ${names.map(String).join(', ')}`, () =>
    assert.equal(parameterNames(source), names))
}

test.run()
