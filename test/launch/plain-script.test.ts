import { realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { plainScript } from '../../src/launch/plain-script.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

const cwd = realpathSync(temporaryFolder('plain-script'))
const path = join(cwd, 'main.js')
writeFileSync(path, '')

const read = (words: string[], env: NodeJS.ProcessEnv = {}) => plainScript(words, cwd, env)

test('a script with its words, and flags that hold for all threads, can run in a thread', () => {
  assert.equal(read(['node', 'main.js', '--fast', 'x']), {
    kind: 'script',
    program: 'node',
    flags: [],
    path,
    args: ['--fast', 'x'],
  })
  const flags = ['--no-warnings', '--max-old-space-size=512', '--expose-gc', '--enable-source-maps']
  assert.equal(read(['/bin/node', ...flags, './main.js']), {
    kind: 'script',
    program: '/bin/node',
    flags,
    path,
    args: [],
  })
})

for (const [words, why] of [
  [['npm', 'test'], "the command is npm, and no script of node's"],
  [['node', '--test', 'main.js'], 'node is given --test'],
  [['node', '--import', './main.js', 'main.js'], 'node is given --import'],
  [['node', '-e', '1'], 'node is given -e'],
  [['node', 'main'], 'node is given no file'],
  [['node', '.'], 'node is given no file'],
  [['node', '--no-warnings'], 'node is given no file'],
  [['node'], 'node is given no file'],
] as const) {
  test(`${words.join(' ')} cannot, and it is said why`, () => {
    assert.equal(read([...words]), { kind: 'other', why })
  })
}

test('an environment that node reads for a whole process forbids it', () => {
  assert.equal(read(['node', 'main.js'], { NODE_OPTIONS: '--no-warnings' }), {
    kind: 'other',
    why: 'NODE_OPTIONS is set',
  })
  assert.equal(read(['node', 'main.js'], { NODE_V8_COVERAGE: '/x' }), { kind: 'other', why: 'NODE_V8_COVERAGE is set' })
  assert.is(read(['node', 'main.js'], { NODE_OPTIONS: '' }).kind, 'script')
})

test.run()
