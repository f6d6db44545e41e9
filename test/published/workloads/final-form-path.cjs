// Somebody fills in an order form again and again: every stroke changes a value below a long name.
const { createForm } = require('final-form')

const names = []
for (let line = 0; line < 8; line++)
  names.push(
    `order.lines[${line}].article.name`,
    `order.lines[${line}].quantity`,
    `order.lines[${line}].remarks.delivery`,
  )
const form = createForm({ onSubmit() {}, initialValues: { order: { lines: [] } } })
let shown = 0
for (const name of names)
  form.registerField(
    name,
    ({ value }) => {
      shown += value === undefined ? 0 : 1
    },
    { value: true },
  )

for (let stroke = 0; stroke < 1500; stroke++) form.change(names[stroke % names.length], `text ${stroke}`)
console.log(shown, JSON.stringify(form.getState().values).length)
