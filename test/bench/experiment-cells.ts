/** Cells and tables of the benchmark of the experiment. */

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

export function goal(cell: string, isMet: boolean): string {
  return `${cell} ${isMet ? 'met' : 'missed'}`
}

/** Prints a table of markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  for (const cells of [head, head.map(() => '---'), ...rows]) console.log(`| ${cells.join(' | ')} |`)
}
