import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { renderScan } from '../../src/report/scan-table.js'
import type { Scan, ScannedSite } from '../../src/scan/scanned-site.js'

function site(id: string, line: number, known: Partial<ScannedSite>): ScannedSite {
  const [file = '', name = ''] = id.split('#')
  return {
    id,
    file,
    name,
    line,
    column: 1,
    start: 0,
    end: 1,
    kind: 'function',
    exportedAs: [],
    async: false,
    readsThis: false,
    readsArguments: false,
    closure: false,
    unwrappable: undefined,
    purity: { verdict: 'pure', reasons: [], state: [], ownCache: undefined },
    reads: { kind: 'known', leaves: [], tests: [], parameters: [], counted: false },
    expense: [],
    ...known,
  }
}

const scan: Scan = {
  files: 3,
  modules: 2,
  caches: [],
  sites: [
    site('src/a.js#sum', 1, {}),
    site('src/a.js#stamp', 12, {
      purity: {
        verdict: 'impure',
        reasons: [{ code: 'reads-clock', line: 13, subject: 'Date.now' }],
        state: [],
        ownCache: undefined,
      },
    }),
    site('src/b.js#label', 4, {
      purity: {
        verdict: 'unknown',
        reasons: [],
        state: [{ code: 'reads-reassigned-binding', line: 5, subject: 'locale', writer: 'setLocale', writerLine: 9 }],
        ownCache: { subject: 'cache', line: 2 },
      },
    }),
    site('src/b.js#each', 20, { unwrappable: 'generator' }),
  ],
  skipped: [{ file: 'src/broken.js', line: 3, column: 7, message: 'Unexpected token' }],
}

test('a scan lists the functions file by file with what reading them tells', () => {
  assert.is(
    renderScan(scan, { columns: 80, color: false }),
    `src/a.js
  pure     sum  1:1
  impure   stamp  12:1
           reads clock: Date.now (line 13)

src/b.js
  unknown  label  4:1
           reads reassigned binding: locale (line 5), written by setLocale (line
           9)
           has a cache of its own: cache (line 2)
  pure     each  20:1
           left alone: generator

skipped: src/broken.js:3:7: Unexpected token

4 functions in 3 files: 2 pure, 1 unknown, 1 impure, 1 file skipped
`,
  )
})

test.run()
