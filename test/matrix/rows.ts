/** Every way of running a suite that cache-probe claims to see exactly: runner by runner, variant by variant. */
import { fromNode, type ModuleUse, type Row } from './row.js'

const TEST_FILES = 2

/** Each of the two test files exercises the module; `evaluations`: 1 when they share it, 2 when each gets its own. */
function used(file: string, evaluations: 1 | 2): ModuleUse {
  return { file, exercises: TEST_FILES, evaluations }
}

const cjs = (evaluations: 1 | 2) => used('src/cjs.cjs', evaluations)
const esm = (evaluations: 1 | 2) => used('src/esm.mjs', evaluations)
const typed = (evaluations: 1 | 2) => used('src/typed.ts', evaluations)

/** Two files exercise the CommonJS module by `require`, and two by `import`, all in one process. */
const CJS_BOTH_WAYS: ModuleUse = { file: 'src/cjs.cjs', exercises: 2 * TEST_FILES, evaluations: 1 }
const CJS_EACH_FILE: ModuleUse = { file: 'src/cjs.cjs', exercises: 2 * TEST_FILES, evaluations: 4 }

const node22 = (runner: string) => fromNode(22, 12, `${runner} needs Node 22`)
const stripping = fromNode(22, 18, 'node strips types since 22.18')

const nodeTest: Row[] = [
  {
    project: 'node-test',
    variant: 'node --test',
    command: ['node', '--test', 'test/a.test.mjs', 'test/b.test.mjs'],
    uses: [cjs(2), esm(2)],
    ci: true,
  },
  {
    project: 'node-test',
    variant: '--test-isolation=none',
    command: ['node', '--test', '--experimental-test-isolation=none', 'test/a.test.mjs', 'test/b.test.mjs'],
    uses: [cjs(1), esm(1)],
    needs: fromNode(22, 8, 'the flag came with Node 22.8'),
  },
  {
    project: 'node-test',
    variant: 'type stripping',
    command: ['node', '--test', 'test/a.test.ts', 'test/b.test.ts'],
    uses: [typed(2)],
    needs: stripping,
    ci: true,
  },
  {
    project: 'node-test',
    variant: 'node --run',
    command: ['node', '--run', 'test'],
    uses: [cjs(2), esm(2)],
    needs: fromNode(22, 3, '`node --run` came with Node 22'),
  },
  { project: 'node-test', variant: 'npm test', command: ['npm', 'test'], uses: [cjs(2), esm(2)], ci: true },
]

const mocha: Row[] = [
  { project: 'mocha', variant: 'CJS', command: ['mocha', 'test/*.cjs'], uses: [cjs(1)] },
  { project: 'mocha', variant: 'ESM', command: ['mocha', 'test/*.mjs'], uses: [cjs(1), esm(1)] },
  { project: 'mocha', variant: 'both', command: ['mocha', 'test/*'], uses: [CJS_BOTH_WAYS, esm(1)], ci: true },
  { project: 'mocha', variant: '"type": "module"', command: ['mocha', 'module/*.js'], uses: [cjs(1), esm(1)] },
  {
    project: 'mocha',
    variant: '--parallel',
    command: ['mocha', '--parallel', '-j', '2', 'test/*.mjs'],
    uses: [cjs(2), esm(2)],
  },
  { project: 'mocha', variant: '--exit', command: ['mocha', '--exit', 'test/*.mjs'], uses: [cjs(1), esm(1)] },
]

const ava: Row[] = (
  [
    ['ava3', undefined],
    ['ava5', undefined],
    ['ava7', undefined],
    ['ava8', fromNode(22, 20, 'ava 8 needs Node 22.20')],
  ] as const
).flatMap(([project, needs]): Row[] => [
  { project, variant: 'worker threads', command: ['ava'], uses: [cjs(2), esm(2)], needs, ci: project === 'ava7' },
  {
    project,
    variant: '--no-worker-threads',
    command: ['ava', '--no-worker-threads'],
    uses: [cjs(2), esm(2)],
    needs,
  },
])

const smallRunners: Row[] = [
  { project: 'tape', variant: 'CJS', command: ['tape', 'test/*.cjs'], uses: [cjs(1)] },
  { project: 'tape', variant: 'ESM', command: ['tape', 'test/*.mjs'], uses: [cjs(1), esm(1)], ci: true },
  {
    project: 'tap16',
    variant: 'default',
    command: ['tap', '--no-coverage', 'test/a.test.cjs', 'test/b.test.cjs', 'test/a.test.mjs', 'test/b.test.mjs'],
    uses: [CJS_EACH_FILE, esm(2)],
    ci: true,
  },
  {
    project: 'tap21',
    variant: 'default',
    command: ['tap', '--allow-incomplete-coverage', '-R', 'tap'],
    uses: [CJS_EACH_FILE, esm(2)],
  },
  { project: 'uvu', variant: 'default', command: ['uvu', 'test'], uses: [CJS_BOTH_WAYS, esm(1)], ci: true },
  { project: 'uvu', variant: '-r esm', command: ['uvu', '-r', 'esm', 'test', '\\.cjs$'], uses: [cjs(1)] },
  {
    project: 'jasmine',
    variant: 'default',
    command: ['jasmine', '--random=false', 'test/*.spec.*'],
    uses: [CJS_BOTH_WAYS, esm(1)],
    needs: node22('jasmine 7'),
    ci: true,
  },
  {
    project: 'jasmine',
    variant: '--parallel',
    command: ['jasmine', '--parallel=2', 'test/*.spec.mjs'],
    uses: [cjs(2), esm(2)],
    needs: node22('jasmine 7'),
  },
]

const jest: Row[] = ['jest29', 'jest30'].flatMap((project): Row[] => {
  const command = ['jest', '-c', 'default.config.cjs']
  return [
    { project, variant: 'default', command, uses: [cjs(2)], ci: project === 'jest30' },
    { project, variant: '-i', command: [...command, '-i'], uses: [cjs(2)] },
    { project, variant: '-w 2', command: [...command, '-w', '2'], uses: [cjs(2)] },
    { project, variant: '--workerThreads', command: [...command, '-w', '2', '--workerThreads'], uses: [cjs(2)] },
    {
      project,
      variant: '--coverage',
      command: [...command, '--coverage'],
      uses: [cjs(2)],
      coverage: 'coverage/coverage-final.json',
    },
    {
      project,
      variant: '--coverage v8',
      command: [...command, '--coverage', '--coverageProvider=v8'],
      uses: [cjs(2)],
      coverage: 'coverage/coverage-final.json',
    },
    {
      project,
      variant: 'babel',
      command: ['jest', '-c', 'babel.jest.config.cjs'],
      uses: [cjs(2), typed(2)],
    },
    { project, variant: 'ts-jest', command: ['jest', '-c', 'ts-jest.config.cjs'], uses: [typed(2)] },
    {
      project,
      variant: 'native ESM',
      command: ['node', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '-c', 'esm.config.cjs'],
      uses: [cjs(2), esm(2)],
    },
  ]
})

const vitest: Row[] = (
  [
    ['vitest3', undefined],
    ['vitest4', undefined],
    ['vitest5', node22('vitest 5')],
  ] as const
).flatMap(([project, needs]): Row[] => {
  const command = ['vitest', 'run']
  const each = [cjs(2), esm(2), typed(2)]
  const once = [cjs(1), esm(1), typed(1)]
  // vitest 4 runs both files in one of these workers, and evaluates what they import once (also without cache-probe).
  const usesIn = (pool: string) => (project === 'vitest4' && pool.startsWith('vm') ? once : each)
  const coverage = (provider: string) => [
    ...[...command, '--coverage', `--coverage.provider=${provider}`],
    ...['--coverage.reporter=json', '--coverage.include=src/**'],
  ]
  return [
    { project, variant: 'default', command, uses: each, needs, ci: project === 'vitest4' },
    ...['forks', 'threads', 'vmForks', 'vmThreads'].map(
      (pool): Row => ({ project, variant: pool, command: [...command, `--pool=${pool}`], uses: usesIn(pool), needs }),
    ),
    {
      project,
      variant: '--no-isolate',
      command: [...command, '--no-isolate', '--no-file-parallelism'],
      uses: once,
      needs,
    },
    { project, variant: 'projects', command: [...command, '-c', 'projects.config.ts'], uses: each, needs },
    ...['v8', 'istanbul'].map(
      (provider): Row => ({
        project,
        variant: `--coverage ${provider}`,
        command: coverage(provider),
        uses: each,
        needs,
        coverage: 'coverage/coverage-final.json',
      }),
    ),
  ]
})

const typescript: Row[] = [
  { variant: 'tsx', command: ['tsx', 'main.ts'], uses: [cjs(1), typed(1)], ci: true },
  { variant: 'tsx main.cts', command: ['tsx', 'main.cts'], uses: [cjs(1), used('src/typed.cts', 1)] },
  { variant: 'tsx main.mts', command: ['tsx', 'main.mts'], uses: [cjs(1), esm(1), typed(1)] },
  { variant: '--import tsx', command: ['node', '--import', 'tsx', 'main.ts'], uses: [cjs(1), typed(1)] },
  {
    variant: '--import tsx main.mts',
    command: ['node', '--import', 'tsx', 'main.mts'],
    uses: [cjs(1), esm(1), typed(1)],
  },
  {
    variant: 'NODE_OPTIONS: ours, --import tsx',
    command: ['env', 'NODE_OPTIONS=--import tsx', 'node', 'main.ts'],
    uses: [cjs(1), typed(1)],
  },
  {
    variant: 'NODE_OPTIONS: --import tsx, ours',
    command: ['sh', '-c', 'NODE_OPTIONS="--import tsx $NODE_OPTIONS" node main.ts'],
    uses: [cjs(1), typed(1)],
  },
  ...[true, false].map((first) => ({
    variant: first ? 'standalone: ours, --import tsx' : 'standalone: --import tsx, ours',
    command: ['node', '--import', 'tsx', 'main.ts'],
    standalone: (loader: string) => {
      const imported = first ? [loader, 'tsx'] : ['tsx', loader]
      return ['node', ...imported.flatMap((name) => ['--import', name]), 'main.ts']
    },
    uses: [cjs(1), typed(1)],
  })),
  {
    variant: 'tsc, built with source maps',
    command: ['sh', '-c', '[ -d out ] || tsc -p built.json && node --enable-source-maps out/main.js'],
    uses: [used('out/src/cjs.cjs', 1), used('out/src/typed.js', 1)],
  },
  { variant: 'ts-node', command: ['ts-node', '-T', 'main.ts'], uses: [cjs(1), typed(1)], ci: true },
  {
    variant: '@swc-node/register',
    command: ['node', '-r', '@swc-node/register', 'main.ts'],
    uses: [cjs(1), typed(1)],
    ci: true,
  },
].map((row) => ({ project: 'typescript', ...row }))

const typescriptEsm: Row[] = [
  { variant: 'ts-node/esm', command: ['node', '--loader', 'ts-node/esm/transpile-only', 'main.ts'] },
  { variant: 'tsx', command: ['tsx', 'main.ts'] },
  { variant: '--import tsx', command: ['node', '--import', 'tsx', 'main.ts'] },
].map((row) => ({ project: 'typescript-esm', ...row, uses: [cjs(1), esm(1), typed(1)] }))

const packageManagers: Row[] = [
  ['npm', 'test'],
  ['npx', 'mocha', 'test'],
  ['pnpm', 'test'],
  ['pnpm', 'exec', 'mocha', 'test'],
  ['yarn', '-s', 'test'],
].map((command) => ({
  project: 'package-managers',
  variant: command.slice(0, 2).join(' '),
  command,
  uses: [CJS_BOTH_WAYS, esm(1)],
}))

const workspaces: Row[] = [
  ['npm', 'test', '--workspaces'],
  ['npm', 'test', '-w', '@runner/one', '-w', '@runner/other'],
].map((command) => ({
  project: 'workspaces',
  variant: command.slice(0, 3).join(' '),
  command,
  uses: ['one', 'other'].map((name) => ({ file: `packages/${name}/src/cjs.cjs`, exercises: 1, evaluations: 1 })),
}))

const coverage: Row[] = [
  {
    project: 'coverage',
    variant: 'c8',
    command: ['c8', '-r', 'json', 'mocha', 'test'],
    uses: [CJS_BOTH_WAYS, esm(1)],
    coverage: 'coverage/coverage-final.json',
    ci: true,
  },
  {
    project: 'coverage',
    variant: 'nyc',
    command: ['nyc', '-r', 'json', 'mocha', 'test/*.cjs'],
    uses: [cjs(1)],
    coverage: 'coverage/coverage-final.json',
    ci: true,
  },
]

const processes: Row[] = [
  { project: 'processes', variant: 'cluster', command: ['node', 'cluster.mjs'], uses: [cjs(2), esm(2)], ci: true },
  {
    project: 'processes',
    variant: 'workers, env: {} and execArgv: []',
    command: ['node', 'workers.mjs'],
    uses: [cjs(2), esm(2)],
    ci: true,
  },
  {
    project: 'processes',
    variant: 'spawn, fork and sh -c',
    command: ['node', 'children.mjs'],
    uses: ['src/cjs.cjs', 'src/esm.mjs'].map((file) => ({ file, exercises: 3, evaluations: 3 })),
  },
  {
    project: 'processes',
    variant: 'children with a cleared environment',
    command: ['node', 'cleared.mjs'],
    uses: ['src/cjs.cjs', 'src/esm.mjs'].map((file) => ({ file, exercises: 1, evaluations: 1 })),
    uncounted: 4,
    ci: true,
  },
  {
    project: 'processes',
    variant: 'children with NODE_OPTIONS of their own',
    command: ['node', 'replaced.mjs'],
    uses: ['src/cjs.cjs', 'src/esm.mjs'].map((file) => ({ file, exercises: 3, evaluations: 3 })),
  },
  {
    project: 'processes',
    variant: 'a script that sets NODE_OPTIONS',
    command: ['npm', 'test'],
    uses: ['src/cjs.cjs', 'src/esm.mjs'].map((file) => ({ file, exercises: 1, evaluations: 1 })),
  },
  {
    project: 'import-in-the-middle',
    variant: 'beside ours',
    command: ['node', '--import', './register.mjs', 'main.mjs'],
    uses: [cjs(1), esm(1)],
    ci: true,
  },
]

export const ROWS: readonly Row[] = [
  ...nodeTest,
  ...mocha,
  ...ava,
  ...smallRunners,
  ...jest,
  ...vitest,
  ...typescript,
  ...typescriptEsm,
  ...packageManagers,
  ...workspaces,
  ...coverage,
  ...processes,
]
