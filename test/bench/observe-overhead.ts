/** What observing adds to published packages at work and to their suites, part by part, as multiples of their bare CPU time. */
import { observeConfig, probedEnvironment, WORKLOADS, type Workload } from './bench-workloads.js'
import { median, nodeCpuMs } from './cpu-time.js'
import { PART_NAMES } from './observe-parts.js'
import { profiledShares } from './profile-shares.js'

/** The CPU time of a whole observed run, as a multiple of the bare one's. */
const GOAL = 2

interface Overhead {
  workload: string
  bareMs: number
  off: number
  observe: number
  /** They add up to `observe`. */
  parts: number[]
}

export async function reportOverhead(rounds: number): Promise<void> {
  console.log(`observe: CPU time as a multiple of the bare program's, Node ${process.version}, ${rounds} rounds\n`)
  const columns: Overhead[] = []
  for (const workload of WORKLOADS) columns.push(await measured(workload, rounds))
  const row = (name: string, cells: string[]) => console.log(`| ${[name, ...cells].join(' | ')} |`)
  row(
    '',
    columns.map(({ workload }) => workload),
  )
  row(
    '---',
    columns.map(() => '---'),
  )
  row(
    'bare',
    columns.map(({ bareMs }) => `${Math.round(bareMs)} ms`),
  )
  row(
    '`off`: nothing wrapped',
    columns.map(({ off }) => times(off)),
  )
  row(
    `\`observe\` (goal: at most ${times(GOAL)})`,
    columns.map(({ observe }) => `${times(observe)} ${observe <= GOAL ? 'met' : 'missed'}`),
  )
  for (const [index, name] of PART_NAMES.entries()) {
    row(
      `… ${name}`,
      columns.map(({ parts }) => (parts[index] as number).toFixed(2)),
    )
  }
}

async function measured(workload: Workload, rounds: number): Promise<Overhead> {
  const folder = workload.prepare()
  const [bare, off, observe] = await environments(folder, workload)
  const { args } = workload
  const cpuMs = interleaved([bare, off, observe], args, folder, rounds)
  const ratio = (index: number) =>
    median((cpuMs[index] as number[]).map((ms, round) => ms / (cpuMs[0]?.[round] as number)))
  const shares = profiledShares(args, folder, observe)
  const observed = ratio(2)
  return {
    workload: workload.name,
    bareMs: median(cpuMs[0] as number[]),
    off: ratio(1),
    observe: observed,
    parts: PART_NAMES.map((name) => observed * (shares.get(name) ?? 0)),
  }
}

async function environments(folder: string, workload: Workload) {
  const config = await observeConfig(folder, workload)
  const { NODE_OPTIONS: _ours, ...bare } = process.env
  return [bare, probedEnvironment({ ...config, arm: 'off', sites: {} }), probedEnvironment(config)] as const
}

/** CPU ms by arm and round. Each round runs every arm once, so that drift of the machine falls on all alike. */
function interleaved(arms: readonly NodeJS.ProcessEnv[], args: string[], folder: string, rounds: number): number[][] {
  const cpuMs: number[][] = arms.map(() => [])
  // The first round fills caches, ours and the system's.
  for (let round = -1; round < rounds; round++) {
    for (const [index, env] of arms.entries()) {
      const ms = nodeCpuMs(args, folder, env)
      if (round >= 0) cpuMs[index]?.push(ms)
    }
  }
  return cpuMs
}

function times(ratio: number): string {
  return `x${ratio.toFixed(2)}`
}
