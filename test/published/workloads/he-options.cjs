// Few texts, encoded with the defaults; the last ones by name.
const he = require('he')
const texts = Array.from({ length: 40 }, (_, i) => `foo © bar ≠ baz 𝌆 qux <a href="x${i}">`.repeat(5))
let length = 0
for (let call = 0; call < 12000; call++) {
  if (call === 11960) he.encode.options.useNamedReferences = true
  length += he.encode(texts[call % 40]).length
}
console.log(length)
