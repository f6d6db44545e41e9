// A server is asked for pages in a handful of languages.
import { parse, stringify } from 'bcp-47'

const tags = ['en-US', 'de-CH-1996', 'zh-Hant-TW', 'sr-Latn-RS', 'pt-BR', 'en-GB-oxendict', 'es-419', 'fr-CA']
let length = 0
for (let request = 0; request < 250000; request++) {
  const { language, script, region } = parse(tags[request % tags.length])
  length += stringify({ language, script }).length + (region ?? '').length + String(request).length
}
console.log(length)
