/** Rewrites every file of installed packages: nothing may move, and acorn and node must take what was made. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { projectRoot } from '../e2e/cli.js'
import { installedPackages } from '../matrix/runner-project.js'
import type { TreeOutcome } from './check-tree.js'

const program = join(import.meta.dirname, 'check-tree.js')

/** In a process of its own: modules can only be compiled under a flag. Paths are relative to `folder`. */
function checkTree(folder: string): TreeOutcome {
  const args = ['--experimental-vm-modules', '--no-warnings', program, '.']
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 })
  return JSON.parse(output) as TreeOutcome
}

test("every file of this project's own packages is rewritten by insertions into its lines, and compiles again", () => {
  const { files, rewritten, unparsable, wrong } = checkTree(join(projectRoot, 'node_modules'))
  assert.equal(wrong, [])
  assert.is(unparsable, 0)
  assert.ok(files > 200 && rewritten > 150, `${rewritten} of ${files} files were rewritten`)
})

/** Of test262's texts for parsers, two thirds must parse; the others must not. Pinned: see fixtures/runners/source-tree. */
test('so is every file of a tree with all of the syntax that there is, in JavaScript and TypeScript', () => {
  const { files, rewritten, unparsable, notStrippable, lost, wrong } = checkTree(
    installedPackages('source-tree') as string,
  )
  assert.equal(wrong, [])
  // A call as the target of an assignment: node throws when it is run, and acorn when it is read.
  assert.equal(lost, ['test262-parser-tests/fail/a8beb1480f385441.js: Assigning to rvalue'])
  // Enums, namespaces, parameter properties and `<T>x`: their types cannot just be blanked out.
  assert.equal({ files, unparsable, notStrippable }, { files: 6005, unparsable: 1396, notStrippable: 36 })
  assert.ok(rewritten > 800, `${rewritten} files were rewritten`)
})

test.run()
