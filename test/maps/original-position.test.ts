import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type TransformOptions, transformSync } from 'esbuild'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { originalPositions } from '../../src/maps/original-position.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

/** `formatPrice` stands in line 6, column 17. */
const SOURCE = `interface Price {
  cents: number
  currency: string
}

export function formatPrice(price: Price): string {
  return price.currency + price.cents
}
`

interface Built {
  root: string
  /** Where `dist/price.js` has the name of its function. */
  at: { file: string; line: number; column: number; name: string }
}

/** A project whose `dist/price.js` was made from `src/price.ts`; `edit` changes what is written. */
function built(options: TransformOptions = {}, edit: (map: Map3) => unknown = (map) => map, url?: string): Built {
  const root = temporaryFolder('maps')
  const { code, map } = transformSync(SOURCE, {
    loader: 'ts',
    sourcemap: 'external',
    sourcefile: '../src/price.ts',
    ...options,
  })
  write(root, 'src/price.ts', SOURCE)
  const text = JSON.stringify(edit(JSON.parse(map)))
  write(root, 'dist/price.js.map', text)
  const data = `data:application/json;base64,${Buffer.from(text).toString('base64')}`
  const reference = url === 'data' ? data : (url ?? 'price.js.map')
  write(root, 'dist/price.js', `${code}//# sourceMappingURL=${reference}\n`)
  return { root, at: nameIn(code) }
}

interface Map3 {
  sources: string[]
  sourcesContent?: string[]
  mappings: string
}

function nameIn(code: string): Built['at'] {
  const before = code.slice(0, code.indexOf('function ') + 'function '.length).split('\n')
  const name = /function (\w+)/.exec(code)?.[1] ?? ''
  return { file: 'dist/price.js', line: before.length, column: (before.at(-1)?.length ?? 0) + 1, name }
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

function originalOf({ root, at }: Built) {
  return originalPositions(root)(at)
}

const FOUND = { file: 'src/price.ts', line: 6, column: 17 }

test('a function of built output is found where it was written, through the file next to it', () => {
  assert.equal(originalOf(built()), FOUND)
})

test('a map inside of the file says the same, in base64 and as text', () => {
  assert.equal(originalOf(built({}, undefined, 'data')), FOUND)
  const { root, at } = built()
  const { code, map } = transformSync(SOURCE, { loader: 'ts', sourcemap: 'external', sourcefile: '../src/price.ts' })
  const url = `data:application/json;charset=utf-8,${encodeURIComponent(map)}`
  write(root, 'dist/price.js', `${code}//# sourceMappingURL=${url}\n//# debugId=0\n\n`)
  assert.equal(originalOf({ root, at }), FOUND)
})

test('a function that was given a short name has its own beside its position', () => {
  const minified = built({ minify: true, format: 'esm', tsconfigRaw: '{}' })
  assert.equal(originalOf(minified), { ...FOUND, name: 'formatPrice' })
})

test('a name that the function still has is not repeated', () => {
  const named = built({ keepNames: true, minifyWhitespace: true }, (map) => ({ ...map, names: ['formatPrice'] }))
  assert.equal(originalOf(named), FOUND)
})

test('a sectioned map is read like any other', () => {
  const sectioned = built({}, (map) => ({
    version: 3,
    sections: [{ offset: { line: 0, column: 0 }, map }],
  }))
  assert.equal(originalOf(sectioned), FOUND)
})

test('a source by its file URL and by the path that webpack gives it is found in the project', () => {
  const { root, at } = built()
  for (const source of [pathToFileURL(join(root, 'src/price.ts')).href, 'webpack://shop/./src/price.ts']) {
    const { map } = transformSync(SOURCE, { loader: 'ts', sourcemap: 'external', sourcefile: 'x.ts' })
    write(root, 'dist/price.js.map', JSON.stringify({ ...JSON.parse(map), sources: [source] }))
    assert.equal(originalOf({ root, at }), FOUND, source)
  }
})

test('a source that was not shipped is named when the map holds its text, and never without', () => {
  const gone = (keep: boolean) => (map: Map3) => ({
    ...map,
    sources: ['../src/gone.ts'],
    ...(keep ? {} : { sourcesContent: undefined }),
  })
  assert.equal(originalOf(built({}, gone(true))), { ...FOUND, file: 'src/gone.ts' })
  assert.is(originalOf(built({}, gone(false))), undefined)
})

test('a file without a map, one that mentions a map in a string, and a builtin have no original position', () => {
  const { root, at } = built()
  write(root, 'dist/price.js', 'function formatPrice() {}\n')
  assert.is(originalOf({ root, at }), undefined)
  write(root, 'dist/price.js', 'function formatPrice() {\n  return `\n//# sourceMappingURL=price.js.map\n`\n}\n')
  assert.is(originalOf({ root, at }), undefined)
  assert.is(originalPositions(root)({ file: 'node:path', line: 1, column: 1, name: 'join' }), undefined)
})

test('a map that is not there says nothing', () => {
  assert.is(originalOf(built({}, undefined, 'elsewhere.js.map')), undefined)
})

test('a map that is not JSON, or JSON of another kind, says nothing', () => {
  const { root, at } = built()
  for (const text of [
    '{ "version": 3,',
    '',
    'null',
    '3',
    '"a"',
    '[]',
    '{}',
    '{"version":3,"mappings":7,"sources":{}}',
  ]) {
    write(root, 'dist/price.js.map', text)
    assert.is(originalOf({ root, at }), undefined, text)
  }
  write(root, 'dist/price.js.map', JSON.stringify({ version: 3, sources: ['../src/price.ts'], mappings: '!!,;€' }))
  assert.is(originalOf({ root, at }), undefined)
  for (const url of [
    'data:application/json;base64,%%%',
    'data:text/plain,x',
    'https://example.com/a.map',
    'http://[',
    '%',
  ]) {
    assert.is(originalOf(built({}, undefined, url)), undefined, url)
  }
})

test('a map whose sources lie outside of the project says nothing', () => {
  for (const source of ['../../elsewhere.ts', '/etc/hosts', 'https://example.com/a.ts', 'webpack://shop/../../a.ts']) {
    assert.is(originalOf(built({}, (map) => ({ ...map, sources: [source] }))), undefined, source)
  }
})

test('a map of another build, which points behind the end of the source, says nothing', () => {
  const { root, at } = built({}, (map) => ({ ...map, sourcesContent: undefined }))
  write(root, 'src/price.ts', '// rewritten since\n')
  assert.is(originalOf({ root, at }), undefined)
  write(root, 'src/price.ts', `${'\n'.repeat(5)}short\n`)
  assert.is(originalOf({ root, at }), undefined)
})

test('a mapping that stands before the name tells its own place, and not the name of something else', () => {
  const { root, at } = built({ minify: true, format: 'esm', tsconfigRaw: '{}' })
  const beside = originalOf({ root, at: { ...at, column: at.column + 1 } })
  assert.is(beside?.line, FOUND.line)
  assert.is(beside?.name, undefined)
})

test.run()
