import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type CliResult, cacheProbe } from './cli.js'
import { copyFixture, observeIn, runIn } from './probe-fixture.js'
import { temporaryFolder } from './temporary-folder.js'

const command = ['--', 'node', 'main.js']

test('an unknown option is named, with the nearest valid one', async () => {
  await expectLine(['run', '--chache-size', '3', ...command], 2, /--chache-size.*--cache-size/)
})

test('an unknown configuration key is named, with the nearest valid one', async () => {
  const cwd = withPackageKey({ cachSize: 3 })
  await expectLine(['run', ...command], 2, /cachSize.*cacheSize/, { cwd })
})

test('a syntax error in the JSON5 file is named with file, line and column', async () => {
  const cwd = copyFixture('recursive-fib')
  writeFileSync(join(cwd, 'cache-probe.config.json5'), '{\n  // a comment\n  cacheSize: : 3,\n}\n')
  await expectLine(['run', ...command], 2, /cache-probe\.config\.json5\D+3\D+14/, { cwd })
})

test('a configuration file that is not there is named', async () => {
  await expectLine(['run', '--config', 'elsewhere.json5', ...command], 2, /elsewhere\.json5/)
})

test('a value of the wrong type is named with its key', async () => {
  const cwd = withPackageKey({ include: 3 })
  await expectLine(['run', ...command], 2, /include/, { cwd })
})

test('a flag out of range is named with its range', async () => {
  await expectLine(['run', '--hit-rate-threshold', '1.5', ...command], 2, /hit-rate-threshold.*1\.5.*0.*1/)
})

test('an environment variable out of range is named', async () => {
  const env = { CACHE_PROBE_REPEATS: 'many' }
  await expectLine(['run', ...command], 2, /CACHE_PROBE_REPEATS.*many/, { env })
})

test('a reporter that does not exist is named, with those that do', async () => {
  await expectLine(['run', '--reporter', 'tabel', ...command], 2, /tabel.*table/)
})

test('a glob that matches nothing is named', async () => {
  await expectLine(['run', '--include', 'nowhere/**', ...command], 2, /nowhere\/\*\*/)
})

test('a profile that is none is named', async () => {
  const line = /package\.json cannot be used: it has no nodes\. Record one with cache-probe profile/
  await expectLine(['run', '--profile', 'package.json', ...command], 2, line)
})

test('a command typed without -- gets the hint', async () => {
  await expectLine(['run', 'node', 'main.js'], 2, /cache-probe run.*-- node main\.js/)
})

test('a command without a name, as of a variable that is not set, gets a remedy', async () => {
  await expectLine(['run', '--', '', 'test'], 2, /The command after -- is empty.*cache-probe run -- npm test/)
})

test('threads for what is no plain script are refused with the reason and what to use instead', async () => {
  const words = ['run', '--isolation', 'inprocess', '--', 'npm', 'test']
  await expectLine(words, 2, /inprocess\), as the command is npm.*subprocess/)
})

test('a report that cannot be written is named', async () => {
  await expectLine(
    ['run', '--reporter', 'json=no/such/folder/report.json', ...command],
    2,
    /no\/such\/folder\/report\.json/,
  )
})

test('a command that does not exist is named', async () => {
  await expectLine(['run', '--', 'no-such-command-anywhere', 'x'], 3, /no-such-command-anywhere/)
})

test('a command that fails without caches shows the end of its own output', async () => {
  const cwd = copyFixture('recursive-fib')
  writeFileSync(join(cwd, 'main.js'), `console.log('before the end')\nthrow new Error('the workload is broken')\n`)
  const { stderr } = await expectExit(['run', ...command], 3, { cwd })
  // Lines of progress may stand before it where the machine is slow.
  assert.match(stderr, /^cache-probe: .*exit/m)
  assert.match(stderr, 'before the end')
  assert.match(stderr, 'the workload is broken')
})

test('a command that clears its environment is told apart from one without candidates', async () => {
  await expectLine(['run', '--', 'env', '-i', process.execPath, 'main.js'], 3, /NODE_OPTIONS|environment/)
})

test('a file that cannot be parsed is named with its line, and it alone is left out', async () => {
  const probed = await runIn(copyFixture('unparsable'))
  const warnings = probed.report?.warnings.filter(({ message }) => message.includes('src/broken.js')) ?? []
  assert.is(warnings.length, 1, JSON.stringify(probed.report?.warnings))
  assert.match(warnings[0]?.message ?? '', /\b3\b/)
  probed.expectSite('src/shorten.js#shorten', { verdict: 'REJECT', calls: 200 })
})

test('NODE_OPTIONS with spaces and quotes keeps working beside ours', async () => {
  const folder = join(temporaryFolder('options'), 'a "quoted" folder')
  mkdirSync(folder)
  const preload = join(folder, 'owner preload.cjs')
  writeFileSync(preload, 'globalThis.ownerPreloaded = true\n')
  const cwd = copyFixture('recursive-fib')
  const main = join(cwd, 'main.js')
  writeFileSync(main, `if (!globalThis.ownerPreloaded) throw new Error('not preloaded')\n${readFileSync(main, 'utf8')}`)
  const quoted = `"${preload.replace(/["\\]/g, '\\$&')}"`
  const { stdout } = await expectExit(['observe', ...command], 0, { cwd, env: { NODE_OPTIONS: `--require ${quoted}` } })
  assert.match(stdout, /fib.* 15 /)
})

test('a project path with a space, an umlaut and a percent escape is probed like any other', async () => {
  const folder = join(temporaryFolder('path'), 'a project ü %20 #1')
  mkdirSync(folder)
  const probed = await observeIn(copyFixture('recursive-fib', folder))
  probed.expectSite('src/fib.js#fib', { calls: 15, hits: 9, misses: 6 })
})

interface Setting {
  cwd?: string
  env?: NodeJS.ProcessEnv
}

/** The call must exit with `exitCode`, print nothing on stdout, and say it in one line that matches. */
async function expectLine(args: string[], exitCode: number, line: RegExp, setting: Setting = {}): Promise<void> {
  const { stdout, stderr } = await expectExit(args, exitCode, setting)
  assert.is(stdout, '')
  // A slow machine shows what stage it is at; that is no part of the fault.
  const lines = stderr
    .trimEnd()
    .split('\n')
    .filter((text) => !/^(scan|screening|validation): /.test(text))
  assert.is(lines.length, 1, stderr)
  assert.match(lines[0] ?? '', /^cache-probe: /)
  assert.match(lines[0] ?? '', line)
}

async function expectExit(args: string[], exitCode: number, { cwd, env }: Setting): Promise<CliResult> {
  const result = await cacheProbe(args, { cwd: cwd ?? copyFixture('recursive-fib'), env: env ?? {} })
  assert.is(result.exitCode, exitCode, result.stderr)
  return result
}

function withPackageKey(cacheProbeKey: object): string {
  const cwd = copyFixture('recursive-fib')
  const path = join(cwd, 'package.json')
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), cacheProbe: cacheProbeKey }))
  return cwd
}

test.run()
