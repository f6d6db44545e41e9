/** The bundle of import-in-the-middle's hook; loaded only when something is wrapped by `exports`. */
export { createHook } from 'import-in-the-middle/create-hook.mjs'
