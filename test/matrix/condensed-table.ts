/** The matrix as the README has it: one line for each project, made of the table in LAST.md. */

export const BEGIN = '<!-- matrix: written by `npm run test:matrix` -->'
export const END = '<!-- end of matrix -->'

/** `last`: the text of LAST.md. */
export function condensedTable(last: string): string {
  const [titles = [], , ...rows] = last
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map(cellsOf)
  const projects = [...new Set(rows.map(([project = '']) => project))]
  const nodes = titles.slice(2)
  const lines = projects.map((project) => {
    const own = rows.filter(([name]) => name === project)
    return `| ${project} | ${own.length} | ${nodes.map((_, at) => condensed(own.map((row) => row[at + 2] ?? ''))).join(' | ')} |`
  })
  return [
    `| project | variants | ${nodes.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(nodes.length)}`,
    ...lines,
  ].join('\n')
}

/** `readme` with that table between its marks. */
export function withTable(readme: string, last: string): string {
  const [before = '', rest = ''] = readme.split(BEGIN)
  const after = rest.slice(rest.indexOf(END))
  return `${before}${BEGIN}\n${condensedTable(last)}\n${after}`
}

function cellsOf(line: string): string[] {
  return line.slice(2, -2).split(/ \| /)
}

function condensed(cells: string[]): string {
  const supported = cells.filter((cell) => !cell.startsWith('not supported'))
  if (supported.length === 0) return 'not supported'
  const exact = supported.filter((cell) => cell === 'exact').length
  return exact === supported.length ? 'exact' : `${exact} of ${supported.length} exact`
}
