import { PassThrough } from 'node:stream'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { reportFailure } from '../../src/cli/failure.js'
import { ProbeError } from '../../src/errors.js'

function reported(error: unknown): { exitCode: number; text: string } {
  const stream = new PassThrough()
  const exitCode = reportFailure(error, stream)
  return { exitCode, text: String(stream.read()) }
}

test('bad input is one line and exit 2', () => {
  assert.equal(reported(new ProbeError('config-range', 'cacheSize is 0.')), {
    exitCode: 2,
    text: 'cache-probe: cacheSize is 0.\n',
  })
})

test("a run that cannot be measured is exit 3, with the command's own tail indented below", () => {
  const error = new ProbeError('command-failed', 'npm test failed.', { detail: 'not ok 1\n  at x.js\n\n' })
  assert.equal(reported(error), { exitCode: 3, text: 'cache-probe: npm test failed.\n  not ok 1\n    at x.js\n' })
})

test('a fault of our own is exit 70, keeps its stack and asks for a report', () => {
  const { exitCode, text } = reported(new TypeError('oops'))
  assert.is(exitCode, 70)
  assert.match(text, /please report it.*\nTypeError: oops\n {4}at /)
})

test('what is thrown need not be an error', () => {
  assert.is(reported('text').exitCode, 70)
})

test.run()
