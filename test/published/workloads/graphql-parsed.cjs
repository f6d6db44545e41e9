// A server answers the same few queries with other variables.
const { buildSchema, execute, parse, validate } = require('graphql')

const schema = buildSchema(`
  type Order { id: ID!, total: Float, lines(first: Int): [Line!] }
  type Line { sku: String, count: Int }
  type Query { order(id: ID!): Order, orders(open: Boolean): [Order!] }
`)
const order = (id) => ({
  id,
  total: 12.5,
  lines: () => [
    { sku: 'a', count: 1 },
    { sku: 'b', count: 2 },
  ],
})
const rootValue = { order: ({ id }) => order(id), orders: () => [order('1'), order('2')] }
const queries = [
  'query One($id: ID!) { order(id: $id) { id total lines(first: 10) { sku count } } }',
  'query Open { orders(open: true) { ...Short } } fragment Short on Order { id total }',
]
let length = 0
for (let request = 0; request < 3000; request++) {
  const document = parse(queries[request % queries.length])
  if (request < 2) length += validate(schema, document).length
  const { data } = execute({ schema, document, rootValue, variableValues: { id: String(request) } })
  length += JSON.stringify(data).length
}
console.log(length)
