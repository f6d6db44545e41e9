/** Loads another bundle of the loader's, leaving nothing in `require.cache`, where the owner's tests might see it. */
import { createRequire } from 'node:module'

/** `name` is relative to the bundles' directory: `./rewriter.cjs`. */
export function requireUnseen(name: string): unknown {
  const require = createRequire(import.meta.url)
  const path = require.resolve(name)
  try {
    return require(path)
  } finally {
    delete require.cache[path]
  }
}
