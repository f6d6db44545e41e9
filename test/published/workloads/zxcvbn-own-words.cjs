// Sign-up forms check passwords while they are typed; a user's own name makes one weak.
const zxcvbn = require('zxcvbn')

const passwords = ['correct horse', 'Tr0ub4dour&3', 'ada lovelace 1815', 'qwertyuiop', 'p4ssw0rd']
let score = 0
for (let i = 0; i < 400; i++) {
  const own = i < 360 ? [] : ['lovelace', 'ada']
  score += zxcvbn(passwords[i % passwords.length], own).score
}
console.log(score)
