// Rules ask each file for the same few selectors.
const esquery = require('esquery')

const call = (name, value) => ({
  type: 'CallExpression',
  callee: { type: 'Identifier', name },
  arguments: [{ type: 'Literal', value }],
})
const selectors = [
  'FunctionDeclaration > Identifier.id',
  'CallExpression[callee.name="log"] > Literal',
  ':function ReturnStatement',
  'Identifier[name=/^[a-z]$/]',
  'BlockStatement:has(ReturnStatement)',
]
let found = 0
for (let file = 0; file < 12000; file++) {
  const body = { type: 'BlockStatement', body: [{ type: 'ReturnStatement', argument: call('log', file) }] }
  const id = { type: 'Identifier', name: 'f' }
  const tree = { type: 'Program', body: [{ type: 'FunctionDeclaration', id, params: [id], body }] }
  found += esquery.query(tree, selectors[file % selectors.length]).length
}
console.log(found)
