import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbedProgram } from './probed-program.js'

const FILES = {
  'src/f.cjs': `function f() {}
const g = () => {}
class C { m() {} static s() {} get x() { return 1 } }
module.exports = { f, g, C, own: [f, g, C.prototype.m, C.s] }
`,
  'main.cjs': `const { f, g, C, own } = require('./src/f.cjs')
console.log([f, g, C.prototype.m, C.s].map((fn, at) => fn === own[at] && /^(function f\\(\\) \\{\\}|\\(\\) => \\{\\}|m\\(\\) \\{\\}|s\\(\\) \\{\\})$/.test(fn)))`,
}

test('a site that is off is the function itself: its text, and no copy', async () => {
  const probed = new ProbedProgram(FILES, { config: { arm: 'off' } })
  const ended = await probed.run()
  assert.is(ended.stdout, '[ true, true, true, true ]\n')
  assert.is(ended.stdout, (await probed.runBare()).stdout)
  assert.equal([ended.count('src/f.cjs#f'), ended.records.faults], [0, []])
})

test('only the sites that are named get an arm', async () => {
  const config = { arm: 'off', sites: { 'src/f.cjs#g': { arm: 'cached', maxsize: 8 } } } as const
  const calls = `const { f, g, C } = require('./src/f.cjs'); f(); g(); new C().m(); C.s()`
  const ended = await new ProbedProgram({ ...FILES, 'main.cjs': calls }, { config }).run()
  assert.equal([ended.exitCode, ended.count('src/f.cjs#g')], [0, 1])
  assert.equal(
    ['f', 'C.m', 'C.static:s'].map((name) => ended.count(`src/f.cjs#${name}`)),
    [0, 0, 0],
  )
})

test('a file that is evaluated again shares the counters of its sites', async () => {
  const ended = await new ProbedProgram({
    'src/f.cjs': 'exports.f = (n) => n',
    'main.cjs': `for (let n = 0; n < 3; n++) {
      require('./src/f.cjs').f(1)
      delete require.cache[require.resolve('./src/f.cjs')]
    }`,
  }).run()
  assert.equal([ended.count('src/f.cjs#f'), ended.count('src/f.cjs#f', 'instances')], [3, 3])
})

test.run()
