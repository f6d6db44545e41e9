/** The programs whose start is measured with and without the loader, each with the goal that it is held against. */
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface BenchProgram {
  name: string
  folder: string
  /** Arguments of `node`. */
  args: string[]
  /** RegExp sources over relative paths. */
  targets: string[]
  goal: string
  /** Also measured with no target met, and with its targets not yet rewritten. */
  inFull: boolean
}

const MODULES = 300
const TARGETS = 5
const FUNCTIONS = 8

export function benchPrograms(root: string): BenchProgram[] {
  return [start(join(root, 'start')), application(join(root, 'app')), npmTest(join(root, 'npm'))]
}

function start(folder: string): BenchProgram {
  write(folder, {
    'package.json': '{"type":"module"}',
    'main.mjs': `import { double } from './target.mjs'\ndouble(2)\n`,
    'target.mjs': 'export function double(n) {\n  return n * 2\n}\n',
  })
  const goal = 'at most +10 ms on Node 22+'
  return { name: 'bare start, one target', folder, args: ['main.mjs'], targets: ['^target\\.mjs$'], goal, inFull: true }
}

/** Every other module is CommonJS; the first five are targets. */
function application(folder: string): BenchProgram {
  const names = Array.from({ length: MODULES }, (_, n) => (n % 2 === 0 ? `m${n}.mjs` : `m${n}.cjs`))
  const imports = names.map((name, n) => `import * as m${n} from './${name}'`)
  const calls = names.map((_, n) => `sum += m${n}.f0(sum % 7) + m${n}.f1(3)`)
  write(folder, {
    ...Object.fromEntries(names.map((name) => [name, moduleText(name.endsWith('.mjs'))])),
    'main.mjs': `${imports.join('\n')}\nlet sum = 0\nfor (let i = 0; i < 20; i++) {\n${calls.join('\n')}\n}\n`,
  })
  return {
    name: `${MODULES} modules, ${TARGETS} targets`,
    folder,
    args: ['main.mjs'],
    targets: names.slice(0, TARGETS).map((name) => `^${name.replace('.', '\\.')}$`),
    goal: 'at most x1.10',
    inFull: false,
  }
}

function moduleText(isModule: boolean): string {
  const functions = Array.from(
    { length: FUNCTIONS },
    (_, n) =>
      `${isModule ? 'export ' : ''}function f${n}(n) {\n  const list = [n, ${n}]\n  return list[0] + list[1]\n}\n`,
  )
  const exported = Array.from({ length: FUNCTIONS }, (_, n) => `exports.f${n} = f${n}\n`)
  return [...functions, ...(isModule ? [] : exported)].join('')
}

/** The package manager itself: the script does nothing. */
function npmTest(folder: string): BenchProgram {
  write(folder, { 'package.json': '{"name":"bench","version":"1.0.0","scripts":{"test":"exit 0"}}' })
  return {
    name: 'npm test',
    folder,
    args: [npmPath(), 'test'],
    targets: ['^src/'],
    goal: 'at most x1.15',
    inFull: false,
  }
}

function npmPath(): string {
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'))
  const found = paths.find((path) => existsSync(path))
  if (found === undefined) throw new Error('there is no npm in PATH')
  return realpathSync(found)
}

function write(folder: string, files: Record<string, string>): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}
