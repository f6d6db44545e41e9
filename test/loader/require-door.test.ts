import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram } from './probed-program.js'

const MODULES = {
  'package.json': '{ "type": "module" }',
  'main.cjs': `require('./entry.js')`,
  'src/twice.js': `import { one } from './one.mjs'\nimport cjs from './cjs.cjs'
    import { readFileSync } from 'node:fs'
    export const twice = (n) => one(n) + one(n) + cjs.none(n)
    export const text = () => readFileSync(new URL(import.meta.url), 'utf8')`,
  'src/one.mjs': 'export function one(n) { return n }',
  'src/cjs.cjs': 'exports.none = function none() { return 0 }',
}

function counts(entry: string, flags: string[] = []) {
  return new ProbedProgram({ ...MODULES, 'entry.js': entry }, { args: [...flags, 'main.cjs'] }).run()
}

test('what a required ES module imports is seen', async () => {
  const ended = await counts(`import { twice } from './src/twice.js'\ntwice(1); twice(1)`)
  assert.is(ended.exitCode, 0, ended.stderr)
  const sites = ['src/twice.js#twice', 'src/one.mjs#one', 'src/cjs.cjs#none']
  assert.equal(
    sites.map((id) => [ended.count(id), ended.count(id, 'hits')]),
    [
      [2, 1],
      [4, 3],
      [2, 1],
    ],
  )
  assert.equal(ended.records.faults, [])
})

test('a module that is seen so reads its own file as it is, and `fs` is as it was', async () => {
  const ended = await counts(`import fs from 'node:fs'\nimport { text } from './src/twice.js'
    console.log(text() === ${JSON.stringify(MODULES['src/twice.js'])}, fs.openSync.name)`)
  assert.equal([ended.exitCode, ended.stdout], [0, 'true openSync\n'], ended.stderr)
})

test('what the program puts in the place of `fs.openSync` meanwhile stays', async () => {
  const entry = `import fs from 'node:fs'
    const { openSync } = fs
    let opened = 0
    fs.openSync = function own(...list) { opened++; return openSync(...list) }
    setImmediate(() => { fs.readFileSync(new URL('./src/one.mjs', import.meta.url)); console.log(fs.openSync.name, opened) })`
  const ended = await counts(entry)
  assert.equal([ended.exitCode, ended.stdout], [0, 'own 1\n'], ended.stderr)
})

test.run()
