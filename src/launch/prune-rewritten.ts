/** Keeps the rewritten sources of all sessions within bounds; what is removed in error is only made again. */
import { readdirSync, rmdirSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

export interface RewrittenLimits {
  bytes: number
  days: number
}

const REWRITTEN_LIMITS: RewrittenLimits = { bytes: 256 * 1024 * 1024, days: 30 }

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Removes what was written more than `days` ago, and of the rest the oldest until `bytes` are left, in every folder of
 * `directory` (one for each rewriter), and the folders that are empty then. Not to be called while a session is running.
 */
export function pruneRewritten(directory: string, { bytes, days }: RewrittenLimits = REWRITTEN_LIMITS): void {
  const oldestMs = Date.now() - days * DAY_MS
  let kept = 0
  for (const { path, size, mtimeMs } of filesBelow(directory).sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    kept += size
    if (kept > bytes || mtimeMs < oldestMs) ignoringLoss(() => unlinkSync(path))
  }
  for (const folder of readdirSync(directory)) ignoringLoss(() => rmdirSync(join(directory, folder)))
}

interface KeptFile {
  path: string
  size: number
  mtimeMs: number
}

function filesBelow(directory: string): KeptFile[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(directory, name)
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() ? [{ path, size: found.size, mtimeMs: found.mtimeMs }] : []
  })
}

/** Another session may be removing the same; a folder that is not empty stays. */
function ignoringLoss(remove: () => void): void {
  try {
    remove()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code)) throw error
  }
}
