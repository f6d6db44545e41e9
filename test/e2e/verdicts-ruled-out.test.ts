import { test } from 'uvu'
import { testVerdicts } from './fixture-verdicts.js'

testVerdicts(test, 'ruled-out')

test.run()
