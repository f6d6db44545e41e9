/** Tells how much of a process's CPU time is our own start, so that savings are told of the program as it is without us. */
import { supportsSyncHooks } from './sync-hooks.js'

const { cpuUsage } = process
/** This module is the first of the bundle. */
const begun = cpuUsage()

/** The owner has hooks of their own, by the options that node was given. */
const HOOKS = /(?:^|\s)--(?:import|loader|experimental-loader)(?:[\s=]|$)/

/** Since the loader was begun, ms; 0 where the thread that most of it goes into would have been started without us. */
export function startCostMs(): number {
  const options = [...process.execArgv, process.env.NODE_OPTIONS].join(' ')
  if (!supportsSyncHooks() && HOOKS.test(options)) return 0
  const { user, system } = cpuUsage(begun)
  return (user + system) / 1000
}
