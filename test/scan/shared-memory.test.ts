import { test } from 'uvu'
import { claimTable, type Row } from './purity-table.js'

const USE = 'export function f(x) { return x + a[0] }\nexport function use(u) { b[0] = u }'
const BUFFER = 'const buf = new ArrayBuffer(8)'

claimTable([
  ...[
    `${BUFFER}\nconst a = new Float64Array(buf)\nconst b = new Uint8Array(buf)`,
    'const a = new Float64Array(1)\nconst b = new Uint8Array(a.buffer)',
    'const b = new Float64Array(1)\nconst a = new Uint8Array(b.buffer)',
    'const a = new Uint8Array(8)\nconst b = a.subarray(4)',
    'const b = new Uint8Array(8)\nconst a = b.subarray(4)',
    `${BUFFER}\nconst a = new Uint8Array(buf)\nconst b = Buffer.from(buf)`,
    'const a = Buffer.alloc(8)\nconst b = a.slice(0, 4)',
    'const buf = new SharedArrayBuffer(8)\nconst a = new Int32Array(buf)\nconst b = new Uint8Array(buf)',
    'const a = new Uint8Array(8)\nconst { buffer } = a\nconst b = new Float64Array(buffer)',
    `${BUFFER}\nconst same = buf\nconst a = new Float64Array(same)\nconst b = new Uint8Array(buf, 0, 8)`,
    `let a, b\n${BUFFER}\na = new Float64Array(buf)\nb = new Uint8Array(buf)`,
    'function make() { const buf = new ArrayBuffer(8)\n return { a: new Uint8Array(buf), b: new Float64Array(buf) } }\nconst { a, b } = make()',
  ].map(
    (made): Row => ({
      claim: `what is written through one view of memory is read through another: ${made.slice(-70)}`,
      source: `${made}\n${USE}`,
      verdict: 'pure',
      state: ['reads-mutated-binding a.0 use'],
    }),
  ),
  ...[
    'b.set(u)',
    'b.fill(u)',
    'view.setFloat64(0, u)',
    'Atomics.store(b, 0, u)',
    'new Uint8Array(a.buffer)[0] = u',
  ].map(
    (write): Row => ({
      claim: `by whatever writes there: ${write}`,
      source: `${BUFFER}\nconst a = new Int32Array(buf), b = new Uint8Array(buf), view = new DataView(buf)\nexport function f(x) { return x + a[0] }\nexport function use(u) { ${write} }`,
      verdict: 'pure',
      state: ['reads-mutated-binding a.0 use'],
    }),
  ),
  {
    claim: 'a view that is made to look once, or to write once, is one of them',
    source: `${BUFFER}\nexport function f(x) { return x + new DataView(buf).getUint8(0) }\nexport function use(u) { new Uint8Array(buf)[0] = u }`,
    verdict: 'pure',
    state: ['reads-mutated-binding buf use'],
  },
  ...['new Uint8Array(a)', 'a.slice(0, 4)', 'Buffer.from(a)', 'Uint8Array.from(a)'].map(
    (copy): Row => ({
      claim: `a copy is none: ${copy}`,
      source: `const a = new Uint8Array(8)\nconst b = ${copy}\n${USE}`,
      verdict: 'pure',
      state: [],
    }),
  ),
  {
    claim: 'fields of an object may be views of the same memory, which its methods change',
    source:
      'export class Words { constructor(n) { this.bytes = new Uint8Array(n)\n this.words = new Uint32Array(this.bytes.buffer)\n this.copy = new Uint8Array(this.bytes) }\n f(i) { return this.words[i] + this.copy[i] }\n put(i, v) { this.bytes[i] = v } }',
    verdict: 'pure',
    state: ['reads-changing-this this.words Words.put'],
  },
  {
    claim: 'a field may be the memory itself',
    source:
      'export class Words { constructor(n) { this.memory = new ArrayBuffer(n) }\n f(i) { return new DataView(this.memory).getUint8(i) }\n put(i, v) { new Uint8Array(this.memory)[i] = v } }',
    verdict: 'pure',
    state: ['reads-changing-this this.memory Words.put'],
  },
  {
    claim: 'what one function writes through one view and reads through another is not its alone to forget',
    source:
      'const words = new Float64Array(2)\nconst bytes = new Uint8Array(words.buffer)\nexport function f(x) { words[0] = x\n return bytes[8] }',
    reasons: ['mutates-outer words.0'],
    verdict: 'impure',
    state: [],
  },
  {
    claim: 'memory that only its one view shows is the paper of the one that writes there first',
    source: `${BUFFER}\nconst row = new Uint8Array(buf)\nexport function f(n) { for (let i = 0; i < n; i++) row[i] = i\n let sum = 0\n for (let i = 0; i < n; i++) sum += row[i]\n return sum }`,
    verdict: 'pure',
    state: [],
  },
])

test.run()
