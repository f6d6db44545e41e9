/** Claims what state a function reads through other files, as one test for each row. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanFiles } from '../../src/scan/scan-files.js'
import { inDirectory } from './directory.js'

export interface LinkedRow {
  claim: string
  /** The function is `f` of `f.js`, in whatever folder. */
  files: Record<string, string>
  /** `code subject writer file`, in order. */
  state: string[]
}

export function claimLinkedState(rows: LinkedRow[]): void {
  for (const { claim, files, state } of rows) {
    test(claim, async () => {
      await inDirectory(files, async (root) => {
        const { sites } = await scanFiles({ root, files: Object.keys(files) })
        const site = sites.find(({ file, name }) => /(^|\/)f\.js$/.test(file) && /^(\w+\.)*f$/.test(name))
        const found = site?.purity.state.map(({ code, subject, writer, writerFile }) =>
          [code, subject, writer, writerFile].join(' '),
        )
        assert.equal(found?.sort(), state)
      })
    })
  }
}
