import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProcessTree } from '../../src/wire/process-tree.js'
import type { EndLine, ProcessLine } from '../../src/wire/record.js'
import { processLine } from '../launch/record-writer.js'

function end(cpuMs: number): EndLine {
  return { type: 'end', exitCode: 0, cpuMs }
}

function treeOf(processes: [pid: number, ppid: number, main: string, cpuMs?: number, more?: Partial<ProcessLine>][]) {
  const tree = new ProcessTree()
  for (const [pid, ppid, main, cpuMs = 0, more] of processes)
    tree.add(processLine(pid, { ppid, argv: [main], ...more }), [end(cpuMs)])
  return tree
}

/** `node --test test/a.js test/b.js`, of which the second starts a program that starts another one. */
const TREE = treeOf([
  [10, 1, 'test/a.js', 30],
  [11, 10, '/project/test/a.js', 100],
  [12, 10, '/project/test/b.js', 200],
  [13, 12, '/project/cli.js', 40],
  [14, 13, '/project/node_modules/tool/bin.js', 5],
  [15, 13, '/project/worker.js', 2],
])

test('a process belongs to the outermost program below the runner', () => {
  assert.is(TREE.fileOf(11), '/project/test/a.js')
  assert.is(TREE.fileOf(13), '/project/test/b.js')
  assert.is(TREE.fileOf(15), '/project/test/b.js')
})

test('the runner and processes that nobody recorded belong to none', () => {
  for (const pid of [10, 99]) assert.is(TREE.fileOf(pid), undefined)
})

test('what a test file starts by way of a package is its own; by way of a shell, which nobody records, it belongs to none', () => {
  const tree = treeOf([
    [10, 1, 'test/a.js'],
    [12, 10, '/project/test/b.js'],
    [13, 12, '/project/node_modules/c8/bin/c8.js'],
    [14, 13, '/project/bin/clean.js'],
    [16, 15, '/project/bin/clean.js'],
  ])
  assert.is(tree.fileOf(14), '/project/test/b.js')
  assert.is(tree.fileOf(16), undefined)
  assert.equal(
    tree.files().map(({ file }) => file),
    ['/project/test/b.js'],
  )
})

test('a program that starts the runner itself is no test file, and its test files are none that could be told alone', () => {
  const tree = treeOf([
    [10, 1, '/project/scripts/test.js'],
    [11, 10, 'test/a.js'],
    [12, 11, '/project/test/a.js'],
  ])
  assert.is(tree.fileOf(12), undefined)
})

test('what a test file has started counts as its own', () => {
  assert.equal(TREE.files(), [
    { file: '/project/test/a.js', cpuMs: 100 },
    { file: '/project/test/b.js', cpuMs: 247 },
  ])
})

test('one file in two processes is one file; threads and package managers are no programs of their own', () => {
  const tree = treeOf([
    [9, 3, '/project/node_modules/.bin/tap', 5],
    [1, 9, '/project/a.js', 10],
    [2, 9, '/project/a.js', 20],
    [2, 9, '/elsewhere/thread.js', 99, { threadId: 1 }],
    [3, 8, '/usr/bin/npm', 50, { role: 'package-manager' }],
  ])
  assert.equal(tree.files(), [{ file: '/project/a.js', cpuMs: 30 }])
})

test('processes that seem to have started each other come to an end', () => {
  const tree = treeOf([
    [1, 2, '/project/a.js'],
    [2, 1, '/project/b.js'],
  ])
  assert.match(tree.fileOf(1) ?? '', /^\/project\/[ab]\.js$/)
})

test.run()
