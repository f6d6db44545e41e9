// Few templates, precompiled for each page.
const handlebars = require('handlebars')
const templates = ['{{#if a}}\n  x {{~b~}}\n{{/if}}', '<p>{{c}}</p>', '{{#each l}}{{this}}{{/each}}']
let length = 0
for (let page = 0; page < 2500; page++) length += handlebars.precompile(templates[page % 3]).length
console.log(length)
