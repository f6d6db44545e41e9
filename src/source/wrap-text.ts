/** Puts edits into words: the text to insert, where, and the helper that the inserted calls go through. */

import { INSERTED } from '../wire/inserted-text.js'
import { flagsOf } from '../wire/site-flags.js'
import type { Edit, FoundSite, MemberKind } from './found-site.js'
import type { ParsedSource } from './parse.js'

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/

/** Inserted before the character at `offset`; at one offset, lower ranks first, then lower ties. */
export interface Insertion {
  offset: number
  rank: number
  tie: number
  text: string
}

/** Closing text comes first at its offset, inner before outer; opening text last. */
const RANK = { close: 0, terminate: 1, hoisted: 2, open: 3 } as const

/**
 * All insertions for `sites`, whose indices are their places in the list; `helper` names the helper function. `readers`:
 * functions that read what a closure captures, as text.
 */
export function insertionsFor(
  parsed: ParsedSource,
  sites: readonly FoundSite[],
  helper: string,
  readers: ReadonlyMap<FoundSite, string> = new Map(),
): Insertion[] {
  const insertions: Insertion[] = []
  const terminated = new Set<number>()
  for (const [index, site] of sites.entries()) {
    const { edit, node } = site
    if (edit === undefined || isMember(edit)) continue
    const reader = readers.get(site)
    insertions.push(...insertionsOf(edit, index, helper, reader === undefined ? '' : `,${reader}`))
    if ('at' in edit && edit.at.lead) terminated.add(edit.at.offset)
    // `f = () => {}` may end a statement where `f = $cp(...)` goes on with the next line.
    if (edit.kind === 'value' && node.type === 'ArrowFunctionExpression' && parsed.bareEnds.has(edit.end))
      terminated.add(edit.end)
  }
  for (const offset of terminated) insertions.push({ offset, rank: RANK.terminate, tie: 0, text: ';' })
  insertions.push(...memberInsertions(sites, helper, readers))
  return insertions.map((insertion) => marked(parsed.code, apart(parsed.code, insertion)))
}

interface Helped {
  /** The text may have variables of its own with the names of the globals that lead to the runtime. */
  shadowed: boolean
  /** Variables of the module that the runtime is to be able to read. */
  readable: readonly string[]
  /** Some of its calls bring functions that read what a closure captures. */
  readsClosures: boolean
}

/** The helper, a function that is hoisted; it finds the runtime through the global symbol when first called, even before the module's body runs. */
export function helperText(
  helper: string,
  file: string,
  sites: readonly FoundSite[],
  { shadowed, readable, readsClosures }: Helped,
): string {
  const ids = JSON.stringify(sites.map((site) => site.id))
  const flags = JSON.stringify(sites.map(flagsOf))
  // Names of its own: where the module's variables are read, none of these may hide one.
  const given = `${helper}_i,${helper}_v${readsClosures ? `,${helper}_c` : ''}`
  return (
    `function ${helper}(${given}){return(${helper}.m||(${helper}.m=(${runtimeText(shadowed)}||{module(){return(i,v)=>v}})` +
    `.module(${JSON.stringify(file)},${ids},${flags}${gettersText(readable, readsClosures)})))(${given})}`
  )
}

/** What leads to the runtime from any text. */
export function runtimeText(shadowed: boolean): string {
  const registry = 'globalThis[Symbol.for("cache-probe")]'
  // A module may have variables of its own called `Symbol` or `globalThis`; code made from a string does not see them.
  return shadowed ? `(()=>{}).constructor(${JSON.stringify(`return ${registry}`)})()` : registry
}

/** The helper stands where the module's own variables can be read; that a name is reserved does not matter to a key. */
function gettersText(names: readonly string[], readsClosures: boolean): string {
  // By this object the runtime knows which closures belong to one evaluation of the module.
  if (names.length === 0 && !readsClosures) return ''
  return `,"bindings",{${names.map((name) => `${name}:()=>${name}`).join()}}`
}

/** `more`: what the call is given beside the function. */
function insertionsOf(edit: Edit, index: number, helper: string, more: string): Insertion[] {
  switch (edit.kind) {
    case 'hoisted': {
      const text = `${edit.name}=${helper}(${index},${edit.name}${more});`
      return [{ offset: edit.at.offset, rank: RANK.hoisted, tie: index, text }]
    }
    case 'branch':
      return around(edit, `{${edit.name}=${helper}(${index},${edit.name}${more});`, '}')
    case 'default-declaration': {
      const name = `${helper}_default`
      // `name` is what the runtime and stack traces go by; nothing else can tell that it has a binding now.
      const rename = `({}).constructor.defineProperty(${name},"name",{value:"default"})`
      const text = `${rename};${name}=${helper}(${index},${name});`
      return [
        { offset: edit.at.offset, rank: RANK.hoisted, tie: index, text },
        { offset: edit.keywordEnd, rank: RANK.open, tie: 0, text: ` ${name}` },
      ]
    }
    case 'value': {
      const { keepName } = edit
      const [open, close] = keepName === undefined ? ['', ''] : [`{${keyText(keepName)}:`, `}${accessText(keepName)}`]
      return around(edit, `${helper}(${index},${open}`, `${close}${more})`)
    }
    case 'shorthand':
      return around(edit, `${keyText(edit.key)}:${helper}(${index},{`, `}${accessText(edit.key)}${more})`)
    default:
      return []
  }
}

function around({ start, end }: { start: number; end: number }, open: string, close: string): Insertion[] {
  return [
    { offset: start, rank: RANK.open, tie: 0, text: open },
    { offset: end, rank: RANK.close, tie: -start, text: close },
  ]
}

/** `export default(a) => a`: the call must not grow together with the keyword. */
function apart(code: string, insertion: Insertion): Insertion {
  const { offset, rank, text } = insertion
  if (rank !== RANK.open || !/[\w$]/.test(code[offset - 1] ?? '') || text.startsWith(' ')) return insertion
  return { ...insertion, text: ` ${text}` }
}

/** An insertion of somebody else's, who says how it stands to others at the same offset. */
export function insertionAt(
  code: string,
  { side, ...place }: Omit<Insertion, 'rank'> & { side: 'open' | 'close' },
): Insertion {
  return marked(code, apart(code, { ...place, rank: RANK[side] }))
}

/** So that it can be told from the owner's text when a function is asked for its own. */
function marked(code: string, insertion: Insertion): Insertion {
  const start = `${code[insertion.offset - 1] === '/' ? INSERTED.behindSlash : ''}${INSERTED.start}`
  return { ...insertion, text: `${start}${insertion.text}${INSERTED.end}` }
}

/** An anonymous function takes its name from a property as it would from a variable: `{f:() => {}}.f`. */
function keyText(name: string): string {
  if (name === '__proto__') return '["__proto__"]' // without brackets it would set the prototype
  return PLAIN_NAME.test(name) ? name : JSON.stringify(name)
}

function accessText(name: string): string {
  return PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}

type MemberEdit = Extract<Edit, { member: MemberKind }>

function isMember(edit: Edit): edit is MemberEdit {
  return edit.kind === 'literal-member' || edit.kind === 'class-member'
}

/** One call for all members of a class or literal. */
function memberInsertions(
  sites: readonly FoundSite[],
  helper: string,
  readers: ReadonlyMap<FoundSite, string>,
): Insertion[] {
  const calls = new Map<string, MemberCall>()
  for (const [index, site] of sites.entries()) {
    const { edit } = site
    if (edit === undefined || !isMember(edit)) continue
    const holder = edit.kind === 'class-member' ? `class ${edit.at}` : `literal ${edit.start}`
    const call = calls.get(holder) ?? { edit, members: [], readers: [] }
    call.members.push(`${index},${JSON.stringify(edit.key)},${edit.member}`)
    const reader = readers.get(site)
    if (reader !== undefined) call.readers.push(`${index}:${reader}`)
    calls.set(holder, call)
  }
  return [...calls.values()].flatMap((call) => memberCall(call, helper))
}

interface MemberCall {
  edit: MemberEdit
  members: string[]
  /** By index of the site. */
  readers: string[]
}

function memberCall({ edit, members, readers }: MemberCall, helper: string): Insertion[] {
  const call = `${helper}([${members.join(',')}],`
  const more = readers.length === 0 ? '' : `,{${readers.join()}}`
  if (edit.kind === 'literal-member') return around(edit, call, `${more})`)
  return [{ offset: edit.at, rank: RANK.hoisted, tie: 0, text: `static{${call}this${more})}` }]
}
