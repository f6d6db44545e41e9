// A client sends the queries of its few screens, each written out as text for every request.
const { parse, print } = require('graphql')

const fields = (count) =>
  Array.from({ length: count }, (_, i) => `field${i}(first: ${i}, filter: {kind: "k${i}"}) { id name }`)
const documents = [12, 5, 20].map((count, i) =>
  parse(
    `query Screen${i}($id: ID!, $all: Boolean = false) { viewer(id: $id) @include(if: $all) { ${fields(count).join(' ')} } }`,
  ),
)
let length = 0
for (let request = 0; request < 1200; request++) {
  const query = print(documents[request % documents.length])
  length += JSON.stringify({ query, variables: { id: request } }).length
}
console.log(length)
