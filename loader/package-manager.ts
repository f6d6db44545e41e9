/** Tells npm, pnpm, yarn and corepack: they only start others, and hand NODE_OPTIONS on by themselves. */
import { basename } from 'node:path'
import { isFile } from './pristine.js'

const BIN = /^(npm|npx|pnpm|pnpx|yarn|yarnpkg|corepack)$/
const SCRIPT = /[\\/](npm-cli|npx-cli|yarn-[\d.]+|(bin|dist)[\\/](pnpm|pnpx|yarn|yarnpkg|corepack))\.c?js$/

/** `mainPath` is argv[1]. A project's own `npm.js` or `npm/index.js` is a program like any other. */
export function isPackageManager(mainPath: string | undefined): boolean {
  if (mainPath === undefined) return false
  return SCRIPT.test(mainPath) || (BIN.test(basename(mainPath)) && isFile(mainPath))
}
