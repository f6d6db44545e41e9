import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { environmentName, flagName, SETTING_KEYS } from '../../src/config/settings.js'

test('an environment variable is the key in upper snake case', () => {
  assert.is(environmentName('hitRateThreshold'), 'CACHE_PROBE_HIT_RATE_THRESHOLD')
})

test('no two settings share a flag', () => {
  const flags = SETTING_KEYS.map(flagName).filter((flag) => flag !== undefined)
  assert.is(new Set(flags).size, flags.length)
})

test('the promised options are there', () => {
  const named =
    '--include --exclude --package --wrap --cache-size --hit-rate-threshold --speedup-threshold --min-calls --repeats --timeout --seed --reporter --verbose'
  const flags = SETTING_KEYS.map(flagName)
  assert.equal(
    named.split(' ').filter((flag) => !flags.includes(flag)),
    [],
  )
})

test.run()
