import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { built, changed, type Recipe, randomRecipe, textOf } from './content-recipes.js'
import { KEYED } from './keyed-functions.js'
import { seededRandom } from './seeded-random.js'

const RECIPES = 3000
const SEED = 20261122

for (const [kind, make] of Object.entries(KEYED)) {
  test(`random values have one entry with ${kind} keys exactly when they are of one content`, () => {
    const random = seededRandom(SEED)
    const { call, counts } = make()
    const results = new Map<string, number>()
    let calls = 0
    const expectOwnEntry = (recipe: Recipe) => {
      const text = textOf(recipe)
      const known = results.get(text)
      const result = call(built(recipe))
      calls++
      assert.is(result, known ?? results.size + 1, text)
      results.set(text, result)
    }
    for (let index = 0; index < RECIPES; index++) {
      const recipe: Recipe = { kind: 'array', parts: [randomRecipe(random), randomRecipe(random)], frozen: false }
      const other = changed(recipe, random)
      assert.is.not(textOf(other), textOf(recipe))
      for (const each of [recipe, other, recipe, other]) expectOwnEntry(each)
    }
    const { size } = results
    assert.ok(size > RECIPES, `${size} kinds of content`)
    assert.equal(counts(), { hits: calls - size, misses: size, bypassed: 0, held: size })
  })
}

test.run()
