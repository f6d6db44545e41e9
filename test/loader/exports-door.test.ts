import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Ended, ProbedProgram } from './probed-program.js'

function program(files: Record<string, string>, builtins: string[] = []): Promise<Ended> {
  return new ProbedProgram(files, { config: { wrap: 'exports', builtins } }).run()
}

function expectQuiet(ended: Ended, stdout: string): void {
  assert.equal([ended.exitCode, ended.stderr, ended.stdout, ended.records.faults], [0, '', stdout, []])
}

test('a getter among the exports is not run, and stays one', async () => {
  const ended = await program({
    'src/a.cjs': `let runs = 0
      Object.defineProperty(exports, 'late', { enumerable: true, get() { runs++; return () => runs } })
      exports.f = (n) => n`,
    'main.cjs': `const a = require('./src/a.cjs'); a.f(1); a.f(1)
      console.log(typeof Object.getOwnPropertyDescriptor(a, 'late').get, a.late())`,
  })
  expectQuiet(ended, 'function 1\n')
  assert.equal([ended.count('src/a.cjs#f'), ended.count('src/a.cjs#f', 'hits')], [2, 1])
})

test('frozen exports, a Proxy, an array, and nothing at all are left as they are', async () => {
  const ended = await program({
    'src/frozen.cjs': 'module.exports = Object.freeze({ f: (n) => n })',
    'src/proxy.cjs': `module.exports = new Proxy({}, { ownKeys() { throw new Error('asked') } })`,
    'src/array.cjs': 'module.exports = [(n) => n]',
    'src/null.cjs': 'module.exports = null',
    'src/f.cjs': 'exports.f = (n) => n',
    'main.cjs': `const all = ['frozen', 'proxy', 'array', 'null'].map((name) => require('./src/' + name + '.cjs'))
      console.log(all[0].f(1), typeof all[1], all[2][0](2), all[3], require('./src/f.cjs').f(3))`,
  })
  expectQuiet(ended, '1 object 2 null 3\n')
  assert.is(ended.count('src/f.cjs#f'), 1)
})

test('in a cycle, exports are wrapped once they are complete', async () => {
  const ended = await program({
    'src/a.cjs': `const b = require('./b.cjs'); exports.f = (n) => n; exports.viaB = () => b.g(1)`,
    'src/b.cjs': `const a = require('./a.cjs'); exports.g = (n) => a.f(n)`,
    'main.cjs': `const a = require('./src/a.cjs'); console.log(a.f(1), a.viaB())`,
  })
  expectQuiet(ended, '1 1\n')
  assert.equal([ended.count('src/a.cjs#f'), ended.count('src/b.cjs#g')], [2, 1])
})

test('a stub that the owner puts among the exports stays what it is', async () => {
  const ended = await program({
    'src/a.cjs': 'exports.f = (n) => n',
    'main.cjs': `const stub = () => 'stub'
      const a = require('./src/a.cjs'); a.f(1)
      a.f = stub
      console.log(require('./src/a.cjs').f === stub, require('./src/a.cjs').f(2))`,
  })
  expectQuiet(ended, 'true stub\n')
  assert.is(ended.count('src/a.cjs#f'), 1)
})

test('a function as module.exports is one wrapper for everybody, and a class is left alone', async () => {
  const ended = await program({
    'src/f.cjs': 'module.exports = function f(n) { return n }; module.exports.extra = 1',
    'src/c.cjs': 'module.exports = class C { m() { return 1 } }',
    'main.cjs': `const f = require('./src/f.cjs'); const C = require('./src/c.cjs')
      console.log(f === require('./src/f.cjs'), f.name, f.extra, f(1), new C().m())`,
  })
  expectQuiet(ended, 'true f 1 1 1\n')
  assert.is(ended.count('src/f.cjs#exports'), 1)
})

test('generators, a Proxy that can be called, and what the analysis leaves alone are left alone', async () => {
  const files = {
    'src/a.cjs': `exports.items = function* () { yield 1 }
      exports.proxy = new Proxy((n) => n, {})
      exports.named = function named() { return named }
      exports.f = (n) => n`,
    'main.cjs': `const a = require('./src/a.cjs')
      const { types } = require('node:util')
      console.log(types.isGeneratorFunction(a.items), types.isProxy(a.proxy), a.named() === a.named, a.f(1))`,
  }
  const exportedSites = { 'src/a.cjs': { named: null } }
  const ended = await new ProbedProgram(files, { config: { wrap: 'exports', exportedSites } }).run()
  expectQuiet(ended, 'true true true 1\n')
  assert.equal([...ended.records.sites.keys()], ['src/a.cjs#f'])
})

test('a builtin is one under both of its names, by require and by import', async () => {
  const ended = await program(
    {
      'main.cjs': `const path = require('path')
        console.log(path.join('a', 'b'), require('node:path').join('a', 'b'), path === require('node:path'))
        import('./main.mjs')`,
      'main.mjs': `import { join } from 'node:path'\nconsole.log(join('a', 'b'))`,
    },
    ['node:path'],
  )
  expectQuiet(ended, 'a/b a/b true\na/b\n')
  // `this` is in the key, since nothing is known of the source: the bare call is another key than the two of a method.
  assert.equal([ended.count('node:path#join'), ended.count('node:path#join', 'hits')], [3, 1])
})

test.run()
