// A build's progress: finished tasks stay on the screen and are laid out anew whenever the counter moves.
const { EventEmitter } = require('node:events')
const React = require('react')
const { Box, Text, render } = require('ink')

const lines = Array.from(
  { length: 24 },
  (_, i) =>
    `task ${i} compiled module-${i * 17}/src/components/\u001B[32mbutton-${i}\u001B[39m with some warnings about an unused import`,
)
const stdout = Object.assign(new EventEmitter(), { columns: 60, rows: 40, write: () => true })

function View({ count }) {
  const rows = lines.map((text, i) => React.createElement(Box, { key: i, textWrap: 'wrap' }, text))
  return React.createElement(Box, { flexDirection: 'column' }, ...rows, React.createElement(Text, {}, `${count} done`))
}

const app = render(React.createElement(View, { count: 0 }), { stdout, debug: true, patchConsole: false })
for (let count = 1; count < 40; count++) app.rerender(React.createElement(View, { count }))
app.unmount()
console.log(lines.length)
