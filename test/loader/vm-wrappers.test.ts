import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { unwrapModule } from '../../loader/vm-wrappers.js'

test('jest puts a function in an object around a module', () => {
  const before = '({"Object.<anonymous>":function(module,exports,require,__dirname,__filename,jest){'
  const text = 'module.exports = 1\n'
  assert.equal(unwrapModule(`${before}${text}\n}});`), { before, text, after: '\n}});', format: 'commonjs' })
})

test('vitest puts an asynchronous arrow around a module, where await may stand', () => {
  const before = "'use strict';async (__vi_ssr_import__,__vi_ssr_exports__,require)=>{{"
  const text = "const a = await __vi_ssr_import__('a')\n"
  assert.equal(unwrapModule(`${before}${text}\n}}`), { before, text, after: '\n}}', format: 'module' })
})

test('a script that only starts like one of them is left alone', () => {
  assert.is(unwrapModule('({"Object.<anonymous>":function(module){ return 1 }})'), undefined)
  assert.is(unwrapModule('1 + 1'), undefined)
})

test.run()
