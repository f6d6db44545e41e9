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
  ...[
    ['the constructor returns another object', 'if (o.made) return o.made'],
    ['the constructor copies what it is given', 'for (const key in o) this[key] = o[key]'],
    ['the constructor takes it out of what it is given', '[this.list] = o.lists'],
    ['the constructor gives itself another name', 'const self = this; Object.assign(self, o)'],
  ].map(([what, statement]) => ({
    claim: `as is any argument where ${what}`,
    source: `class State { constructor(o) { this.list = []; ${statement} } }
function f(options) { const state = new State(options)\n state.list.push(1) }`,
    verdict: 'impure' as const,
    reasons: ['mutates-argument state.list.push'],
  })),
  {
    claim: 'or where the object is handed to somebody who may put parts into it',
    source: `class State { constructor(o) { this.o = o; this.list = [] } }
const adopt = (state) => { state.list = state.o.list }
function f(options) { const state = new State(options)\n adopt(state)\n state.list.push(1) }`,
    verdict: 'impure',
    reasons: ['mutates-argument state.list.push'],
  },
  {
    claim: 'or where it is handed over by one of its methods',
    source: `class State { constructor(o) { this.o = o; this.list = [] } go() { adopt(this) } }
const adopt = (state) => { state.list = state.o.list }
function f(options) { const state = new State(options)\n state.go()\n state.list.push(1) }`,
    verdict: 'impure',
    reasons: ['mutates-argument state.list.push'],
  },
  {
    claim: 'not where it is used for its parts only',
    source: `class State { constructor(o) { this.o = o; this.list = [] } add(x) { this.list.push(x); return this } }
function f(options) { const state = new State(options)\n state.list.push(1)\n return state.add(2) }`,
    verdict: 'pure',
  },
])

test.run()
