/** A directory is somebody's for as long as that process lives, and not a moment longer. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { markAsMine, unmark, writerOf } from '../../src/archive/driver-mark.js'
import { canSeeProcesses } from '../e2e/processes.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'
import { skip } from '../runner/skip.js'

/** Marked by this process, with what is given changed. */
function marked(change: object = {}): string {
  const dir = temporaryFolder('marked')
  markAsMine(dir)
  const path = join(dir, 'driver.json')
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
  return dir
}

test('a directory is that of the process that marked it, until it takes the mark away', () => {
  const dir = marked()
  assert.is(writerOf(dir), process.pid)
  unmark(dir)
  assert.is(writerOf(dir), undefined)
})

test('a mark of another machine, one that was cut off, and one of a process that is gone protect nothing', async () => {
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(gone, 'exit')
  const cut = marked()
  writeFileSync(join(cut, 'driver.json'), '{"version":1,"pi')
  const dirs = [marked({ host: 'another' }), marked({ pid: gone.pid }), cut]
  assert.equal(dirs.map(writerOf), [undefined, undefined, undefined])
})

test('a later process with the same id is told from the one that marked it', () => {
  assert.is(writerOf(marked({ started: '12345' })), undefined)
})

const zombieTitle = 'a process that was killed and that nobody has waited for protects nothing'
if (!canSeeProcesses) skip(test, zombieTitle, 'states of processes are read from /proc')
else
  test(zombieTitle, async () => {
    // The shell starts a child that ends with its input, says the child's id, and becomes a program that waits for none.
    const shell = spawn('sh', ['-c', 'exec 3<&0; sh -c "read line" <&3 & echo $!; exec sleep 60'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    try {
      const zombie = await zombieOf(shell)
      const started = /\) Z (?:\S+ ){18}(\d+)/.exec(readFileSync(`/proc/${zombie}/stat`, 'latin1'))?.[1]
      assert.ok(started)
      assert.is(writerOf(marked({ pid: zombie, started })), undefined)
    } finally {
      shell.kill('SIGKILL')
    }
  })

async function zombieOf({ pid, stdin, stdout }: ChildProcess): Promise<number> {
  const [text] = await once(stdout as Readable, 'data')
  const child = Number(String(text).trim())
  // A shell that is not yet the other program would notice that its child has ended.
  await untilStat(Number(pid), /^\d+ \(sleep\)/)
  stdin?.end()
  await untilStat(child, /\) Z /)
  return child
}

async function untilStat(pid: number, expected: RegExp): Promise<void> {
  while (!expected.test(readFileSync(`/proc/${pid}/stat`, 'latin1')))
    await new Promise((resolve) => setImmediate(resolve))
}

test.run()
