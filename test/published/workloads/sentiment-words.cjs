// The mood of the same few sentences; one word weighs more late.
const Sentiment = require('sentiment')
const sentiment = new Sentiment()
const options = { extras: { foo: 2 } }
let score = 0
for (let text = 0; text < 8000; text++) {
  if (text === 7900) options.extras.foo = 9
  score += sentiment.analyze(`foo is not so bad ${text % 5}`, options).score
}
console.log(score)
