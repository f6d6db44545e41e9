import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { projectPaths } from '../../src/profile/project-paths.js'

const FILES = new Set(['index.js', 'src/a.js', 'src/a b.js', 'lib/c.js'])

function paths(...urls: string[]): (string | undefined)[] {
  return urls.map(projectPaths('/home/me/project', urls, (file) => FILES.has(file)))
}

test('files below the root are those of the project, what is known or not', () => {
  const urls = ['file:///home/me/project/src/a%20b.js', '/home/me/project/gone.js', 'file:///home/me/other/src/a.js']
  assert.equal(paths(...urls, 'node:fs', ''), ['src/a b.js', 'gone.js', undefined, undefined, undefined])
})

test('of a profile from another machine the project lies where most files are alike', () => {
  const urls = ['file:///app/src/a.js', 'file:///app/lib/c.js', 'file:///usr/lib/x/index.js', 'file:///app/lib/d.js']
  assert.equal(paths(...urls), ['src/a.js', 'lib/c.js', undefined, 'lib/d.js'])
})

test("a package's file is not the project's of that name", () => {
  assert.equal(paths('file:///app/node_modules/x/index.js'), [undefined])
})

test('a page that serves the files is a place as well', () => {
  assert.equal(paths('http://localhost:3000/src/a.js', 'https://[', 'http://localhost:3000/src/a%20b.js'), [
    'src/a.js',
    undefined,
    'src/a b.js',
  ])
})

test.run()
