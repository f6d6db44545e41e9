/** Writes all cases of one format into one program, which prints a line for each of them. */
import { type ConformanceCase, type Format, slugOf } from './conformance-case.js'

interface Syntax {
  extension: string
  exportAll(names: readonly string[]): string
  use(slug: string, parameters: string, body: string): string
  main(slugs: string[]): string
}

const EACH = `
async function main(slugs, load) {
  for (const slug of slugs) {
    let said
    try {
      said = inspect(await (await load(slug))(), { depth: 8 })
    } catch (error) {
      said = 'threw ' + (error?.stack ?? error)
    }
    console.log(JSON.stringify([slug, said]))
  }
}
`

const SYNTAX: Record<Format, Syntax> = {
  esm: {
    extension: 'mjs',
    exportAll: (names) => `export { ${names.join(', ')} }`,
    use: (slug, parameters, body) =>
      `import * as subject from '../src/${slug}/subject.mjs'
import { inspect, isDeepStrictEqual, types } from 'node:util'
import assert from 'node:assert'
const use = async (${parameters}) => {
${body}
}
export default () => use(subject)
`,
    main: (slugs) =>
      `import { inspect } from 'node:util'
${EACH}await main(${JSON.stringify(slugs)}, async (slug) => (await import('./use/' + slug + '.mjs')).default)
`,
  },
  cjs: {
    extension: 'cjs',
    exportAll: (names) => `module.exports = { ${names.join(', ')} }`,
    use: (slug, parameters, body) =>
      `const subject = require('../src/${slug}/subject.cjs')
const { inspect, isDeepStrictEqual, types } = require('node:util')
const assert = require('node:assert')
const use = async (${parameters}) => {
${body}
}
module.exports = () => use(subject)
`,
    main: (slugs) =>
      `const { inspect } = require('node:util')
${EACH}main(${JSON.stringify(slugs)}, (slug) => require('./use/' + slug + '.cjs'))
`,
  },
}

/** Its files by path; `src/` holds what is probed. */
export function conformanceProgram(cases: readonly ConformanceCase[], format: Format): Record<string, string> {
  const { extension, exportAll, use, main } = SYNTAX[format]
  const files: Record<string, string> = { [mainOf(format)]: main(cases.map(slugOf)) }
  for (const each of cases) {
    const slug = slugOf(each)
    const { exports = [] } = each
    for (const [name, text] of Object.entries(each.files ?? {})) files[`src/${slug}/${name}`] = text
    files[`src/${slug}/subject.${extension}`] =
      exports.length > 0 ? `${each.subject}\n${exportAll(exports)}\n` : `${each.subject}\n`
    files[`use/${slug}.${extension}`] = use(slug, `{ ${exports.join(', ')} }`, each.use)
  }
  return files
}

export function subjectOf(format: Format): string {
  return `subject.${SYNTAX[format].extension}`
}

export function mainOf(format: Format): string {
  return `main.${SYNTAX[format].extension}`
}

/** What each case printed, by its folder's name. */
export function saidByCase(stdout: string): Map<string, string> {
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [string, string]),
  )
}
