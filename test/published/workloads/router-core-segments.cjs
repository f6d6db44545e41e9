// The links of a page are resolved against the page, some of them one level up, and matched with the routes.
const { matchPathname, resolvePath } = require('@tanstack/router-core')

const pages = ['/shop/orders/12', '/shop/articles', '/team/members/ada/notes', '/']
const links = ['./edit', '../', '../archive', '/shop', './tags/new']
const routes = ['/shop/orders/$id', '/team/members/$name/notes', '/shop/articles/$']
let count = 0
for (let round = 0; round < 6000; round++) {
  const page = pages[round % pages.length]
  count += resolvePath({ basepath: '/', base: page, to: links[round % links.length] }).length
  for (const to of routes) if (matchPathname('/', page, { to })) count++
}
console.log(count)
