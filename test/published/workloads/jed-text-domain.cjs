// A list of orders in Polish: how many articles and days each has.
const Jed = require('jed')

const plurals = 'nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);'
const i18n = new Jed({
  domain: 'shop',
  locale_data: {
    shop: {
      '': { domain: 'shop', lang: 'pl', plural_forms: plurals },
      '%d article': ['%d artykuł', '%d artykuły', '%d artykułów'],
      '%d day': ['%d dzień', '%d dni', '%d dni'],
    },
  },
})
let length = 0
for (let order = 0; order < 1500; order++) {
  length += Jed.sprintf(i18n.ngettext('%d article', '%d articles', order % 30), order % 30).length
  length += Jed.sprintf(i18n.ngettext('%d day', '%d days', order % 7), order % 7).length
}
console.log(length)
