import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { AREAS, type Area, areaOf } from './areas.js'
import { codeOf, type Import, importsOf, type SourceFile, sourceFiles } from './source-files.js'

/** The packages that run in an owner's process or in the driver, and the one file that each enters by. */
const DOORS: Record<string, string> = {
  '@jridgewell/trace-mapping': 'src/source/trace-map.ts',
  acorn: 'src/source/parse.ts',
  amaro: 'loader/strip.ts',
  commander: 'src/cli/arguments.ts',
  'eslint-scope': 'src/scan/scopes.ts',
  // Its parts are loaded apart: the version table always, the hook and its registry only where an export is wrapped.
  'import-in-the-middle': 'loader/exports-door.ts, loader/import-hook.ts, loader/sync-hooks.ts',
  json5: 'src/config/json5-file.ts',
  'magic-string': 'src/source/source-map.ts',
  picomatch: 'src/scan/target-files.ts',
  tinyglobby: 'src/scan/target-files.ts',
}

/** Files that may pass 300 lines, each with its reason. */
const LONG_FILES: Record<string, string> = {
  'src/scan/builtin-table.ts': 'a table: all builtins in one file, with their sources',
}

const files = sourceFiles('src', 'loader')

test('every folder imports only what the design lets it', () => {
  assert.equal(files.flatMap(forbiddenImports), [])
})

test('every place that the table of areas names is there', () => {
  const named = Object.values(AREAS).flatMap(({ holds, imports }) => [...holds, ...imports])
  const places = named.filter((each) => each.includes('/'))
  const isThere = (place: string) =>
    files.some(({ path }) => (place.endsWith('/') ? path.startsWith(place) : path === place))
  assert.equal(
    places.filter((place) => !isThere(place)),
    [],
  )
})

test('every third-party package enters by one door', () => {
  const doors = new Map<string, Set<string>>()
  for (const { path, imports } of files) {
    for (const { target, kind, typeOnly } of imports) {
      if (kind === 'package' && !typeOnly) doors.set(target, (doors.get(target) ?? new Set()).add(path))
    }
  }
  const found = Object.fromEntries([...doors].sort().map(([name, paths]) => [name, [...paths].join(', ')]))
  assert.equal(found, DOORS)
})

test('the loader prints nothing, its summary without a driver aside', () => {
  const printing = /\bconsole\.(log|error|warn|info|debug|trace|dir|table)\b|\bprocess\.(stdout|stderr)\b/
  assert.equal(
    filesThatSay(printing, (path) => areaOf(path) === 'loader'),
    [],
  )
})

test('the loader installs no signal handler where the code of an owner runs', () => {
  const handler = /\.(on|once|addListener|prependListener)\(\s*.SIG/
  const saying = files.filter(({ path, text }) => areaOf(path) === 'loader' && handler.test(text))
  assert.equal(
    saying.map(({ path }) => path),
    [],
  )
})

test('only the command line interface prints or ends the process', () => {
  const inDriver = (path: string) => path.startsWith('src/') && !path.startsWith('src/cli/')
  // The launcher is a program of its own: it stands between the driver and the owner's command.
  const isLauncher = (path: string) => path === 'src/launch/launcher.ts'
  const saying = /\bconsole\.|\bprocess\.exit\(|\bprocess\.(stdout|stderr)\b/
  assert.equal(
    filesThatSay(saying, (path) => inDriver(path) && !isLauncher(path)),
    [],
  )
})

test('no file is longer than 300 lines unless it is listed with its reason', () => {
  const long = files.filter(({ lines }) => lines > 300).map(({ path }) => path)
  assert.equal(long, Object.keys(LONG_FILES))
})

test('every file opens with a sentence that says why it exists', () => {
  const silent = files.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ path }) => path)
  assert.equal(silent, [])
})

test('the imports that these tests judge are all seen: values, types, exports and dynamic ones', () => {
  const text = `/** import '../stats/x.js' */
import './own.js'
import { a,
  b } from '../wire/record.js'
import type { C } from 'acorn'
export { d } from '@scope/name/deep'
const e = await import('json5')
`
  assert.equal(importsOf('src/scan/f.ts', text), [
    { target: 'src/scan/own.ts', kind: 'own', typeOnly: false },
    { target: 'src/wire/record.ts', kind: 'own', typeOnly: false },
    { target: 'acorn', kind: 'package', typeOnly: true },
    { target: '@scope/name', kind: 'package', typeOnly: false },
    { target: 'json5', kind: 'package', typeOnly: false },
  ])
})

function forbiddenImports({ path, imports }: SourceFile): string[] {
  const own = areaOf(path)
  const area = own === undefined ? undefined : AREAS[own]
  if (area === undefined) return [`${path} is in no area of the design`]
  return imports
    .filter(({ kind, target }) => kind === 'own' && areaOf(target) !== own)
    .filter((each) => !isAllowed(each, area))
    .map(({ target, typeOnly }) => `${path} imports ${typeOnly ? 'types from ' : ''}${target}`)
}

function isAllowed({ target, typeOnly }: Import, { imports, types = [] }: Area): boolean {
  const names = [target, areaOf(target) ?? '']
  const isAmong = (allowed: readonly string[]) => names.some((name) => allowed.includes(name))
  return isAmong(imports) || (typeOnly && (types === 'any' || isAmong(types)))
}

function filesThatSay(pattern: RegExp, choose: (path: string) => boolean): string[] {
  return files.filter(({ path, text }) => choose(path) && pattern.test(codeOf(text))).map(({ path }) => path)
}

test.run()
