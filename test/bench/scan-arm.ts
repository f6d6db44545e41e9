/** What `bench:scan` measures, one arm a process: prints what it took as JSON. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'acorn'
import { listTargetFiles } from '../../src/scan/target-files.js'

export interface ScanCost {
  cpuMs: number
  peakMb: number
}

const [arm, root = '', factsDir = ''] = process.argv.slice(2)
const files = await listTargetFiles({ root, include: ['**'], exclude: [] })

if (arm === 'parse') for (const file of files) parseAlone(readFileSync(join(root, file), 'utf8'), file)
else await scanWhole()

const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
const cost: ScanCost = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 }
console.log(JSON.stringify(cost))

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

async function scanWhole(): Promise<void> {
  const { scanFiles } = await import('../../src/scan/scan-files.js')
  const { KeptFacts } = await import('../../src/scan/kept-facts.js')
  const { files: read } = await scanFiles({ root, files, kept: new KeptFacts(factsDir) })
  if (read !== files.length) throw new Error(`${read} of ${files.length} files could be read`)
}
