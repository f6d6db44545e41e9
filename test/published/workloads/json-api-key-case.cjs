// An API answers lists of orders, whose keys go over the wire in kebab case.
const Serializer = require('json-api-serializer')
const api = new Serializer({ convertCase: 'kebab-case', unconvertCase: 'camelCase' })
api.register('order', { id: 'orderId', relationships: { customer: { type: 'customer' } } })
api.register('customer', { id: 'customerId' })
let length = 0
for (let page = 0; page < 4000; page++) {
  const orders = Array.from({ length: 10 }, (_, i) => ({
    orderId: String(page * 10 + i),
    createdAt: `2024-01-0${(i % 9) + 1}`,
    totalAmount: i * 12.5,
    currencyCode: 'EUR',
    deliveryMethod: 'parcel',
    estimatedDeliveryDate: `2024-02-0${(i % 9) + 1}`,
    isPaidInAdvance: i % 2 === 0,
    paymentReference: `P${page}`,
    internalOrderComment: '',
    preferredContactLanguage: 'en',
    numberOfItems: i,
    warehouseLocationCode: 'W4',
    lastUpdatedByUserName: 'bob',
    shippingAddress: { streetName: `Main ${i}`, houseNumber: i, postalCode: String(1000 + page) },
    customer: { customerId: String(i), firstName: `Ann ${i}`, emailAddress: `ann${i}@example.org` },
  }))
  length += JSON.stringify(api.serialize('order', orders, { totalCount: page })).length
}
console.log(length)
