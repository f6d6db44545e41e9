// A server picks the best of its translations for each request, from what browsers say they accept.
const { match } = require('@formatjs/intl-localematcher')

const translated = ['en', 'en-GB', 'de', 'fr', 'fr-CA', 'es-419', 'pt-BR', 'zh-Hant', 'sr-Latn', 'ja']
const accepted = [['en-US', 'en'], ['de-AT', 'de', 'en'], ['es-MX', 'es'], ['zh-TW'], ['sr'], ['pt'], ['nn', 'da']]

const served = {}
for (let request = 0; request < 140; request++) {
  const best = match(accepted[request % accepted.length], translated, 'en')
  served[best] = (served[best] ?? 0) + 1
}
console.log(JSON.stringify(served))
