import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Loaded, rewriteLoaded } from '../../loader/rewrite-loaded.js'
import { Targets } from '../../loader/run-config.js'
import { SourceRewriter } from '../../loader/source-rewriter.js'
import type { RunConfig } from '../../src/wire/run-config.js'

const config = { root: '/project', targets: { include: ['^src/'], exclude: [] }, sites: {} } as unknown as RunConfig
const targets = new Targets(config)
const seen = { rewrite: (source: object) => `rewritten ${JSON.stringify(source)}` } as unknown as SourceRewriter

function load(url: string, loaded: Loaded): Loaded {
  return rewriteLoaded(url, loaded, targets, seen)
}

test('a target is rewritten whatever its source comes as, and TypeScript comes out as a module', () => {
  const source = new TextEncoder().encode('text')
  const of = (typescript: boolean) =>
    `rewritten ${JSON.stringify({ text: 'text', file: 'src/a', format: 'module', typescript })}`
  for (const one of ['text', source, source.buffer as ArrayBuffer])
    assert.equal(load('file:///project/src/a', { format: 'module', source: one }), {
      format: 'module',
      source: of(false),
    })
  assert.equal(load('file:///project/src/a', { format: 'module-typescript', source }), {
    format: 'module',
    source: of(true),
  })
})

for (const [claim, url, loaded] of [
  ['what is no target', 'file:///project/test/a', { format: 'module', source: 'text' }],
  ['what comes from no file', 'data:text/javascript,1', { format: 'module', source: 'text' }],
  ['JSON', 'file:///project/src/a', { format: 'json', source: '{}' }],
  ['what has no source', 'file:///project/src/a', { format: 'commonjs', source: null }],
] as const) {
  test(`${claim} is handed on as it is`, () => assert.is(load(url, loaded), loaded))
}

test('a text that has been rewritten, and a file none of whose sites is asked for, are left alone', () => {
  const skipped: object[] = []
  const rewriter = (only?: string[]) =>
    new SourceRewriter({ ...config, rewriteCacheDir: undefined, only }, (line) => skipped.push(line))
  const source = { file: 'src/a.js', format: 'commonjs', typescript: false } as const
  assert.is(rewriter().rewrite({ ...source, text: 'f(globalThis[Symbol.for("cache-probe")])' }), undefined)
  assert.is(rewriter(['src/b.js#f']).rewrite({ ...source, text: 'function f() {}' }), undefined)
  assert.equal(skipped, [])
})

test.run()
