/** What every table opens and ends with: whose report of which command it is, and what its reader should know. */
import type { Reason } from '../verdict/site-verdict.js'
import type { Paint } from './paint.js'
import { paragraph, printable } from './paragraph.js'
import type { ProbeReport } from './probe-report.js'
import { cutEnd } from './width.js'

type Subject = Pick<ProbeReport, 'tool' | 'command'> & { environment: { node: string } }

export function titleLine({ tool, environment, command }: Subject, columns: number, paint: Paint): string {
  const title = `${tool.name} ${tool.version}: ${command.join(' ')} (node ${environment.node.replace(/^v/, '')})`
  return paint('bold', cutEnd(printable(title), columns))
}

export function warningLines(warnings: readonly Reason[], columns: number, paint: Paint): string[] {
  return warnings.flatMap(({ message }) =>
    paragraph('warning: ', message, columns).map((line) => paint('yellow', line)),
  )
}
