/** What caching does to the command's own times, from all pairs so far. DESIGN §6. */
import { type AdditiveFit, fitAdditive, type ToggledPair } from '../stats/additive-pairs.js'
import { scaled } from '../stats/factor.js'
import type { Interval } from '../stats/interval.js'
import { type MeasuredPair, type Metric, signOf } from './measured-pair.js'
import { bothTimes, cpuMetric, WALL_METRIC } from './metrics.js'
import type { CommandShare } from './targeting.js'

/** Of one site, at some probability of error. */
export interface CommandEffect {
  /** undefined: CPU time could not be had. */
  commandCpu: Interval | undefined
  commandWall: Interval
}

export class CommandEffects {
  readonly #cpu: AdditiveFit
  readonly #wall: AdditiveFit

  constructor(
    private readonly sites: readonly string[],
    pairs: readonly MeasuredPair[],
    /** What the runs take of the whole command; absent: all of it. */
    private readonly share?: CommandShare | undefined,
  ) {
    const [first] = pairs
    this.#cpu = fitted(sites, pairs, cpuMetric(first?.outcomes[0].cpuSource))
    this.#wall = fitted(sites, pairs, WALL_METRIC)
  }

  /** Degrees of freedom of the noise, the fewer of both times. */
  get degrees(): number {
    return Math.min(...[this.#cpu.degrees, this.#wall.degrees].filter((degrees) => degrees > 0))
  }

  /** CPU time of the whole command with nothing cached, ms; undefined: it could not be had. */
  get offCpuMs(): number | undefined {
    const { share } = this
    const part = share === undefined ? 1 : share.cpu?.estimate
    return part && this.#cpu.offTime && this.#cpu.offTime / part
  }

  /** Shares of the whole command's time. undefined when too few pairs could be measured. */
  of(site: string, alpha: number): CommandEffect | undefined {
    const factor = this.sites.indexOf(site)
    const commandWall = this.#wall.interval(factor, alpha)
    const commandCpu = this.#cpu.interval(factor, alpha)
    return (
      commandWall && {
        commandWall: scaled(commandWall, this.share?.wall, alpha),
        commandCpu: commandCpu && scaled(commandCpu, this.share?.cpu, alpha),
      }
    )
  }
}

function fitted(sites: readonly string[], pairs: readonly MeasuredPair[], metric: Metric): AdditiveFit {
  const toggled = pairs.flatMap(({ cached, outcomes }): ToggledPair[] => {
    const times = bothTimes(outcomes, metric)
    return times ? [{ first: times[0], second: times[1], signs: sites.map((site) => signOf(site, cached)) }] : []
  })
  return fitAdditive(toggled, sites.length, metric.step)
}
