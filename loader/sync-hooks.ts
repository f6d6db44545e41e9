/** Whether `module.registerHooks` of this node can be trusted: one table of versions, kept by import-in-the-middle. */
export { supportsSyncHooks } from 'import-in-the-middle/supports-sync-hooks.mjs'
