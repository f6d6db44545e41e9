import { runInThisContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { FieldReads } from '../../src/scan/scanned-site.js'
import { keyOption, keyParts } from '../../src/verdict/key-code.js'
import { possibleKeys } from '../../src/verdict/possible-keys.js'
import { evidenceWhen } from './case-file.js'

type Known = Extract<FieldReads, { kind: 'known' }>

function printed(reads: Partial<Known>): { parts: string | undefined; option: string | undefined } {
  const known: Known = { kind: 'known', leaves: [], tests: [], parameters: [], counted: false, ...reads }
  const { site } = evidenceWhen({ site: { reads: known } })
  const [key] = possibleKeys(site)
  assert.ok(key)
  return { parts: keyParts(key, site), option: keyOption(key, site) }
}

test('a key of what is read is printed as a function of the parameters that it needs', () => {
  const leaves = [
    { from: 0, path: [] },
    { from: 'this' as const, path: ['options', 'loose'] },
  ]
  assert.equal(printed({ leaves, parameters: ['range', 'unused'] }), {
    parts: 'range, this.options.loose',
    option: 'key(range) { return [range, this.options?.loose] }',
  })
})

test('names that are no identifiers, patterns, tests and the count of arguments find their way into the code', () => {
  const leaves = [{ from: 1, path: ['a-b', 'c'] }]
  const tests = [{ from: 1, path: [] }]
  assert.equal(printed({ leaves, tests, parameters: ['text'], counted: true }), {
    parts: 'arg1["a-b"].c',
    option:
      'key(text, arg1) { return [arg1?.["a-b"]?.c, arg1 && typeof arg1 === "object" ? Object : arg1, arguments.length] }',
  })
})

test('where it counts whether there is an object, the printed key tells one from every other value', () => {
  const { option } = printed({ leaves: [{ from: 0, path: ['a'] }], tests: [{ from: 0, path: [] }], parameters: ['o'] })
  const { key } = runInThisContext(`({ ${option} })`) as { key(o: unknown): [a: unknown, o: unknown] }
  const others = [undefined, null, false, true, 0, 1, '', 'object', Symbol.iterator, () => 0]
  assert.equal(
    others.filter((other) => key(other)[1] === key({})[1]),
    [],
  )
  assert.is(new Set(others.map((other) => key(other)[1])).size, others.length)
  assert.equal(key({ b: 1 }), key({}))
})

test('a key with large data by reference says so', () => {
  const reads: FieldReads = {
    kind: 'known',
    leaves: [0, 1].map((from) => ({ from, path: [] })),
    tests: [],
    parameters: ['all', 'queries'],
    counted: false,
  }
  const { site } = evidenceWhen({ site: { reads } })
  const [, sparing] = possibleKeys(site)
  assert.ok(sparing)
  assert.is(keyOption(sparing, site), 'key(all, queries) { return [all, queries] }, contentUpTo: 32')
  assert.is(keyOption({ ...sparing, strategy: 'structural' }, site), "key: 'structural', contentUpTo: 32")
})

test('parameters of one name, as sloppy code has them, are printed as others', () => {
  const leaves = [0, 1].map((from) => ({ from, path: [] }))
  assert.is(printed({ leaves, parameters: ['a', 'a'] }).option, 'key(arg0, arg1) { return [arg0, arg1] }')
})

test('a function that reads nothing has one key', () => {
  assert.equal(printed({ parameters: ['unused'] }), { parts: 'the same for all calls', option: 'key() { return [] }' })
})

test('where nobody knows what is read, the key is all content; by identity there is nothing to print', () => {
  const { site } = evidenceWhen({ site: { reads: { kind: 'unknown', why: 'eval', line: 1 } } })
  const [key] = possibleKeys(site)
  assert.ok(key)
  assert.equal([keyParts(key, site), keyOption(key, site)], ['all arguments by content', "key: 'structural'"])
  assert.is(keyOption({ strategy: 'identity', leaves: [] }, site), undefined)
})

test.run()
