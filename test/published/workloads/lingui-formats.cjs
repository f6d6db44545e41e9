// Pages of a shop in three languages, with prices, dates and numbers of articles in their texts.
const { setupI18n } = require('@lingui/core')

const i18n = setupI18n()
const plurals = (n) => (n === 1 ? 'one' : 'other')
const texts = {
  price: [['value', 'number', 'currency']],
  day: ['from ', ['at', 'date', 'short']],
  items: [['n', 'plural', { one: '# item', other: '# items' }]],
}
for (const locale of ['en', 'de', 'fr']) {
  i18n.loadLocaleData(locale, { plurals })
  i18n.load(locale, texts)
}

const formats = { currency: { style: 'currency', currency: 'EUR' }, short: { dateStyle: 'short' } }
let length = 0
for (let page = 0; page < 1200; page++) {
  i18n.activate(['en', 'de', 'fr'][page % 3])
  length += i18n._('price', { value: page * 1.5 }, { formats }).length
  length += i18n._('day', { at: new Date(2020, page % 12, 1 + (page % 28)) }, { formats }).length
  length += i18n._('items', { n: page % 7 }).length
}
console.log(length)
