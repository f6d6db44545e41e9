/** Published packages at work, and the functions of theirs whose saving is foreseen and then measured. */

export interface SavingWorkload {
  /** In `fixtures/runners/saving-prediction`. */
  main: string
  package: string
  /** What follows the package's folder in the ids of the sites. */
  sites: readonly string[]
}

/** From nearly all of the time to nothing at all, and what a cache makes slower. */
export const SAVING_WORKLOADS: readonly SavingWorkload[] = [
  { main: 'braces.cjs', package: 'brace-expansion', sites: ['index.js#expandTop'] },
  { main: 'colours.mjs', package: '@asamuzakjp/css-color', sites: ['src/index.js#resolve'] },
  { main: 'durations.cjs', package: 'ms', sites: ['index.js#parse'] },
  { main: 'durations.cjs', package: 'bytes', sites: ['index.js#parse'] },
  { main: 'globs.cjs', package: 'picomatch', sites: ['lib/picomatch.js#picomatch.makeRe'] },
  { main: 'keys.cjs', package: 'lodash', sites: ['lodash.js#unicodeWords', 'lodash.js#asciiWords'] },
  {
    main: 'ranges.cjs',
    package: 'semver',
    sites: ['classes/range.js#Range.parseRange', 'internal/identifiers.js#compareIdentifiers'],
  },
  { main: 'routes.cjs', package: 'path-to-regexp', sites: ['dist/index.js#parse', 'dist/index.js#escapeString'] },
  { main: 'selectors.cjs', package: 'css-what', sites: ['lib/commonjs/parse.js#parse'] },
  { main: 'snippets.cjs', package: 'acorn', sites: ['dist/acorn.js#wordsRegexp', 'dist/acorn.js#isIdentifierStart'] },
  { main: 'style-names.cjs', package: 'hyphenate-style-name', sites: ['index.js#hyphenateStyleName'] },
  { main: 'values.cjs', package: 'postcss-value-parser', sites: ['lib/parse.js#exports', 'lib/unit.js#exports'] },
  { main: 'zones.cjs', package: 'date-fns-tz', sites: ['_lib/tzParseTimezone/index.js#isValidTimezoneIANAString'] },
]
