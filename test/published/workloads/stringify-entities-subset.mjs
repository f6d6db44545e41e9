// A document is written as HTML: texts and attribute values each have their own characters that must be escaped.
import { stringifyEntities } from 'stringify-entities'

const inText = { subset: ['<', '&'] }
const inAttribute = { subset: ['"', "'", '`', '<', '>', '&', '\t', '\n', '\f', '\r', ' ', '=', '\0'] }
let length = 0
for (let node = 0; node < 60000; node++) {
  length += stringifyEntities(`Section ${node}: fish & chips`, inText).length
  length += stringifyEntities(`id-${node % 50}`, inAttribute).length
  length += stringifyEntities('button primary', inAttribute).length
}
console.log(length)
