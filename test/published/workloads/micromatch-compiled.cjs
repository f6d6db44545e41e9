// A watcher asks for each file that changed which of its rules are for it.
const micromatch = require('micromatch')

const rules = ['src/**/*.{ts,tsx}', '!(*.test).js', '**/__tests__/**', 'packages/*/lib/[a-m]*.js', '*.md']
const files = ['src/app/button.tsx', 'lib/index.js', 'packages/core/lib/hash.js', 'README.md', 'src/__tests__/a.ts']
let matched = 0
for (let change = 0; change < 15000; change++) {
  const file = change % 3 ? files[change % files.length] : `src/area-${change}/part.ts`
  if (micromatch.isMatch(file, rules[change % rules.length])) matched++
}
console.log(matched)
