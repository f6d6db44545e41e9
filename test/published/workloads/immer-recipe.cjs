// Two states, one recipe.
const { produce } = require('immer')
const states = [{ a: { x: 1 } }, { a: { x: 2 } }]
const raise = (draft) => {
  draft.a.x += 1
}
let sum = 0
for (let turn = 0; turn < 20000; turn++) sum += produce(states[turn % 2], raise).a.x
console.log(sum)
