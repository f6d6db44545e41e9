// A page is rendered on a server for visitors with a handful of browsers; each styled element has a prefixer.
const prefixerModule = require('inline-style-prefixer')
const Prefixer = prefixerModule.default || prefixerModule

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/49.0.2623.110 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 9_3 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Version/9.0 Mobile/13E233 Safari/601.1',
  'Mozilla/5.0 (Windows NT 6.1; rv:45.0) Gecko/20100101 Firefox/45.0',
  'Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko',
]
const styles = [
  { display: 'flex', justifyContent: 'center' },
  { transition: 'transform 1s', userSelect: 'none' },
  { color: 'red' },
]
let length = 0
for (let element = 0; element < 12000; element++) {
  const prefixer = new Prefixer({ userAgent: agents[element % agents.length] })
  length += JSON.stringify(prefixer.prefix({ ...styles[element % styles.length] })).length
}
console.log(length)
