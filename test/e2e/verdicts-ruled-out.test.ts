import { test } from 'uvu'
import { testVerdicts } from './fixture-verdicts.js'

testVerdicts(test, (claims) => !claims.some(({ verdict }) => verdict === 'APPLY' || verdict === 'HOLD'))

test.run()
