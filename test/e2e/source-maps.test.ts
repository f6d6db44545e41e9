import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { observeIn, runIn } from './probe-fixture.js'
import { temporaryFolder } from './temporary-folder.js'

/** `checksum` stands in line 6, column 17. */
const SOURCE = `interface Item {
  text: string
}

/** Sums up what an item says. */
export function checksum(text: string): number {
  let hash = 0
  for (let round = 0; round < 2000; round++) {
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  }
  return hash
}

export const total = (items: Item[]): number => items.reduce((sum, { text }) => sum + checksum(text), 0)
`

const MAIN = `import { checksum, total } from './dist/checksum.js'
for (let call = 0; call < 600; call++) checksum(\`a plain item \${call % 10}\`)
total([{ text: 'once' }])
`

function builtProject(minify: boolean): string {
  const folder = temporaryFolder('built')
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'built', private: true, type: 'module' }))
  writeFileSync(join(folder, 'src/checksum.ts'), SOURCE)
  writeFileSync(join(folder, 'main.js'), MAIN)
  buildSync({
    entryPoints: [join(folder, 'src/checksum.ts')],
    outdir: join(folder, 'dist'),
    sourcemap: true,
    minify,
    format: 'esm',
  })
  return folder
}

const DIST = ['--include', 'dist/**/*.js']

test('ids and lines of built output are those of what ran, and the report says where it was written', async () => {
  const { report, result } = await runIn(builtProject(false), [...DIST, '--reporter', 'table'])
  const found = report?.functions.find(({ id }) => id === 'dist/checksum.js#checksum')
  assert.equal([found?.file, found?.line, found?.column], ['dist/checksum.js', 1, 10])
  assert.equal(found?.original, { file: 'src/checksum.ts', line: 6, column: 17 })
  assert.match(result.stdout, 'dist/checksum.js#checksum')
  assert.match(result.stdout, /^ {4}written in src\/checksum\.ts:6:17$/m)
})

test('a name that was taken away by a minifier is given back', async () => {
  const { report } = await observeIn(builtProject(true), DIST)
  const found = report?.functions.find(({ original }) => original?.line === 6)
  assert.not.equal(found?.name, 'checksum')
  assert.equal(found?.original, { file: 'src/checksum.ts', line: 6, column: 17, name: 'checksum' })
})

test.run()
