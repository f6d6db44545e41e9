// A shop lists a few prices in two languages.
const i18next = require('i18next')

i18next.init({
  lng: 'de',
  resources: {
    de: { translation: { price: 'nur {{val, currency(EUR)}}' } },
    en: { translation: { price: 'only {{val, currency(USD)}}' } },
  },
})
const prices = [9.99, 19.99, 4.5, 129, 0.99, 49]
let length = 0
for (let i = 0; i < 8000; i++) {
  length += i18next.t('price', { lng: i % 3 ? 'de' : 'en', val: prices[(i * 7) % prices.length] }).length
}
console.log(length)
