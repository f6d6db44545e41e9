// Rows of a database become objects with names as JavaScript has them.
const camelcaseKeys = require('camelcase-keys')

let length = 0
for (let row = 0; row < 40000; row++) {
  const order = camelcaseKeys({
    order_id: row,
    customer_name: 'a',
    created_at: 1,
    'shipping-address': 2,
    'is paid': true,
  })
  length += Object.keys(order).length + (order.shippingAddress ?? 0)
}
console.log(length)
