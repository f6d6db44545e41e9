/** Programs whose functions take a known share of the time, in a command that is as noisy as wanted. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { median, nodeCpuMs } from './cpu-time.js'

export interface KnownProgram {
  /** What caching each function saves of the command's time, 0.2 = 20 %. */
  shares: Record<string, number>
  /** Functions return promises: their calls cannot be timed, and the command alone tells. */
  async?: boolean
  /** Relative standard deviation of the rest of the command, and what one run in twenty takes more than the others. */
  noise: number
  spike: number
}

/** Of the runs, so many take longer. */
const SPIKES = 0.05

const CALLS = 2000
const KEYS = 20

/** Rounds of the loop that all work is made of in one run: about a second. */
const ROUNDS = 1e9

/**
 * What of the program's CPU time its rounds take: the rest is node's start, of which no cache saves anything. Measured
 * in interleaved runs of this program and of an empty one.
 */
export function workShare(folder: string): number {
  const cpuMs = (script: string) => nodeCpuMs([script], folder, process.env)
  const shares = Array.from({ length: 5 }, () => 1 - cpuMs('empty.js') / cpuMs('main.js'))
  return median(shares)
}

/** Writes `main.js`, one module for each function, what all of them work with, and an empty program into the folder. */
export function writeProgram(folder: string, program: KnownProgram): void {
  mkdirSync(join(folder, 'src'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }\n')
  for (const [name, share] of Object.entries(program.shares)) {
    writeFileSync(join(folder, 'src', `${name}.js`), functionText(name, share, program.async ?? false))
  }
  writeFileSync(join(folder, 'rounds.js'), ROUNDS_TEXT)
  writeFileSync(join(folder, 'main.js'), mainText(program))
  writeFileSync(join(folder, 'empty.js'), '')
}

/** One loop for all: the same rounds, compiled in another place, may take a tenth more or less. */
const ROUNDS_TEXT = `export function work(hash, rounds) {
  for (let round = 0; round < rounds; round += 1) hash = Math.imul(hash ^ round, 0x5bd1e995)
  return hash
}
`

function functionText(name: string, share: number, isAsync: boolean): string {
  const rounds = Math.round((share * ROUNDS) / (CALLS - KEYS))
  return `import { work } from '../rounds.js'

export ${isAsync ? 'async ' : ''}function ${name}(key) {
  return work(key, ${rounds})
}
`
}

function mainText({ shares, noise, spike }: KnownProgram): string {
  const names = Object.keys(shares)
  const rest = 1 - Object.values(shares).reduce((sum, share) => sum + share, 0)
  // Less than 1 in most runs, so that shares of the average run are what they are said to be.
  const usual = 1 - SPIKES * spike
  return `import { work } from './rounds.js'
${names.map((name) => `import { ${name} } from './src/${name}.js'`).join('\n')}
let hash = 0
const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())
const more = ${usual} + ${noise} * normal + (Math.random() < ${SPIKES} ? ${spike} : 0)
const rounds = Math.round(${rest * ROUNDS} * more / ${CALLS})
for (let call = 0; call < ${CALLS}; call += 1) {
${names.map((name) => `  hash ^= await ${name}(call % ${KEYS})`).join('\n')}
  hash = work(hash, rounds)
}
if (hash === 0.5) console.log(hash)
`
}
