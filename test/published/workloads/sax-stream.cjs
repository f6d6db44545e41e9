// The same few elements are written to one parser.
const sax = require('sax')
const parser = sax.parser(true)
const parts = ['<a x="1">t</a>', '<b/>', '<c><d>q</d></c>']
let length = 0
parser.onopentag = ({ name }) => {
  length += name.length
}
parser.write('<r>')
for (let part = 0; part < 9000; part++) parser.write(parts[part % 3])
parser.write('</r>').close()
console.log(length)
