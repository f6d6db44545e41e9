// A proxy's log: the first field of each line is an address, or a name.
const isIp = require('is-ip')

let addresses = 0
for (let line = 0; line < 40000; line++) {
  const host = [`10.1.${line % 256}.7`, `node-${line % 50}.example.org`, `2001:db8::${(line % 4096).toString(16)}`][
    line % 3
  ]
  if (isIp(host)) addresses++
}
console.log(addresses)
