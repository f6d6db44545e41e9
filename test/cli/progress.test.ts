import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loggedProgress, progressLine, rewrittenProgress } from '../../src/cli/progress.js'

function collectingStream(columns: number) {
  const written: string[] = []
  return { written, columns, write: (chunk: string | Uint8Array) => written.push(String(chunk)) > 0 }
}

test('a line says the stage, and which run it is', () => {
  assert.is(progressLine({ stage: 'validation', run: 5 }), 'validation: run 5')
  assert.is(progressLine({ stage: 'observe' }), 'screening: observe run')
  assert.is(progressLine({ stage: 'validation', run: 2, detail: 'cached' }), 'validation: run 2 (cached)')
})

test('on a terminal the line is rewritten, kept to one row and taken away at the end', () => {
  const stream = collectingStream(20)
  const progress = rewrittenProgress(stream)
  progress.show({ stage: 'validation', run: 1, detail: 'off' })
  progress.clear()
  progress.clear()
  assert.equal(stream.written, ['\r\x1b[2Kvalidation: run 1 (', '\r\x1b[2K'])
})

/** Resolves after every timer of 1 ms that was set before: timers of one duration fire in order. */
function earlierTimers(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1))
}

test('elsewhere a stage that ends at once leaves no line', async () => {
  const stream = collectingStream(80)
  const progress = loggedProgress(stream, 1)
  progress.show({ stage: 'scan' })
  progress.clear()
  await earlierTimers()
  assert.equal(stream.written, [])
})

test('elsewhere a stage that lasts gets one line, however many runs it has', async () => {
  const stream = collectingStream(80)
  const progress = loggedProgress(stream, 1)
  progress.show({ stage: 'validation', run: 1 })
  progress.show({ stage: 'validation', run: 2 })
  await earlierTimers()
  assert.equal(stream.written, ['validation: run 1\n'])
})

test.run()
