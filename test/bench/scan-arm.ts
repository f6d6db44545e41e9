/** What `bench:scan` measures, one arm a process: prints what it took as JSON. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'acorn'
import { compileLess } from '../../src/cli/compile-less.js'
import { KeptFacts } from '../../src/scan/kept-facts.js'
import { scanFiles } from '../../src/scan/scan-files.js'
import { listTargetFiles } from '../../src/scan/target-files.js'

export interface ScanCost {
  /** Without the start of the process and the loading of our own code, which are there whatever is scanned. */
  cpuMs: number
  startMs: number
  peakMb: number
}

const [arm, root = '', factsDir = ''] = process.argv.slice(2)
const startMs = cpuMs()
const files = await listTargetFiles({ root, include: ['**'], exclude: [] })

if (arm === 'parse') for (const file of files) parseAlone(readFileSync(join(root, file), 'utf8'), file)
else await scanWhole()

const cost: ScanCost = { cpuMs: cpuMs() - startMs, startMs, peakMb: process.resourceUsage().maxRSS / 1024 }
console.log(JSON.stringify(cost))

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** As whoever knows beforehand what a file is: tried again as the other kind where it was told wrongly. */
function parseAlone(text: string, file: string): void {
  const isModule = file.endsWith('.mjs') || (!file.endsWith('.cjs') && /^\s*(?:import|export)\b/m.test(text))
  const [first, second] = isModule ? (['module', 'commonjs'] as const) : (['commonjs', 'module'] as const)
  try {
    parse(text, { ecmaVersion: 'latest', sourceType: first })
  } catch {
    parse(text, { ecmaVersion: 'latest', sourceType: second })
  }
}

/** As the CLI does. */
async function scanWhole(): Promise<void> {
  compileLess()
  const { files: read } = await scanFiles({ root, files, kept: new KeptFacts(factsDir) })
  if (read !== files.length) throw new Error(`${read} of ${files.length} files could be read`)
}
