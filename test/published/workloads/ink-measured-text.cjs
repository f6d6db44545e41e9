// A dashboard is drawn again each time a job moves on: most of its lines stay.
const chalk = require('chalk')
const measureText = require('ink/build/measure-text').default

const lines = []
for (let i = 0; i < 60; i++) {
  lines.push(`${chalk.green('✔')} package-${i} ${chalk.dim(`v1.${i}.0`)} 构建完成\n  linked ${i * 3} files`)
}
let area = 0
for (let frame = 0; frame < 400; frame++) {
  lines[frame % 60] = `${chalk.yellow('…')} package-${frame % 60} ${frame}%`
  for (const line of lines) {
    const { width, height } = measureText(line)
    area += width * height
  }
}
console.log(area)
