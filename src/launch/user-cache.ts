/** Where a user's programs keep what they can do without, of which this package has one folder. */
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** XDG Base Directory Specification: a relative value is to be ignored. */
export function ownCacheDir({ XDG_CACHE_HOME: named }: NodeJS.ProcessEnv): string {
  return join(named && isAbsolute(named) ? named : join(homedir(), '.cache'), 'cache-probe')
}
