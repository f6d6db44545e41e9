/** Keeps what is made from sources, and can be made again, within bounds. */
import { readdirSync, rmdirSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

export interface FileLimits {
  bytes: number
  days: number
}

const FILE_LIMITS: FileLimits = { bytes: 256 * 1024 * 1024, days: 30 }

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Removes what was written more than `days` ago, and of the rest the oldest until `bytes` are left, in every folder of
 * `directory` (one for each version of what made them), and the folders that are empty then. Not to be called for rewritten
 * sources while a session is running.
 */
export function pruneFiles(directory: string, { bytes, days }: FileLimits = FILE_LIMITS): void {
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
