// A wallet reads the transfers of a token: a few hundred holders, each in many of them.
const { decodeEventLog, pad, parseAbi } = require('viem')

const abi = parseAbi(['event Transfer(address indexed from, address indexed to, uint256 value)'])
const holder = (number) => `0x${(number * 7919 + 104729).toString(16).padStart(40, 'abcdef0123')}`
const [topic] = ['0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef']
const names = new Set()
for (let log = 0; log < 2500; log++) {
  const topics = [topic, pad(holder(log % 120)), pad(holder((log * 7) % 90))]
  const { args } = decodeEventLog({ abi, topics, data: pad(`0x${(log + 1).toString(16)}`) })
  names.add(args.from).add(args.to)
}
console.log(names.size, [...names][0])
