import { transformSync } from 'esbuild'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram } from '../probed-program.js'

/** `one` is called in line 4, and asks the time in line 5 of a file of its own; compiled, both files are one line. */
const MAIN = `interface Unused { a: 1 }
const { one } = require('./src/one.cjs')

for (let n: number = 0; n < 60; n++) one(n % 2)
`
const ONE = `interface Unused { a: 1 }

exports.one = function one(n: number): number {
  // A comment that goes.
  return n + Date.now()
}
`

function compiled(text: string, sourcefile: string): string {
  const { code } = transformSync(text, { loader: 'ts', sourcemap: 'inline', sourcefile, minifyWhitespace: true })
  assert.is(code.trim().split('\n').length, 2, code)
  return code
}

async function placesOf(args: string[]) {
  const files = { 'main.cjs': compiled(MAIN, 'main.ts'), 'src/one.cjs': compiled(ONE, 'one.ts') }
  const { records } = await new ProbedProgram(files, { args: [...args, 'main.cjs'] }).run()
  const site = records.sites.get('src/one.cjs#one')
  const told = JSON.stringify([site?.repeats, site?.evidence])
  return [...told.matchAll(/[\w/.]*?(?:src\/)?(\w+\.[tc]\w*s):(\d+):\d+/g)].map(([, file, line]) => `${file}:${line}`)
}

test('places are those that were written, where node keeps source maps', async () => {
  assert.equal(await placesOf(['--enable-source-maps']), ['main.ts:4', 'one.ts:5'])
})

test('places are those of the file that node ran, where it keeps none', async () => {
  assert.equal(await placesOf([]), ['main.cjs:1', 'one.cjs:1'])
})

test.run()
