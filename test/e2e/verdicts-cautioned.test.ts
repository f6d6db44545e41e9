import { test } from 'uvu'
import { testVerdicts } from './fixture-verdicts.js'

testVerdicts(test, 'cautioned')

test.run()
