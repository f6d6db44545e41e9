import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { CapturedState } from '../../../loader/observe/captured-state.js'
import { temporaryFolder } from '../../e2e/temporary-folder.js'

test('a variable that cannot be read yet has changed once it can', () => {
  const state = new CapturedState([{ name: 'later' }], { later: () => later })
  const before = state.look()
  let later = 1
  later += 1
  state.look()
  assert.equal(state.changedSince(before), ['later'])
})

test('nor can what a module exports that has not come to it yet', async () => {
  const text = `
    import * as self from './self.mjs'
    import { CapturedState } from ${JSON.stringify(import.meta.resolve('../../../loader/observe/captured-state.js'))}
    const state = new CapturedState([{ name: 'self', property: 'unit' }], { self: () => self })
    const before = state.look()
    export const unit = 'km'
    state.look()
    export const changed = state.changedSince(before)`
  const path = join(temporaryFolder('cycle'), 'self.mjs')
  writeFileSync(path, text)
  const { changed } = await import(pathToFileURL(path).href)
  assert.equal(changed, ['self.unit'])
})

test('a variable that the module turned out not to have is left out', () => {
  const state = new CapturedState([{ name: 'gone' }], {})
  assert.equal(state.changedSince(state.look() - 1), [])
})

test('no accessor and no proxy is asked for a property', () => {
  const refuse = () => assert.unreachable() as never
  const values: unknown[] = [
    Object.defineProperty({}, 'unit', { get: refuse }),
    new Proxy({}, { get: refuse, getOwnPropertyDescriptor: refuse }),
    null,
    'text',
  ]
  for (const value of values) {
    const state = new CapturedState([{ name: 'settings', property: 'unit' }], { settings: () => value })
    assert.equal(state.changedSince(state.look()), [])
  }
})

test('what has another value nearly whenever it is looked at is restless, once it was looked at a few times', () => {
  let count = 0
  let locale = 'en'
  const state = new CapturedState([{ name: 'count' }, { name: 'locale' }], { count: () => count, locale: () => locale })
  for (let look = 0; look < 8; look++) {
    assert.equal(state.restless(), [])
    count++
    if (look === 4) locale = 'da'
    state.look()
  }
  assert.equal(state.restless(), ['count'])
})

test('NaN is no change, -0 after 0 is', () => {
  let value = Number.NaN
  const state = new CapturedState([{ name: 'value' }], { value: () => value })
  assert.is(state.look(), 0)
  value = 0
  const atZero = state.look()
  value = -0
  state.look()
  assert.equal(state.changedSince(atZero), ['value'])
})

test.run()
