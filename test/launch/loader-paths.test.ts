import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loaderPaths } from '../../src/launch/loader-paths.js'
import { packageRoot } from '../../src/wire/package-root.js'

test('the bundles lie in dist/loader', () => {
  assert.is(loaderPaths('/root').preloadPath, join('/root', 'dist', 'loader', 'preload.cjs'))
  assert.is(loaderPaths().launcherPath, join(packageRoot(), 'dist', 'loader', 'launcher.cjs'))
})

test.run()
