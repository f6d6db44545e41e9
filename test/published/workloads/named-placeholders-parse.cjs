// A service asks the same few questions of its database with other values each time.
const compiler = require('named-placeholders')
const toNumbered = compiler().toNumbered || compiler.toNumbered || require('named-placeholders').toNumbered

const queries = [
  'SELECT id, name, email, created_at FROM users WHERE email = :email AND active = :active ORDER BY created_at DESC LIMIT :limit',
  "UPDATE orders SET state = :state, note = 'it''s :done' WHERE id = :id AND customer = :customer",
  'INSERT INTO events (kind, user_id, payload, at) VALUES (:kind, :user, :payload, :at)',
]
let length = 0
for (let i = 0; i < 60000; i++) {
  const [text, values] = toNumbered(queries[i % 3], {
    email: `u${i}@x`,
    active: 1,
    limit: 10,
    state: 's',
    id: i,
    customer: 7,
    kind: 'k',
    user: i,
    payload: '{}',
    at: 0,
  })
  length += text.length + values.length
}
console.log(length)
