/** The entries of import-in-the-middle that it ships without types. */
declare module 'import-in-the-middle/supports-sync-hooks.mjs' {
  export function supportsSyncHooks(): boolean
}

declare module 'import-in-the-middle/create-hook.mjs' {
  export function createHook(meta: { url: string }): {
    applyOptions(options: { shouldInclude(url: string, specifier: string): boolean }): void
    resolveSync: unknown
    loadSync: unknown
  }
}
