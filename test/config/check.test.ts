import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { checkSetting } from '../../src/config/check.js'
import type { SettingKey } from '../../src/config/settings.js'
import { complaint } from './project-folder.js'

const typed = { where: '--x', text: true }
const written = { where: '"x" in f.json5', text: false }

const complaintOf = (key: SettingKey, value: unknown, origin = typed) =>
  complaint(Promise.resolve().then(() => checkSetting(key, value, origin)))

test('a number may be typed as text and is a number afterwards', () => {
  assert.is(checkSetting('cacheSize', '64', typed), 64)
  assert.is(checkSetting('hitRateThreshold', ' 0.5 ', typed), 0.5)
})

test('a number in a file must be a number', async () => {
  assert.is(
    await complaintOf('cacheSize', '64', written),
    'config-type: "x" in f.json5 is "64": give a whole number from 1 to 1048576.',
  )
})

test('both ends of a range are inside it', () => {
  assert.equal(
    ['0', '1'].map((text) => checkSetting('hitRateThreshold', text, typed)),
    [0, 1],
  )
})

test('a number out of range is refused with the range', async () => {
  assert.is(
    await complaintOf('hitRateThreshold', '20'),
    'config-range: --x is 20, out of range: give a number from 0 to 1.',
  )
  assert.match(await complaintOf('repeats', '0'), 'config-range')
  assert.match(await complaintOf('timeoutSeconds', 'Infinity'), 'config-range')
})

test('text that is no number, or no whole one, is refused', async () => {
  for (const text of ['abc', '', ' ', 'NaN', '1.5', '20%']) {
    assert.match(await complaintOf('cacheSize', text), /^config-type: --x is ".*": give a whole number/)
  }
  assert.match(await complaintOf('cacheSize', Number.NaN, written), /^config-type/)
})

test('a choice is refused with the choices and the nearest of them', async () => {
  assert.is(
    await complaintOf('wrap', 'export'),
    'config-type: --x is "export": give bindings or exports. Did you mean exports?',
  )
})

test('a list is typed with commas, and commas inside braces belong to the glob', () => {
  assert.equal(checkSetting('include', 'src/*.{js,ts}, lib/*.js', typed), ['src/*.{js,ts}', 'lib/*.js'])
})

test('in a file one string is one glob', () => {
  assert.equal(checkSetting('include', 'a,b.js', written), ['a,b.js'])
})

test('a list must hold strings', async () => {
  assert.is(
    await complaintOf('include', ['a', 1], written),
    'config-type: "x" in f.json5 is ["a",1]: give one or more strings.',
  )
})

test('a switch is true or false', async () => {
  assert.equal(
    ['1', 'true', '0', 'false'].map((text) => checkSetting('verbose', text, typed)),
    [true, true, false, false],
  )
  assert.match(await complaintOf('verbose', 'yes'), 'give true or false')
})

test('a command whose quote is not closed is refused', async () => {
  assert.match(await complaintOf('command', 'node "a b.js', written), 'give a command whose quotes are closed')
  assert.match(await complaintOf('command', [], written), 'give a command: an array of words')
})

test.run()
