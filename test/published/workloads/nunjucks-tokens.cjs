// Few templates are rendered from their text.
const nunjucks = require('nunjucks')
const environment = new nunjucks.Environment()
const templates = ['{{ a }} {% if b %}x{% endif %}', '{% for i in l %}{{ i }}{% endfor %}']
let length = 0
for (let page = 0; page < 1500; page++) {
  length += environment.renderString(templates[page % 2], { a: 1, b: 1, l: [1, 2] }).length
}
console.log(length)
