// Messages name their types; a module brings a type of its own for a name that was found further out.
const { Root, Type, parse } = require('protobufjs')

const root = new Root()
parse(
  'syntax = "proto3"; package shop; message Line { string sku = 1; } message Order { repeated Line lines = 1; message Note { string text = 1; } }',
  root,
)
parse('syntax = "proto3"; package shop.intern; message Bin { string place = 1; }', root)
const intern = root.lookup('shop.intern')
let fields = 0
for (let message = 0; message < 100000; message++) {
  if (message === 98000) intern.add(new Type('Line'))
  fields += intern.lookup(['Line', 'Bin', 'Order.Note'][message % 3]).fieldsArray.length
}
console.log(fields)
