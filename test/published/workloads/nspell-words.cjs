// A small dictionary and the same misspellings over and over.
const nspell = require('nspell')
const aff = ['SET UTF-8', 'TRY esianrtolcdugmphbyfvkwz', 'SFX S Y 1', 'SFX S 0 s .', ''].join('\n')
const words = ['apple', 'banana', 'cherry', 'kitten', 'letter', 'spelling', 'word', 'paper', 'little', 'people']
const spell = nspell({ aff, dic: [words.length, ...words.map((word) => `${word}/S`), ''].join('\n') })
const misspelt = ['aple', 'bananna', 'kiten', 'leter', 'speling', 'wrod']
let found = 0
for (let text = 0; text < 240; text++) found += spell.suggest(misspelt[text % 6]).length
console.log(found)
