/** Finds decorators, which acorn does not know: where they stand, and of which classes, members and parameters they are. */
import type { AnyNode, Class, MethodDefinition, Parser, PropertyDefinition, TokenType } from './parse.js'

/** What stands between the sign and the end: `[start, end)`. */
export interface Decorator {
  /** Of the sign. */
  at: number
  start: number
  end: number
}

export interface DecoratedMember {
  node: MethodDefinition | PropertyDefinition
  decorators: Decorator[]
  ofParameters: Decorator[]
}

export interface DecoratedClass {
  node: Class & { id: { name: string } }
  decorators: Decorator[]
  members: DecoratedMember[]
}

export interface Decorations {
  /** Inner before outer. */
  classes: DecoratedClass[]
  /** The word `accessor` before fields. */
  accessors: { start: number; end: number }[]
}

/** What acorn's plugins build on, and its types leave out: https://github.com/acornjs/acorn, "Plugin developments". */
interface Internals {
  pos: number
  start: number
  lastTokStart: number
  lastTokStartLoc: unknown
  lastTokEnd: number
  type: TokenType
  parse(): unknown
  next(): void
  eat(type: TokenType): boolean
  isContextual(name: string): boolean
  isClassElementNameStart(): boolean
  canInsertSemicolon(): boolean
  raise(at: number, message: string): never
  unexpected(): never
  finishToken(type: TokenType): void
  startNodeAt(start: number, loc: unknown): AnyNode
  finishNode(node: AnyNode, type: string): AnyNode
  getTokenFromCode(code: number): void
  parseIdent(liberal?: boolean): AnyNode
  parsePrivateIdent(): AnyNode
  parseExprList(close: TokenType, allowTrailingComma: boolean): AnyNode[]
  parseParenAndDistinguishExpression(canBeArrow: boolean): AnyNode
  parseStatement(context: unknown, topLevel?: boolean, exported?: unknown): AnyNode
  shouldParseExportStatement(): boolean
  parseExportDefaultDeclaration(): AnyNode
  parseClass(node: AnyNode, isStatement: unknown): Class
  parseClassElement(allowsSuper: boolean): AnyNode | null
  parseClassElementName(element: AnyNode): void
  parseBindingAtom(): AnyNode
  parseRestBinding(): AnyNode
}

/** acorn, handed in: it has one door. */
export interface Acorn {
  Parser: typeof Parser
  TokenType: typeof TokenType
  tokTypes: Record<'_class' | '_export' | 'dot' | 'ellipsis' | 'parenL' | 'parenR' | 'privateId', TokenType>
}

const AT_SIGN = 64

/** Makes what finds the decorators of a text; it throws as acorn's `parse`. */
export function decoratorFinder(acorn: Acorn): (code: string, options: object) => Decorations {
  const { _class, _export, dot, ellipsis, parenL, parenR, privateId } = acorn.tokTypes
  const at = new (acorn.TokenType as unknown as new (label: string) => TokenType)('@')

  class DecoratorParser extends (acorn.Parser as unknown as new (options: object, code: string) => Internals) {
    readonly found: Decorations = { classes: [], accessors: [] }
    /** Those of the class that comes next. */
    #ofClass: Decorator[] = []
    /** Those of the class that is being read. */
    #members: DecoratedMember[] = []
    #ofParameters: Decorator[] = []

    override getTokenFromCode(code: number): void {
      if (code === AT_SIGN) {
        this.pos++
        this.finishToken(at)
      } else super.getTokenFromCode(code)
    }

    override parseStatement(context: unknown, topLevel?: boolean, exported?: unknown): AnyNode {
      this.#readForClass()
      return super.parseStatement(context, topLevel, exported)
    }

    override shouldParseExportStatement(): boolean {
      return this.type === at || super.shouldParseExportStatement()
    }

    override parseExportDefaultDeclaration(): AnyNode {
      this.#readForClass()
      return super.parseExportDefaultDeclaration()
    }

    override parseClass(node: AnyNode, isStatement: unknown): Class {
      const decorators = this.#ofClass
      const around = this.#members
      const members: DecoratedMember[] = []
      this.#ofClass = []
      this.#members = members
      const parsed = super.parseClass(node, isStatement)
      this.#members = around
      if (decorators.length + members.length > 0) {
        if (!isStatement || !parsed.id) this.raise(parsed.start, 'decorators are supported only in class declarations')
        this.found.classes.push({ node: parsed as DecoratedClass['node'], decorators, members })
      }
      return parsed
    }

    override parseClassElement(allowsSuper: boolean): AnyNode | null {
      const decorators = this.#read()
      const around = this.#ofParameters
      const ofParameters: Decorator[] = []
      this.#ofParameters = ofParameters
      const node = super.parseClassElement(allowsSuper) as DecoratedMember['node'] | null
      this.#ofParameters = around
      if (node && decorators.length + ofParameters.length > 0) this.#members.push({ node, decorators, ofParameters })
      return node
    }

    override parseClassElementName(element: AnyNode): void {
      if (!this.isContextual('accessor')) {
        super.parseClassElementName(element)
        return
      }
      this.next()
      if (this.isClassElementNameStart() && !this.canInsertSemicolon()) {
        this.found.accessors.push({ start: this.lastTokStart, end: this.lastTokEnd })
        super.parseClassElementName(element)
      } else {
        const key = Object.assign(this.startNodeAt(this.lastTokStart, this.lastTokStartLoc), { name: 'accessor' })
        Object.assign(element, { computed: false, key: this.finishNode(key, 'Identifier') })
      }
    }

    override parseBindingAtom(): AnyNode {
      this.#ofParameters.push(...this.#read())
      return this.type === ellipsis ? this.parseRestBinding() : super.parseBindingAtom()
    }

    #readForClass(): void {
      const decorators = this.#read()
      if (decorators.length === 0) return
      if (this.type !== _class && this.type !== _export) this.unexpected()
      this.#ofClass = decorators
    }

    #read(): Decorator[] {
      const decorators: Decorator[] = []
      while (this.type === at) {
        const sign = this.start
        this.next()
        const { start } = this
        this.#readExpression()
        decorators.push({ at: sign, start, end: this.lastTokEnd })
      }
      return decorators
    }

    /** Not by brackets: `@field [name] = 1` decorates a computed name. */
    #readExpression(): void {
      if (this.type === parenL) this.parseParenAndDistinguishExpression(false)
      else this.parseIdent()
      for (;;) {
        if (this.eat(dot)) this.type === privateId ? this.parsePrivateIdent() : this.parseIdent(true)
        else if (this.eat(parenL)) this.parseExprList(parenR, true)
        else return
      }
    }
  }

  return (code, options) => {
    const parser = new DecoratorParser(options, code)
    parser.parse()
    return parser.found
  }
}
