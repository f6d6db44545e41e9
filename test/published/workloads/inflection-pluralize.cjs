// An ORM derives table names from its models' names whenever it builds a query.
const inflection = require('inflection')

const models = ['Person', 'OrderLine', 'Category', 'Address', 'Fish', 'Quiz', 'Mouse', 'Invoice', 'Analysis', 'Child']
let length = 0
for (let query = 0; query < 20000; query++)
  length +=
    inflection.pluralize(models[query % models.length]).length +
    (query % 4 ? 0 : inflection.singularize('people').length)
console.log(length)
