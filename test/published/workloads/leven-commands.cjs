// A command line suggests what was meant, for the same few slips again and again.
const leven = require('leven')

const commands = ['install', 'uninstall', 'update', 'publish', 'config', 'version', 'access', 'audit']
const typed = ['instal', 'updte', 'pubish', 'verson', 'conifg']
let sum = 0
for (let i = 0; i < 700000; i++) sum += leven(typed[i % typed.length], commands[i % commands.length])
console.log(sum)
