/** The words in NODE_OPTIONS that load the probe, written and recognised in one place. */

/** One word for node's parser of NODE_OPTIONS, which knows double quotes and, inside them, the backslash. */
export function requireOption(preloadPath: string): string {
  return `--require "${preloadPath.replaceAll(/[\\"]/g, '\\$&')}"`
}

/** In front of the owner's own options, which are kept byte for byte. */
export function withRequire(preloadPath: string, own: string | undefined): string {
  return own ? `${requireOption(preloadPath)} ${own}` : requireOption(preloadPath)
}

/** What {@link withRequire} was given; undefined: no options of the owner's own. */
export function withoutRequire(preloadPath: string, options: string | undefined): string | undefined {
  const ours = requireOption(preloadPath)
  if (!options?.startsWith(ours)) return options
  return options.slice(ours.length + 1) || undefined
}
