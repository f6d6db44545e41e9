// Time-outs out of settings; months get another length at the very end.
import parse from 'parse-duration'

const texts = ['1h 20m', '3 days', '2 weeks 4 hours', '15min', '1.5h', '250ms', '1 month']
let total = 0
for (let i = 0; i < 80000; i++) {
  total += parse(texts[i % texts.length])
}
parse.month = parse.day * 30
console.log(total)
