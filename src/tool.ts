/** This tool's own name and version, read from the package.json that it was installed with. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const TOOL_NAME = 'cache-probe'

/** The nearest package.json above this file that is ours: sources, build and dist lie at different depths. */
export function toolVersion(): string {
  let dir = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const manifest = readManifest(join(dir, 'package.json'))
    if (manifest?.name === TOOL_NAME) return manifest.version
    if (dir === dirname(dir))
      throw new Error(`No package.json named ${TOOL_NAME} above ${fileURLToPath(import.meta.url)}`)
    dir = dirname(dir)
  }
}

function readManifest(file: string): { name: string; version: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
