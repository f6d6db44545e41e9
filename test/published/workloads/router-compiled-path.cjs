// A sidebar asks for each of its links whether it is the page that is open.
const { matchPath } = require('@remix-run/router')

const links = ['/', '/orders', '/orders/:id', '/orders/:id/lines/:line', '/customers/:name', '/settings/*']
const pages = ['/orders/12', '/orders/12/lines/3', '/customers/ada', '/settings/profile/photo', '/orders']
let active = 0
for (let i = 0; i < 90000; i++)
  if (matchPath({ path: links[i % links.length], end: i % 2 === 0 }, pages[i % pages.length])) active++
console.log(active)
