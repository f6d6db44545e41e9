// A bundle's map is opened for each of a few hundred stack traces, and three frames of each are led back.
const { SourceMapConsumer, SourceMapGenerator } = require('source-map')

const generator = new SourceMapGenerator({ file: 'bundle.js' })
for (let file = 0; file < 120; file++)
  for (let line = 1; line <= 3; line++)
    generator.addMapping({
      source: `webpack:///./src/features/area-${file % 9}/../shared/./components/part-${file}.js`,
      original: { line, column: 2 },
      generated: { line: file * 3 + line, column: 4 },
    })
const map = JSON.parse(generator.toString())

let columns = 0
for (let trace = 0; trace < 700; trace++) {
  const consumer = new SourceMapConsumer(map)
  for (let frame = 0; frame < 3; frame++)
    columns += consumer.originalPositionFor({ line: 1 + ((trace * 7 + frame * 31) % 360), column: 9 }).column
}
console.log(columns)
