// A changelog is made of the commits since the last release.
const { sync } = require('conventional-commits-parser')

let notes = 0
for (let commit = 0; commit < 12000; commit++) {
  const text = `feat(scope-${commit % 7}): add thing ${commit}\n\nBody of it\n\nBREAKING CHANGE: other\nCloses #${commit}, fixes acme/tool#${commit + 1}`
  const parsed = sync(text, { noteKeywords: ['BREAKING CHANGE', 'SECURITY'], issuePrefixes: ['#', 'gh-'] })
  notes += parsed.notes.length + parsed.references.length
}
console.log(notes)
