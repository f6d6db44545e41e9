/** `node --import cache-probe/loader ...`: joins the run that this process belongs to, or starts one of its own. */
import { RUN_CONFIG_VARIABLE } from '../src/wire/run-config.js'
import { isInternalThread } from './internal-thread.js'
import { loadPreload, standalone } from './standalone.js'

if (!isInternalThread()) {
  if (process.env[RUN_CONFIG_VARIABLE]) loadPreload()
  else await standalone()
}
