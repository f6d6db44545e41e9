/** Reads what each of our source files imports, and what its code says once comments and strings are taken out. */
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { projectRoot } from '../e2e/cli.js'

export interface Import {
  /** `src/wire/record.ts` for our own files, a package's name, or `node:fs`. */
  target: string
  kind: 'own' | 'package' | 'builtin'
  typeOnly: boolean
}

export interface SourceFile {
  /** Relative to the project's root. */
  path: string
  lines: number
  imports: Import[]
  text: string
}

const IMPORT = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm
const DYNAMIC = /\b(?:import|require)\(\s*'([^']+)'\s*\)/g

/** Every TypeScript file below `folders`, declarations excluded. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
      .sort()
      .map((path) => readSource(posix.join(folder, path.replaceAll('\\', '/')))),
  )
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(projectRoot, path), 'utf8')
  return { path, text, lines: text.trimEnd().split('\n').length, imports: importsOf(path, text) }
}

export function importsOf(path: string, text: string): Import[] {
  const code = withoutComments(text)
  const statements = [...code.matchAll(IMPORT)].map(([, type, from = '']) => toImport(path, from, type !== undefined))
  const calls = [...code.matchAll(DYNAMIC)].map(([, from = '']) => toImport(path, from, false))
  return [...statements, ...calls]
}

function toImport(importer: string, from: string, typeOnly: boolean): Import {
  if (isBuiltin(from)) return { target: from, kind: 'builtin', typeOnly }
  if (!from.startsWith('.')) {
    const [first = '', second] = from.split('/')
    return { target: first.startsWith('@') ? `${first}/${second}` : first, kind: 'package', typeOnly }
  }
  const path = posix.join(posix.dirname(importer), from).replace(/\.js$/, '.ts')
  return { target: path, kind: 'own', typeOnly }
}

/** The code without comments and without what strings say. */
export function codeOf(text: string): string {
  return withoutComments(text).replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '$1')
}
