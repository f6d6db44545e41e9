/** A site together with what the rewriter and the purity analysis need to know about its place in the text. */
import type { BodyStart } from './body-start.js'
import type {
  AnonymousFunctionDeclaration,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
} from './parse.js'
import type { Site } from './site.js'

export type FunctionNode =
  | FunctionDeclaration
  | AnonymousFunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression

/** 0 prototype method, 1 prototype getter, 2 own or static method, 3 own or static getter. */
export type MemberKind = 0 | 1 | 2 | 3

/** How a site's function is replaced; offsets are into the type-stripped text. */
export type Edit =
  /** A declaration: its binding is assigned first thing in the body or block that it is hoisted to. */
  | { kind: 'hoisted'; at: BodyStart; name: string }
  /** A declaration that is itself the branch of an `if`, as sloppy code allows. */
  | { kind: 'branch'; start: number; end: number; name: string }
  /** `export default function () {}`: gets a binding by being named after its keyword. */
  | { kind: 'default-declaration'; at: BodyStart; keywordEnd: number }
  /** An expression in place; `keepName`: the name that it takes from where it stands. */
  | { kind: 'value'; start: number; end: number; keepName: string | undefined }
  /** A shorthand method of a literal, turned into a property. */
  | { kind: 'shorthand'; start: number; end: number; key: string }
  /** A member that must stay in its literal (`super`, getters). */
  | { kind: 'literal-member'; start: number; end: number; key: string; member: MemberKind }
  /** A class member; `at`: just after the brace of the class body. */
  | { kind: 'class-member'; at: number; key: string; member: MemberKind }

export interface FoundSite extends Site {
  node: FunctionNode
  /** undefined: left alone, see `unwrappable`. */
  edit: Edit | undefined
}
