/** Where this process measures, as reports say it. */
import { availableParallelism, release, type } from 'node:os'
import type { RunEnvironment } from './archive/experiment-record.js'

export function thisEnvironment(): RunEnvironment {
  return {
    node: process.version,
    v8: process.versions.v8,
    os: `${type()} ${release()}`,
    cpus: availableParallelism(),
  }
}
