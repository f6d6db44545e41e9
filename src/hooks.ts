/** How a caller follows and stops what probe and observe do; the driver itself never prints. */

/** What is being done now; runs are numbered from 1 within screening and within validation. */
export interface ProgressEvent {
  stage:
    | 'scan'
    | 'observe'
    | 'time'
    | 'cached'
    | 'bisect'
    | 'targeting'
    | 'validation'
    | 'calibration'
    | 'profile'
    | 'caches'
  run?: number
  /** Anything worth adding in a few words. */
  detail?: string
}

export interface Hooks {
  /** Aborting ends the running command with all its descendants, cleans up, and rejects with the signal's reason. */
  signal?: AbortSignal
  onProgress?(event: ProgressEvent): void
  /** One line that is worth keeping: what is done to the command. */
  onNotice?(line: string): void
  /** Chunks of the command's stdout and stderr, as they come. */
  onOutput?(chunk: Buffer): void
}
