/** Turns what the owner wants probed (globs, packages, builtins) into globs relative to the root. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { ProbeError } from '../errors.js'
import { EXCLUDE, INCLUDE, SOURCE_FILES } from './defaults.js'

export interface Targets {
  include: string[]
  exclude: string[]
  builtins: string[]
}

/** A list of globs with the directory that they were written for. */
export interface Globs {
  globs: string[]
  baseDir: string
}

/** `semver` is a folder; `semver/functions/parse` is a file that is named without its extension. */
const SPECIFIER_ENDINGS = ['', '.js', '.cjs', '.mjs']

/** Without includes the project's own sources are the targets, unless packages are named: then those alone. */
export function resolveTargets(
  root: string,
  include: Globs | undefined,
  exclude: Globs | undefined,
  packages: string[],
): Targets {
  const builtins = [...new Set(packages.filter(isBuiltin).map(withPrefix))]
  const installed = packages.filter((specifier) => !isBuiltin(specifier)).map((name) => packageGlob(root, name))
  const files = include === undefined ? (packages.length > 0 ? [] : INCLUDE) : fromRoot(root, include)
  const included = [...files, ...installed]
  return {
    include: included,
    exclude: [...defaultExcludes(included), ...(exclude === undefined ? [] : fromRoot(root, exclude))],
    builtins,
  }
}

function withPrefix(builtin: string): string {
  return builtin.startsWith('node:') ? builtin : `node:${builtin}`
}

/** Globs rebased from the directory they were written for; a directory stands for the sources below it. */
function fromRoot(root: string, { globs, baseDir }: Globs): string[] {
  return globs.map((glob) => {
    const path = resolve(baseDir, glob)
    const rebased = slashed(relative(root, path))
    return isDirectory(path) ? join(rebased, SOURCE_FILES) : rebased
  })
}

/** Sources of an installed package, or one module of it, by its real path: that is where it is loaded from. */
function packageGlob(root: string, specifier: string): string {
  for (let dir = root; ; dir = dirname(dir)) {
    const path = SPECIFIER_ENDINGS.map((ending) => join(dir, 'node_modules', specifier + ending)).find(existsSync)
    if (path !== undefined) {
      const found = slashed(relative(root, realpathSync(path)))
      return isDirectory(path) ? `${found}/${SOURCE_FILES}` : found
    }
    if (dir === dirname(dir)) {
      throw new ProbeError(
        'no-target-matched',
        specifier.startsWith('node:')
          ? `node ${process.version} has no builtin ${specifier}. Mend --package.`
          : `Package ${specifier} is not installed here: npm install ${specifier}, or mend --package.`,
      )
    }
  }
}

/** Default excludes that no include asks for by name. */
function defaultExcludes(include: string[]): string[] {
  const kept = EXCLUDE.filter(({ liftedBy }) => !include.some((glob) => liftedBy.test(glob)))
  return [...nodeModulesExcludes(include), ...kept.map(({ glob }) => glob)]
}

/**
 * node_modules is left out but for the packages that an include names; what is nested below those stays out unless it
 * is named too. An include with a wildcard in a package's place opens the outermost node_modules for all.
 */
function nodeModulesExcludes(include: string[]): string[] {
  const named = include.flatMap((glob) =>
    [...glob.matchAll(/(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map((match) => match[1] as string),
  )
  if (named.length === 0) return ['**/node_modules/**']
  if (named.some((name) => /[*?{}()[\]!]/.test(name))) return ['**/node_modules/**/node_modules/**']
  const scoped = named.filter((name) => name.startsWith('@'))
  const heads = new Set(named.map((name) => name.split('/')[0] as string))
  return [
    `**/node_modules/${otherThan([...heads])}/**`,
    ...[...new Set(scoped.map((name) => name.split('/')[0] as string))].map((scope) => {
      const names = scoped.filter((name) => name.startsWith(`${scope}/`)).map((name) => name.slice(scope.length + 1))
      return `**/node_modules/${scope}/${otherThan(names)}/**`
    }),
  ]
}

/** One path segment that is none of `names`. A lookahead, since `!(a)` would also turn down `ab`. */
function otherThan(names: string[]): string {
  return `(?!(?:${names.join('|')})/)*`
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch {
    return false // A glob may be longer than any name of a file.
  }
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}
