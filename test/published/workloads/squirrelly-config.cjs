// The same few templates; nobody changes the default configuration that is exported and copied as a whole in each call.
const { render } = require('squirrelly')
const templates = ['Hi {{it.name}}', '{{@each(it.list) => v}}{{v}}{{/each}}', '{{@if(it.x)}}a{{#else}}b{{/if}}']
let length = 0
for (let call = 0; call < 1500; call++) length += render(templates[call % 3], { name: 'x', list: [1, 2] }).length
console.log(length)
