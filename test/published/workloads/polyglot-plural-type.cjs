// A shop renders baskets in the languages of its customers: a few locales, many smart counts.
const Polyglot = require('node-polyglot')

const phrases = {
  items: '%{smart_count} item |||| %{smart_count} items',
  left: 'only one left |||| %{smart_count} left',
}
const locales = ['en', 'da', 'fr', 'pl', 'pt-br', 'ru', 'ja']
const shops = locales.map((locale) => new Polyglot({ locale, phrases }))

let length = 0
for (let basket = 0; basket < 12000; basket++) {
  const shop = shops[basket % shops.length]
  length += shop.t('items', { smart_count: basket % 23 }).length
  length += shop.t('left', basket % 5).length
}
console.log(length)
