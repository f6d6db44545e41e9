// A server asks for each request which network its client is in.
const ipaddr = require('ipaddr.js')
const clients = ['192.168.1.10', '10.0.0.7', '2001:db8::8a2e:370:7334', '::ffff:192.0.2.1', '172.16.254.1', 'fe80::1']
let count = 0
for (let i = 0; i < 40000; i++) count += ipaddr.process(clients[(i * 7 + (i >> 4)) % 6]).range().length
console.log(count)
