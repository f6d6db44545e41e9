/** What a routine does to the world beyond its own call, as facts that can be carried from callee to caller. */
import type { Origin } from './origin.js'
import type { Routine } from './program.js'
import type { PureNeed, StaticReason } from './scanned-site.js'
import type { Binding } from './scopes.js'
import type { Node } from './syntax.js'

/** The functions that lead to an effect, from the nearest on. */
export interface Via {
  routine: Routine
  next: Via | undefined
}

/** `via` is absent where the routine's own text does it. */
export type Effect = { key: string; line: number; subject: string; via?: Via } & (
  | { kind: 'reason'; code: StaticReason['code']; needs?: PureNeed }
  /** Assigns a captured binding, or (undefined) a global that nobody declares. */
  | { kind: 'assign'; binding: Binding | undefined; writer: Routine }
  /**
   * Changes the object at `origin`. `property`: first property below its root that changes; undefined: any.
   * `part`: the property of that property's object; undefined: any. `byHelper`: a function that it was passed to does.
   * `at`: where the text of the routine itself does it.
   */
  | {
      kind: 'mutate'
      origin: Origin
      property: string | undefined
      part: string | undefined
      writer: Routine
      byHelper?: boolean
      at?: Node
    }
  /** Calls one of its parameters. */
  | { kind: 'invoke'; binding: Binding }
  /** Fills a field of an object when it is first needed, always with the same. */
  | { kind: 'fill'; name: string }
  /** Reads state that somebody else writes. */
  | { kind: 'read'; binding: Binding; property: string | undefined }
)

export function reasonEffect(code: StaticReason['code'], line: number, subject: string): Effect {
  return { kind: 'reason', key: `${code}|${subject}`, code, line, subject }
}

/** The call of a function of another file. */
export function needEffect(needs: PureNeed, line: number, subject: string): Effect {
  const key = `calls-unknown|${subject}|${needs.module}|${needs.path.join('.')}|${needs.own}`
  return { kind: 'reason', key, code: 'calls-unknown', line, subject, needs }
}
