/** Which files are targets, as a list on disk and as patterns for the loader: the one door to tinyglobby and picomatch. */
import { realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import picomatch from 'picomatch'
import { glob } from 'tinyglobby'
import type { TargetMatcher } from '../wire/run-config.js'

export interface TargetPatterns {
  /** Real path of the project's root. */
  root: string
  /** Globs over paths relative to the root. One that names no node_modules matches nothing below any; `!x` excludes x. */
  include: string[]
  exclude: string[]
}

/** What acorn can read, type declarations aside. */
const IS_SOURCE = '(?=.*\\.[cm]?[jt]s$)(?!.*\\.d\\.[cm]?ts$)'
const OUTSIDE_NODE_MODULES = '(?!(?:.*/)?node_modules/)'
const BELOW_NODE_MODULES = '**/node_modules/**'
const EXCLUDES_NODE_MODULES = /^(\*\*\/)?node_modules(\/\*\*)?(\/\*)?\/?$/

/** The patterns as RegExp sources over paths relative to the root. */
export function compileTargets(patterns: TargetPatterns): TargetMatcher {
  const { include, exclude } = normalised(patterns)
  return {
    include: include.map(
      (glob) => `^${namesNodeModules(glob) ? '' : OUTSIDE_NODE_MODULES}${IS_SOURCE}${sourceOf(glob)}`,
    ),
    exclude: exclude.map((glob) => `^${sourceOf(glob)}`),
  }
}

/** The files that {@link compileTargets} matches, sorted; directories are not followed through links. */
export async function listTargetFiles(patterns: TargetPatterns): Promise<string[]> {
  const { include, exclude } = normalised(patterns)
  const isTarget = matcherOf(compileTargets(patterns))
  const [inPackages, ofProject] = [include.filter(namesNodeModules), include.filter((glob) => !namesNodeModules(glob))]
  const options = { cwd: patterns.root, dot: true, followSymbolicLinks: false, expandDirectories: false }
  const found = await Promise.all([
    inPackages.length === 0 ? [] : glob(inPackages, { ...options, ignore: exclude }),
    ofProject.length === 0 ? [] : glob(ofProject, { ...options, ignore: [...exclude, BELOW_NODE_MODULES] }),
  ])
  return [...new Set(found.flat())].filter(isTarget).sort()
}

/** True for a path relative to the root, with `/`. */
export function matcherOf({ include, exclude }: TargetMatcher): (path: string) => boolean {
  const [included, excluded] = [include, exclude].map((sources) => sources.map((source) => new RegExp(source)))
  return (path) =>
    (included as RegExp[]).some((pattern) => pattern.test(path)) &&
    !(excluded as RegExp[]).some((pattern) => pattern.test(path))
}

function sourceOf(glob: string): string {
  return picomatch.makeRe(glob, { dot: true }).source.replace(/^\^/, '')
}

function namesNodeModules(glob: string): boolean {
  return glob.split('/').includes('node_modules')
}

function normalised({ root, include, exclude }: TargetPatterns): { include: string[]; exclude: string[] } {
  const clean = (glob: string) => relativeTo(root, glob).replace(/^(\.\/)+/, '')
  const [negated, positive] = [include.filter(isNegated), include.filter((glob) => !isNegated(glob))]
  const excludes = [...exclude, ...negated.map((glob) => glob.slice(1))].map(clean)
  return {
    include: positive.map(clean).flatMap((glob) => withRealPath(root, glob)),
    // Includes that do not name node_modules stay out of it anyway; those that do are meant.
    exclude: excludes.filter((glob) => !EXCLUDES_NODE_MODULES.test(glob)).flatMap((glob) => withRealPath(root, glob)),
  }
}

function isNegated(glob: string): boolean {
  return glob.startsWith('!') && !glob.startsWith('!(')
}

function relativeTo(root: string, glob: string): string {
  const prefix = root.endsWith('/') ? root : `${root}/`
  return glob.startsWith(prefix) ? glob.slice(prefix.length) : glob
}

/** Node loads a linked package (pnpm, workspaces) by its real path, so the pattern must hold there too. */
function withRealPath(root: string, glob: string): string[] {
  const { base } = picomatch.scan(glob)
  if (base === '' || base === '.') return [glob]
  const real = realRelative(root, base)
  return real === undefined || real === base ? [glob] : [glob, escapeGlob(real) + glob.slice(base.length)]
}

/** undefined: it does not exist, or lies outside the root. */
function realRelative(root: string, path: string): string | undefined {
  try {
    const real = relative(root, realpathSync(join(root, path)))
      .split(sep)
      .join('/')
    return real.startsWith('..') ? undefined : real
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') {
      return undefined
    }
    throw error
  }
}

function escapeGlob(path: string): string {
  return path.replace(/[()[\]{}!*?+@|\\]/g, '\\$&')
}
