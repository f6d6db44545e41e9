/** The functions of `fixtures/purity`, each with what its label in the source says of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scanFiles } from '../../src/scan/scan-files.js'
import type { ScannedSite } from '../../src/scan/scanned-site.js'
import { projectRoot } from '../e2e/cli.js'

/** `unsettled`: what it is given, or code that cannot be read, decides. */
export type Label = 'pure' | 'impure' | 'unsettled'

export interface Labelled {
  site: ScannedSite
  label: Label
  /** One of its reasons has this code; pure functions have no reason at all. */
  code: string | undefined
}

export interface Corpus {
  labelled: Labelled[]
  /** `file:line` of functions without a label that are not made anew in each call of another one. */
  unlabelled: string[]
  /** `file:line` of labels without a function. */
  unused: string[]
}

const LABEL = /^\s*\/\/ (pure|impure|unsettled)(?:: ([a-z-]+))?$/

export async function purityCorpus(): Promise<Corpus> {
  const root = join(projectRoot, 'fixtures/purity')
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const files = paths.filter((path) => /\.([cm]?js|ts)$/.test(path)).map((path) => path.replaceAll('\\', '/'))
  const { sites } = await scanFiles({ root, files })
  const labels = new Map(files.flatMap((file) => labelsIn(file, readFileSync(join(root, file), 'utf8'))))
  const corpus: Corpus = { labelled: [], unlabelled: [], unused: [] }
  for (const site of sites) {
    const place = `${site.file}:${site.line}`
    const label = labels.get(place)
    labels.delete(place)
    if (label) corpus.labelled.push({ site, ...label })
    else if (!site.closure) corpus.unlabelled.push(place)
  }
  corpus.unused = [...labels.keys()]
  return corpus
}

/** By the place of the line that follows. */
function labelsIn(file: string, text: string): [string, Omit<Labelled, 'site'>][] {
  return text.split('\n').flatMap((line, index): [string, Omit<Labelled, 'site'>][] => {
    const [, label, code] = LABEL.exec(line) ?? []
    return label === undefined ? [] : [[`${file}:${index + 2}`, { label: label as Label, code }]]
  })
}
