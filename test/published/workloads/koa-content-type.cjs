// Requests pass through a small Koa application, without a socket.
const { IncomingMessage, ServerResponse } = require('node:http')
const Koa = require('koa')

const app = new Koa()
const bodies = [{ ok: true }, '<p>hello</p>', 'plain text', Buffer.from('bytes')]
app.use((context) => {
  context.body = bodies[context.request.length ?? 0]
  if (context.path.endsWith('.css')) context.type = 'css'
  else if (context.path.endsWith('.svg')) context.type = 'image/svg+xml'
})
const handle = app.callback()

async function main() {
  let sum = 0
  for (let count = 0; count < 60000; count++) {
    const request = new IncomingMessage({ encrypted: false, remoteAddress: '127.0.0.1' })
    request.method = 'HEAD'
    request.url = ['/', '/style.css', '/logo.svg'][count % 3]
    request.headers = { host: 'example.org', 'content-length': String(count % 4) }
    const response = new ServerResponse(request)
    await handle(request, response)
    sum += String(response.getHeader('content-type')).length
  }
  console.log(sum)
}
main()
