// Links to users and orders carry short ids.
const Hashids = require('hashids/cjs')
const H = Hashids.default || Hashids
const users = new H('users salt', 8)
const orders = new H('orders salt', 10)
let length = 0
for (let i = 0; i < 30000; i++)
  length +=
    users.encode((i * 7) % 61).length +
    orders.encode((i * 3) % 40, 2).length +
    users.decode(users.encode(i % 23)).length
console.log(length)
