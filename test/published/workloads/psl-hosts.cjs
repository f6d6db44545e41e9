// The registrable domain of each of a log's hosts.
const psl = require('psl')

const domains = ['example.com', 'bbc.co.uk', 'city.kawasaki.jp', 'foo.github.io', 'a.b.example.org']
const hosts = domains.flatMap((domain) => ['www', 'mail', 'cdn'].map((name) => `${name}.${domain}`))
let length = 0
for (let i = 0; i < 600; i++) length += String(psl.get(hosts[i % hosts.length])).length
console.log(length)
