/** The report's part on how far each function came: JSON schema version 1. */

export type FunnelStage = 'instrumented' | 'called' | 'repeated' | 'validated' | 'applied'

/** How many sites were left after each stage. */
export type Funnel = { scanned: number } & Record<FunnelStage, number>

/** The stage that a function did not reach, and why. */
export interface Dropped {
  before: FunnelStage
  code: string
  message: string
}
