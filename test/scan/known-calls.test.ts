import { test } from 'uvu'
import { claimTable } from './purity-table.js'

claimTable([
  {
    claim: 'what a function inside keeps of its arguments is what it is given there, changed or not',
    source: `function f(text) {
      const tokens = []
      let last = { value: '' }
      const push = (token) => {
        if (last.type === token.type) { last.value += token.value; return }
        tokens.push(token)
        last = token
      }
      for (const sign of text) push({ type: sign < 'a', value: sign })
      last.value = last.value.trim()
      return tokens
    }`,
    verdict: 'pure',
  },
  {
    claim: 'unless that is an argument of the outer function, however many hands it passes',
    source: `function f(first, signs) {
      let last
      const keep = (token) => { last = token }
      function push(token) { keep(token) }
      push(first)
      last.value = signs.length
      return last
    }`,
    verdict: 'impure',
    reasons: ['mutates-argument last.value'],
  },
  {
    claim: 'or the inner one may be called by others',
    source: `function f(list) {
      let last
      const keep = (token) => { last = token }
      list.forEach(keep)
      last.value = 1
      return last
    }`,
    verdict: 'impure',
    reasons: ['mutates-argument last.value'],
  },
  {
    claim: 'a text that is matched with a pattern is matched by no method of a class of the file',
    source: `class Rule { constructor(text) { this.text = text }
  parse() { this.text = this.text.trim() }
  match(path) { return path.includes(this.text) } }
export { Rule }
function f(text) { return text.match(/a+/) }`,
    verdict: 'pure',
  },
  {
    claim: 'but may be by one that could take the pattern, and reads on from where it is',
    source: `class Stream { constructor(text) { this.text = text; this.at = 0 }
  match(pattern) { const found = pattern.exec(this.text.slice(this.at)); if (found) this.at += found[0].length; return found } }
export { Stream }
function f(stream) { return stream.match(/^a+/) }`,
    verdict: 'impure',
    reasons: ['calls-unknown pattern.exec', 'mutates-argument stream.at'],
  },
  {
    claim: 'a name that only ever means a text is none of the objects that are changed',
    source: `const KIND = 'kind'
const visit = (node) => (node.list ? KIND : {})
function f(list) {
  const made = visit({ list })
  made.done = true
  return list.length
}`,
    verdict: 'pure',
  },
])

test.run()
