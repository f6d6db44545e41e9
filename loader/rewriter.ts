/** The bundle that carries acorn and magic-string; loaded only when a target's text is not in the rewrite cache. */
export { rewriteSource } from '../src/source/rewrite.js'
