import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { supportsSyncHooks } from '../../loader/sync-hooks.js'
import { decodeLines } from '../../src/wire/decode-record.js'
import { ProbedProgram, type ProgramOptions } from './probed-program.js'

/** What each `ready` line says of a program that starts a thread. */
async function startCosts(options: ProgramOptions = {}): Promise<number[]> {
  const main = `const { Worker } = require('node:worker_threads')
    new Worker(__filename.replace('main', 'worker')).on('exit', () => console.log('done'))`
  const program = new ProbedProgram({ 'main.cjs': main, 'worker.cjs': '', 'own.mjs': '' }, options)
  const { stdout, stderr } = await program.run()
  assert.is(stdout, 'done\n', stderr)
  const records = readdirSync(program.recordDir).filter((name) => name.endsWith('.jsonl'))
  const lines = records.flatMap((name) => decodeLines(readFileSync(join(program.recordDir, name), 'utf8')))
  return lines.flatMap((line) => (line.type === 'ready' ? line.cpuMs : []))
}

test('a process says once what the loader took to start, and its threads do not', async () => {
  const costs = await startCosts()
  assert.is(costs.length, 1)
  assert.ok((costs[0] ?? 0) > 0, `${costs}`)
})

test('where the owner has hooks of their own, the thread that these need is not taken for ours', async () => {
  const costs = await startCosts({ args: ['--import', './own.mjs', 'main.cjs'] })
  const byOption = await startCosts({ env: { NODE_OPTIONS: '--import=./own.mjs' } })
  assert.equal([costs.length, byOption.length], [1, 1])
  for (const cost of [...costs, ...byOption]) assert.is(cost > 0, supportsSyncHooks())
})

test.run()
