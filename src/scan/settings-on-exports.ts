/** Finds the settings that a module keeps on `exports` itself, where it reads them by that name. */

import { isModuleExports } from './module-exports.js'
import type { Program } from './program.js'
import { isConstantName, isNumber, isSettingsName, isSettingValue } from './setting-values.js'
import { type Node, propertyName, textOf } from './syntax.js'

/** `exports.tags = ['<%', '%>']` by name; what transpilers wrote so is a variable, which nobody else can set. */
export function settingsOnExports(program: Program): Map<string, number> {
  const found = new Map<string, number>()
  for (const { target, node } of program.file.writes) {
    if (target.type !== 'MemberExpression' || node.type !== 'AssignmentExpression') continue
    const name = propertyName(target)
    if (name === undefined || !isModuleExports(program, target.object)) continue
    if (name === '__esModule') return new Map()
    if (!isConstantName(name) && isSettingValue(node.right) && !isFixed(name, node.right))
      found.set(name, program.lineOf(node))
  }
  return isTranspiled(program) ? new Map() : found
}

/** It only makes room, or is a number or a table, which are more often constants. */
function isFixed(name: string, value: Node): boolean {
  const isNothing = value.type === 'UnaryExpression' || (value.type === 'Literal' && value.value === null)
  return isNothing || ((isNumber(value) || value.type === 'ObjectExpression') && !isSettingsName(name))
}

/** `Object.defineProperty(exports, '__esModule', { value: true })`, or by a helper's name for it. */
function isTranspiled({ file }: Program): boolean {
  return file.calls.some((call) => {
    const [, name] = call.type === 'CallExpression' ? call.arguments : []
    const isMarked = name?.type === 'Literal' && name.value === '__esModule'
    return isMarked || (call.type === 'CallExpression' && /__esModule|toCommonJS/.test(textOf(call.callee)))
  })
}
