/** Packages that publish their own test suites, which are run as they are: by the test of real suites, and by a benchmark. */
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { installedPackages } from '../matrix/runner-project.js'
import { temporaryFolder } from './temporary-folder.js'

export interface PublishedSuite {
  name: string
  kind: string
  command: string[]
  include: string[]
}

/**
 * In one process: in two hundred of them they take a minute. Left out: two that do not pass beside the others, with or
 * without us, and one that holds times against a limit.
 */
const LOAD_ALL = `for (const path of fs.readdirSync('test', { recursive: true }))
  if (/(?<!methods|shorthands|url-sanitizer)[.]test[.]js$/.test(path)) require('./test/' + path)`

export const QS: PublishedSuite = {
  name: 'qs',
  kind: 'CommonJS, tape',
  command: ['tape', 'test/**/*.js'],
  include: ['lib/**'],
}

export const CBORG: PublishedSuite = {
  name: 'cborg',
  kind: 'ES modules, mocha 10',
  // What is left out has a time limit of its own, which observing on a busy machine exceeds.
  command: ['mocha', '--timeout', '60000', '--ignore', 'test/test-fuzz.js', 'test/test-*.js'],
  include: ['cborg.js', 'lib/**'],
}

export const FIND_MY_WAY: PublishedSuite = {
  name: 'find-my-way',
  kind: 'classes in CommonJS, node:test',
  command: ['node', '-e', LOAD_ALL],
  include: ['index.js', 'lib/**'],
}

/** The package as it was published, in a folder of its own. */
export function suiteFolder({ name }: PublishedSuite): string {
  const folder = join(temporaryFolder('suite'), name)
  const packages = installedPackages('real-suites') as string
  cpSync(join(packages, name), folder, { recursive: true })
  symlinkSync(packages, join(folder, 'node_modules'))
  return folder
}
