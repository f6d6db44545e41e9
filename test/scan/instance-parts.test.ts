import { test } from 'uvu'
import { claimTable } from './purity-table.js'

const state = `class State {
  constructor(parser, tokens) { this.parser = parser; this.tokens = tokens; this.current = null }
  next() { this.current = this.tokens.shift(); return this.current }
  read() { this.tokens.line = 1; return this.next() }
}`

claimTable([
  {
    claim: 'what is changed in one part of a fresh object is not what another part was made of',
    source: `${state}\nclass Parser { f(text) { return new State(this, [text]).read() } }`,
    verdict: 'pure',
  },
  {
    claim: 'the part that it was made of is changed',
    source: `${state}\nfunction f(text, tokens) { return new State(text, tokens).read() }`,
    verdict: 'impure',
    reasons: ['mutates-argument tokens'],
  },
  {
    claim: 'as is any argument where a method or a helper puts parts into the object',
    source: `class State { constructor(o) { this.list = null; Object.assign(this, o) } go() { this.list.x = 1 } }
function f(options) { new State(options).go() }`,
    verdict: 'impure',
    reasons: ['mutates-argument options'],
  },
])

test.run()
