/** What each part of observing adds to five published packages at work, as a multiple of their bare CPU time. */
import { observeConfig, probedEnvironment, WORKLOADS, type Workload, workloadFolder } from './bench-workloads.js'
import { median, nodeCpuMs } from './cpu-time.js'

interface Arm {
  name: string
  env: NodeJS.ProcessEnv
}

export async function reportOverhead(rounds: number): Promise<void> {
  console.log(`observe: CPU time as a multiple of the bare program's, Node ${process.version}, ${rounds} rounds`)
  for (const workload of WORKLOADS) {
    const folder = workloadFolder(workload)
    const arms = await armsOf(folder, workload)
    const cpuMs = measured(arms, [workload.main], folder, rounds)
    print(workload, arms, cpuMs)
  }
}

async function armsOf(folder: string, workload: Workload): Promise<Arm[]> {
  const config = await observeConfig(folder, workload)
  const { NODE_OPTIONS: _ours, ...bare } = process.env
  return [
    { name: 'bare', env: bare },
    { name: 'observe', env: probedEnvironment(config) },
  ]
}

/** CPU ms by arm and round. Each round runs every arm once, so that drift of the machine falls on all alike. */
function measured(arms: readonly Arm[], args: string[], folder: string, rounds: number): number[][] {
  const cpuMs: number[][] = arms.map(() => [])
  // The first round fills caches, ours and the system's.
  for (let round = -1; round < rounds; round++) {
    for (const [index, { env }] of arms.entries()) {
      const ms = nodeCpuMs(args, folder, env)
      if (round >= 0) cpuMs[index]?.push(ms)
    }
  }
  return cpuMs
}

function print({ name }: Workload, arms: readonly Arm[], cpuMs: number[][]): void {
  const bareMs = cpuMs[0] ?? []
  console.log(`${name} (${Math.round(median(bareMs))} ms bare)`)
  for (const [index, arm] of arms.entries()) {
    // Of each round by itself.
    const ratio = median((cpuMs[index] ?? []).map((ms, round) => ms / (bareMs[round] as number)))
    console.log(`  ${arm.name.padEnd(28)} x${ratio.toFixed(2)}`)
  }
}
