// Builds what is shipped into dist/: the driver, the loader as bundles that carry their own dependencies (DESIGN §3),
// the types that are reachable from the public entries, and the licences of what was bundled.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const common = { bundle: true, platform: 'node', target: 'node20.19', logLevel: 'warning', metafile: true }
const importMetaUrl = {
  define: { 'import.meta.url': 'importMetaUrl' },
  // Strict by its own first line: a sloppy wrapper would hand strict functions another `this` than they were given.
  banner: { js: '"use strict"; const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
}

const builds = await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    chunkNames: 'driver-[hash]',
    external: Object.keys(dependencies),
  }),
  build({
    ...common,
    entryPoints: {
      preload: 'loader/preload.ts',
      observing: 'loader/observing.ts',
      rewriter: 'loader/rewriter.ts',
      'import-hook': 'loader/import-hook.ts',
      strip: 'loader/strip.ts',
      launcher: 'src/launch/launcher.ts',
      'thread-host': 'src/launch/thread-host.ts',
    },
    outdir: 'dist/loader',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    ...importMetaUrl,
  }),
  build({
    ...common,
    entryPoints: { register: 'loader/register.ts', hooks: 'loader/hooks.ts' },
    outdir: 'dist/loader',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
  }),
  ...['esm', 'cjs'].map((format) =>
    build({
      ...common,
      entryPoints: { memoize: 'loader/memoize.ts' },
      outdir: 'dist',
      outExtension: { '.js': format === 'esm' ? '.mjs' : '.cjs' },
      format,
    }),
  ),
])

writeFileSync('dist/THIRD-PARTY-LICENSES.txt', bundledPackages(builds).map(licence).join('\n\n'))
emitTypes(['src/index.d.ts', 'loader/memoize.d.ts'])
forRequire('dist/types/loader/memo/memoize', 'dist/types/loader/memoize')

/** Folders of the packages whose code is inside the bundles, sorted. */
function bundledPackages(results) {
  const inputs = results.flatMap(({ metafile }) =>
    Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs)),
  )
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0])
  return [...new Set(folders.filter(Boolean))].sort()
}

function licence(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)(\.(md|txt))?$/i.test(file))
  if (texts.length === 0) throw new Error(`${name} is bundled but carries no licence file`)
  return [`=== ${name} ${version} ===`, ...texts.map((file) => readFileSync(join(folder, file), 'utf8').trim())].join(
    '\n\n',
  )
}

/** Declarations of everything, then only those that `entries` lead to are kept. */
function emitTypes(entries) {
  const all = 'dist/all-types'
  const tsc = 'node_modules/typescript/bin/tsc'
  execFileSync(process.execPath, [tsc, '--emitDeclarationOnly', '--declaration', '--outDir', all], { stdio: 'inherit' })
  const pending = [...entries]
  const kept = new Set()
  for (let file = pending.pop(); file; file = pending.pop()) {
    if (kept.has(file)) continue
    kept.add(file)
    const text = readFileSync(join(all, file), 'utf8')
    for (const [, path] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g))
      pending.push(join(dirname(file), `${path}.d.ts`))
    mkdirSync(join('dist/types', dirname(file)), { recursive: true })
    writeFileSync(join('dist/types', file), text)
  }
  rmSync(all, { recursive: true })
}

/** The same declarations for programs that `require` the package: a .d.ts here speaks of an ES module only. */
function forRequire(...paths) {
  for (const path of paths) {
    writeFileSync(`${path}.d.cts`, readFileSync(`${path}.d.ts`, 'utf8').replaceAll(/(from '\..*)\.js'/g, "$1.cjs'"))
  }
}
