import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { RewriteCache } from '../../loader/rewrite-cache.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { ProbedProgram } from './probed-program.js'

test('what was written is read, and nothing to rewrite is told from not yet looked at', () => {
  const cache = new RewriteCache(join(temporaryFolder('cache'), 'made-when-needed'))
  assert.is(cache.read('a'), undefined)
  cache.write('a', 'code ü')
  cache.write('b', '')
  assert.equal([cache.read('a'), cache.read('b'), cache.read('c')], ['code ü', '', undefined])
})

test('what was cut off, or grew, is not run, and is written again', () => {
  const folder = temporaryFolder('cache')
  const path = join(folder, 'a')
  const cache = new RewriteCache(folder)
  cache.write('a', 'let code = 1')
  const whole = readFileSync(path, 'utf8')
  for (let length = 0; length < whole.length; length++) {
    truncateSync(path, length)
    assert.is(cache.read('a'), undefined, `${length} bytes`)
    writeFileSync(path, whole)
  }
  writeFileSync(path, whole.replace('1', '10'))
  assert.is(cache.read('a'), undefined)
  cache.write('a', 'let code = 1')
  assert.is(cache.read('a'), 'let code = 1')
})

/** Writes and reads the same three files again and again; prints how many texts were read that nobody wrote. */
const RACER = `const { RewriteCache } = await import(process.argv[1])
const cache = new RewriteCache(process.argv[2])
const textOf = (n) => String(n).repeat(200_000)
const whole = new Set([0, 1, 2, 3, 4, 5, 6, 7].map(textOf))
let [read, broken] = [0, 0]
for (let round = 0; round < 60; round++) {
  const key = 'file' + round % 3
  cache.write(key, textOf(process.argv[3]))
  const text = cache.read(key)
  if (text !== undefined) read++
  if (!whole.has(text)) broken++
}
console.log(read, broken)`

test('of eight processes that write the same files at once, each reads whole texts only', async () => {
  const folder = temporaryFolder('cache')
  const url = new URL('../../loader/rewrite-cache.js', import.meta.url).href
  const printed = Array.from({ length: 8 }, async (_, n) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', RACER, url, folder, String(n)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
    })
    await once(child, 'close')
    return output
  })
  assert.equal(await Promise.all(printed), Array(8).fill('60 0\n'))
  assert.equal(readdirSync(folder).sort(), ['file0', 'file1', 'file2'])
})

test('no draft is left behind', () => {
  const folder = temporaryFolder('cache')
  const cache = new RewriteCache(folder)
  for (let n = 0; n < 20; n++) cache.write('a', `code ${n}`)
  assert.equal(readdirSync(folder), ['a'])
  assert.is(cache.read('a'), 'code 19')
})

test('without a directory, or with one that cannot be, nothing is kept and nothing is thrown', () => {
  const file = join(temporaryFolder('cache'), 'file')
  writeFileSync(file, '')
  for (const directory of [undefined, join(file, 'below'), join(file, '../of/a/run/that/is/over')]) {
    const cache = new RewriteCache(directory)
    cache.write('a', 'code')
    assert.is(cache.read('a'), undefined)
  }
})

test('a directory that may only be read is read', () => {
  const folder = temporaryFolder('cache')
  const cache = new RewriteCache(folder)
  cache.write('a', 'code')
  chmodSync(folder, 0o500)
  try {
    assert.is(cache.read('a'), 'code')
    cache.write('b', 'code')
  } finally {
    chmodSync(folder, 0o700)
  }
})

test('processes that rewrite the same files at the same time all count', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`src/f${n}.cjs`, `exports.f = function f(n) { return n + ${n} }\n`]),
  )
  const requires = Object.keys(files).map((file) => `require('./${file}').f(1)`)
  const probed = new ProbedProgram({
    ...files,
    'one.cjs': requires.join('\n'),
    'main.cjs': `const { spawn } = require('child_process')
      for (let n = 0; n < 8; n++) spawn(process.execPath, ['one.cjs'], { stdio: 'inherit' })`,
  })
  const ended = await probed.run()
  assert.equal([ended.exitCode, ended.stderr], [0, ''])
  for (let n = 0; n < 20; n++) assert.is(ended.count(`src/f${n}.cjs#f`), 8)
  assert.is(ended.records.instrumentedProcesses, 9)
})

test.run()
