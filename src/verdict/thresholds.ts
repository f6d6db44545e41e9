/** The bounds that verdicts are drawn at; the defaults live with the configuration. */

export interface Thresholds {
  /** 0..1, at the best size. */
  hitRateThreshold: number
  /** Share of the command's CPU time, 0.03 = 3 %. */
  screeningFloor: number
  /** Share of the command's time, 0.05 = 5 %. */
  speedupThreshold: number
  minCalls: number
}
