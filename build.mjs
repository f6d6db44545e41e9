// Builds what is shipped into dist/: the driver, and the loader as bundles that carry their own dependencies (DESIGN §3).
import { rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'

rmSync('dist', { recursive: true, force: true })

const common = { bundle: true, platform: 'node', target: 'node20.19', logLevel: 'warning', legalComments: 'none' }
const driverPackages = ['acorn', 'commander', 'eslint-scope', 'json5', 'magic-string', 'picomatch', 'tinyglobby']
const importMetaUrl = {
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
}

await Promise.all([
  build({
    ...common,
    entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    chunkNames: 'driver-[hash]',
    external: driverPackages,
  }),
  build({
    ...common,
    entryPoints: { preload: 'loader/preload.ts', rewriter: 'loader/rewriter.ts', strip: 'loader/strip.ts', launcher: 'src/launch/launcher.ts' },
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

const tsc = 'node_modules/typescript/bin/tsc'
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.json', '--emitDeclarationOnly', '--outDir', 'dist/types'], { stdio: 'inherit' })
rmSync('dist/types/test', { recursive: true, force: true })
