// All names in a language, for one country at a time; no further language comes.
const countries = require('i18n-iso-countries')
countries.registerLocale(require('i18n-iso-countries/langs/en.json'))
countries.registerLocale(require('i18n-iso-countries/langs/de.json'))
const codes = ['US', 'DE', 'FR', 'BR', 'JP']
let length = 0
for (let call = 0; call < 2500; call++) {
  length += countries.getNames(call % 2 ? 'de' : 'en', { select: 'official' })[codes[call % 5]].length
}
console.log(length)
