/** Rewrites every JavaScript file of this project's own node_modules: nothing may move, and all must parse again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type ParsedSource, parseSource } from '../../src/source/parse.js'
import { rewriteSource } from '../../src/source/rewrite.js'
import { UnparsableError } from '../../src/source/unparsable.js'

/** Larger files are left out: the test stays within seconds. */
const MAX_BYTES = 50_000

const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/

function* javaScriptFiles(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) yield* javaScriptFiles(path)
    else if (/\.[cm]?js$/.test(entry.name)) yield path
  }
}

function parsed(text: string, file: string): ParsedSource | undefined {
  try {
    return parseSource(text, file, { locations: false })
  } catch (error) {
    if (error instanceof UnparsableError) return undefined
    throw error
  }
}

/** True when `longer` is `shorter` with insertions only. */
function isInsertedInto(shorter: string, longer: string): boolean {
  let matched = 0
  for (let i = 0; i < longer.length && matched < shorter.length; i++) if (longer[i] === shorter[matched]) matched++
  return matched === shorter.length
}

test('every file in node_modules is rewritten by insertions into its own lines, and parses again', () => {
  let rewrittenFiles = 0
  for (const file of javaScriptFiles('node_modules')) {
    const text = readFileSync(file, 'utf8')
    const before = text.length > MAX_BYTES ? undefined : parsed(text, file)
    const rewritten = before && rewriteSource(text, { file, sourceMap: false })
    if (!before || !rewritten) continue
    rewrittenFiles++
    const was = text.split(LINE_BREAK)
    const is = rewritten.code.split(LINE_BREAK)
    assert.is(is.length, was.length + 1, file)
    for (const [index, line] of was.entries())
      assert.ok(isInsertedInto(line, is[index] as string), `${file}:${index + 1}`)
    const after = parseSource(rewritten.code, file, { hint: before.sourceType, locations: false })
    assert.is(after.sourceType, before.sourceType, file)
    assert.is(new Set(rewritten.sites).size, rewritten.sites.length, `${file}: ids differ from each other`)
  }
  assert.ok(rewrittenFiles > 100, `${rewrittenFiles} files were rewritten`)
})

test.run()
