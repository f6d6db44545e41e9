/** The one place where `{code, args}` becomes a message. */
import { FINDING_MESSAGES } from './finding-messages.js'
import type { Reason } from './site-verdict.js'
import { WARNING_MESSAGES } from './warning-messages.js'
import type { Args } from './wording.js'

export type MessageCode = keyof typeof FINDING_MESSAGES

export function reasonOf({ code, args }: { code: MessageCode; args: Args }): Reason {
  const render: (args: Args) => string = FINDING_MESSAGES[code]
  return { code, args, message: render(args) }
}

/** A warning that has no words yet is told by its code and arguments. */
export function renderWarning({ code, args }: { code: string; args: Args }): Reason {
  const render = WARNING_MESSAGES[code]
  return { code, args, message: render === undefined ? `${code} ${JSON.stringify(args)}` : render(args) }
}
