// A crawler asks which proxy leads to a host; one is set late.
const { getProxyForUrl } = require('proxy-from-env')

const hosts = ['https://example.org/a', 'http://intern.example.org/b', 'https://example.net:8443/c']
let length = 0
for (let request = 0; request < 30000; request++) {
  if (request === 29000) process.env.HTTPS_PROXY = 'http://proxy.example.org:3128'
  length += getProxyForUrl(hosts[request % hosts.length]).length
}
console.log(length)
