// Many folders have ignore files that say much the same; each is read for itself.
const ignore = require('ignore')

const lines = ['node_modules', '*.log', '/dist', 'coverage/', '!keep.log', '.env*', 'docs/**/*.tmp', 'build/*.map']
let kept = 0
for (let folder = 0; folder < 1500; folder++) {
  const rules = ignore().addPattern([...lines, `old-${folder % 7}/`])
  kept += rules.filter([`src/a${folder}.js`, 'b.log', 'dist/x.js', `docs/${folder}/y.tmp`]).length
}
console.log(kept)
