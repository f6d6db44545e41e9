// Routes are named after models; one rule is added at the very end.
const Inflector = require('inflected')
const words = ['post', 'octopus', 'sheep', 'person', 'category', 'mouse', 'matrix', 'status', 'box']
let length = 0
for (let i = 0; i < 20000; i++)
  length +=
    Inflector.pluralize(words[i % 9]).length +
    Inflector.singularize(`${words[(i * 2) % 9]}s`).length +
    Inflector.camelize(`some_under_scored_${words[i % 9]}`).length
Inflector.inflections('en', (inflect) => inflect.plural(/^(ox)$/i, '$1en'))
console.log(length, Inflector.pluralize('ox'))
