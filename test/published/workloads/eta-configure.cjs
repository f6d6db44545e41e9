// Few templates, rendered with the settings as they are.
const { render } = require('eta')
const templates = ['Hi <%= it.name %>', '<% it.list.forEach(x => { %><%= x %>,<% }) %>', '<%~ it.name %>!']
let length = 0
for (let call = 0; call < 9000; call++) {
  length += render(templates[call % 3], { name: `n${call % 4}`, list: [1, 2, 3] }).length
}
console.log(length)
