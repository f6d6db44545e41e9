import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { compileTargets, listTargetFiles, matcherOf } from '../../src/scan/target-files.js'

const TREE = [
  'index.js',
  'types.d.ts',
  'view.jsx',
  'view.tsx',
  'data.json',
  '.hidden.js',
  '.config/tool.mjs',
  'src/a.js',
  'src/b.mjs',
  'src/c.cjs',
  'src/d.ts',
  'src/e.mts',
  'src/e.d.mts',
  'src/[id].js',
  'src/deep/er/f.cts',
  'test/a.test.js',
  'node_modules/plain/index.js',
  'node_modules/plain/lib/x.mjs',
  'node_modules/plain/node_modules/inner/index.js',
  'node_modules/@scope/pkg/main.cjs',
  'node_modules/.store/linked@1/node_modules/linked/index.js',
  'packages/one/src/index.js',
]

let root = ''

test.before(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe targets ü-')))
  for (const file of TREE) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  symlinkSync('.store/linked@1/node_modules/linked', join(root, 'node_modules/linked'))
  symlinkSync('../packages/one', join(root, 'node_modules/one'))
})

test.after(() => rmSync(root, { recursive: true }))

function walk(directory = ''): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = directory === '' ? entry.name : `${directory}/${entry.name}`
    return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : []
  })
}

const CASES: { include: string[]; exclude?: string[]; found: string[] }[] = [
  {
    include: ['**/*.{js,mjs,cjs,ts,mts,cts}'],
    exclude: ['**/node_modules/**', 'test/**'],
    found: [
      '.config/tool.mjs',
      '.hidden.js',
      'index.js',
      'packages/one/src/index.js',
      'src/[id].js',
      'src/a.js',
      'src/b.mjs',
      'src/c.cjs',
      'src/d.ts',
      'src/deep/er/f.cts',
      'src/e.mts',
    ],
  },
  { include: ['*'], found: ['.hidden.js', 'index.js'] },
  { include: ['./src/*.js'], found: ['src/[id].js', 'src/a.js'] },
  {
    include: ['src/**', '!src/deep/**', '!**/*.ts'],
    found: ['src/[id].js', 'src/a.js', 'src/b.mjs', 'src/c.cjs', 'src/e.mts'],
  },
  { include: ['src/\\[id\\].js'], found: ['src/[id].js'] },
  { include: ['src/@(a|b).{js,mjs}'], found: ['src/a.js', 'src/b.mjs'] },
  {
    include: ['node_modules/plain/**/*.{js,cjs,mjs}'],
    exclude: ['**/node_modules/**'],
    found: [
      'node_modules/plain/index.js',
      'node_modules/plain/lib/x.mjs',
      'node_modules/plain/node_modules/inner/index.js',
    ],
  },
  {
    include: ['node_modules/@scope/pkg/**'],
    exclude: ['node_modules/**'],
    found: ['node_modules/@scope/pkg/main.cjs'],
  },
  {
    include: ['node_modules/linked/**/*.{js,cjs,mjs}'],
    exclude: ['**/node_modules/**'],
    found: ['node_modules/.store/linked@1/node_modules/linked/index.js'],
  },
  { include: ['node_modules/one/**'], exclude: ['**/node_modules/**'], found: ['packages/one/src/index.js'] },
  { include: ['nothing/**'], found: [] },
]

for (const { include, exclude = [], found } of CASES) {
  test(`${include.join(' ')} without ${exclude.join(' ') || 'nothing'}: the list and the patterns agree`, async () => {
    const patterns = { root, include, exclude }
    assert.equal(await listTargetFiles(patterns), found)
    assert.equal(
      walk()
        .filter(matcherOf(compileTargets(patterns)))
        .sort(),
      found,
    )
  })
}

test.run()
