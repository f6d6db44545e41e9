// Blows fall in a game: each is an event that the parts of a creature may answer.
import { Component, Engine } from 'geotic'

class Position extends Component {
  static properties = { x: 0, y: 0 }
}
class Health extends Component {
  static properties = { current: 9 }
  onDamageTaken(event) {
    this.current -= event.data.amount
  }
}
const engine = new Engine()
engine.registerComponent(Position)
engine.registerComponent(Health)

let left = 0
for (let number = 0; number < 400; number++) {
  const creature = engine.createEntity()
  creature.add('Position', { x: number, y: 1 })
  creature.add('Health', {})
  for (let blow = 0; blow < 10; blow++) {
    creature.fireEvent('damage-taken', { amount: blow })
    creature.fireEvent('attack-missed')
  }
  left += creature.health.current
}
console.log(left)
