/** This tool's own name and version, as they stand in reports. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './wire/package-root.js'

export const TOOL_NAME = 'cache-probe'

export function toolVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).version
}
