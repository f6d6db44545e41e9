import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanFiles } from '../../src/scan/scan-files.js'
import { inDirectory } from './directory.js'

/** Verdicts by id. */
async function verdictsIn(files: Record<string, string>): Promise<Record<string, string>> {
  const verdicts: Record<string, string> = {}
  await inDirectory(files, async (root) => {
    const { sites } = await scanFiles({ root, files: Object.keys(files) })
    for (const { id, purity } of sites) {
      assert.ok(purity.reasons.every(({ needs }) => needs === undefined))
      verdicts[id] = purity.verdict
    }
  })
  return verdicts
}

test('a function is pure that calls pure ones of other files, however they are handed on', async () => {
  const verdicts = await verdictsIn({
    'a.js': "import { twice as t } from './b.js'\nexport const f = (x) => t(x) + 1",
    'b.js': "export * from './c.js'",
    'c.js': 'export const twice = (x) => x * 2',
  })
  assert.is(verdicts['a.js#f'], 'pure')
})

test('it stays unknown where they are not, or are not there, or are replaced from outside', async () => {
  const verdicts = await verdictsIn({
    'a.js':
      "import { tick } from './b.js'\nimport { gone } from './gone.js'\nexport const f = (x) => tick(x) + 1\nexport const g = (x) => gone(x) + 1",
    'b.js': 'let n = 0\nexport const tick = (x) => x + ++n',
    'c.cjs': "const lib = require('./d.cjs')\nexports.h = (x) => lib.half(x) + 1",
    'd.cjs': 'exports.half = (x) => x / 2',
    'e.cjs': "const lib = require('./d.cjs')\nexports.use = (half) => { lib.half = half }",
  })
  assert.is(verdicts['a.js#f'], 'unknown')
  assert.is(verdicts['a.js#g'], 'unknown')
  assert.is(verdicts['c.cjs#h'], 'unknown')
})

test('a result is changed or handed on only where it holds nothing of others', async () => {
  const verdicts = await verdictsIn({
    'a.js':
      "import { all, copy } from './b.js'\nexport const f = (x) => { all().push(x) }\nexport const g = (x) => { const c = copy()\n c.push(x)\n return c }",
    'b.js': 'const list = [1]\nexport const all = () => list\nexport const copy = () => [1, 2]',
  })
  assert.is(verdicts['a.js#f'], 'unknown')
  assert.is(verdicts['a.js#g'], 'pure')
})

test('functions of two files that call each other are pure together, and impure together', async () => {
  const verdicts = await verdictsIn({
    'a.js':
      "import { odd, loud } from './b.js'\nexport const even = (n) => !odd(n - 1)\nexport const noisy = (n) => !loud(n - 1)",
    'b.js':
      "import { even, noisy } from './a.js'\nexport const odd = (n) => !even(n - 1)\nexport const loud = (n) => { console.log(n)\n return !noisy(n) }",
  })
  assert.equal(verdicts, { 'a.js#even': 'pure', 'a.js#noisy': 'unknown', 'b.js#odd': 'pure', 'b.js#loud': 'impure' })
})

test.run()
