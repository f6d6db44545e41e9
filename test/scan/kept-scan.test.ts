import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { KeptFacts } from '../../src/scan/kept-facts.js'
import { KeptScan } from '../../src/scan/kept-scan.js'
import { scanFiles } from '../../src/scan/scan-files.js'
import type { Scan } from '../../src/scan/scanned-site.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

const SITES = "let last = ''\nexports.unit = (value) => last + value\nexports.set = (value) => { last = value }\n"

async function scanned(text: string): Promise<Scan> {
  const root = temporaryFolder('sources')
  writeFileSync(join(root, 'a.js'), text)
  return scanFiles({ root, files: ['a.js'] })
}

test('what a tree came to is found again by what its files are, and by nothing else', async () => {
  const scan = await scanned(SITES)
  const kept = new KeptScan(temporaryFolder('facts'), '/tree')
  assert.is(kept.read(['a']), undefined)
  kept.write(['a', 'b'], scan)
  assert.equal(kept.read(['a', 'b']), scan)
  for (const keys of [['a'], ['b', 'a'], ['a', 'b', 'c'], []]) assert.is(kept.read(keys), undefined)
})

test('thousands of functions come back in their order', async () => {
  const scan = await scanned(Array.from({ length: 4500 }, (_, i) => `function f${i}() { return ${i} }`).join('\n'))
  const kept = new KeptScan(temporaryFolder('facts'), '/tree')
  kept.write(['a'], scan)
  assert.equal(kept.read(['a']), scan)
})

test('each root has one, which its next state replaces', async () => {
  const [one, other] = [await scanned('function f() {}'), await scanned('function g() {}')]
  const directory = temporaryFolder('facts')
  const [here, there] = [new KeptScan(directory, '/here'), new KeptScan(directory, '/there')]
  here.write(['a'], one)
  there.write(['a'], other)
  here.write(['b'], other)
  assert.is(here.read(['a']), undefined)
  assert.equal(here.read(['b']), other)
  assert.equal(there.read(['a']), other)
  assert.is(readdirSync(directory).length, 2)
})

test('wherever it was cut off, and whatever else stands there, nothing is read', async () => {
  const directory = temporaryFolder('facts')
  const kept = new KeptScan(directory, '/tree')
  kept.write(['a'], await scanned(SITES))
  const path = join(directory, readdirSync(directory)[0] as string)
  const whole = readFileSync(path)
  const cut = Array.from({ length: Math.ceil(whole.length / 50) }, (_, at) => whole.subarray(0, 50 * at))
  for (const bytes of [...cut, Buffer.alloc(whole.length), Buffer.alloc(whole.length, 255)]) {
    writeFileSync(path, bytes)
    assert.is(kept.read(['a']), undefined)
  }
})

test('of a tree with a file that cannot be read nothing is kept, as that may be mended without any change', async () => {
  const [root, directory] = [temporaryFolder('sources'), temporaryFolder('facts')]
  writeFileSync(join(root, 'a.js'), SITES)
  const files = ['a.js', 'gone.js']
  assert.is((await scanFiles({ root, files, kept: new KeptFacts(directory) })).skipped.length, 1)
  assert.is(readdirSync(directory).length, 1)
})

test('after a change of few files the whole is kept only when that state is met again', async () => {
  const [root, directory] = [temporaryFolder('sources'), temporaryFolder('facts')]
  const files = Array.from({ length: 20 }, (_, at) => `f${String(at).padStart(2, '0')}.js`)
  for (const file of files) writeFileSync(join(root, file), SITES)
  const wholeAfterScan = async () => {
    await scanFiles({ root, files, kept: new KeptFacts(directory) })
    const name = readdirSync(directory).find((one) => /^tree-[^-]+$/.test(one)) as string
    return readFileSync(join(directory, name))
  }
  const first = await wholeAfterScan()
  writeFileSync(join(root, 'f00.js'), `${SITES}// changed`)
  assert.equal(await wholeAfterScan(), first)
  const second = await wholeAfterScan()
  assert.is(second.equals(first), false)
  assert.equal(await wholeAfterScan(), second)
  for (const file of files.slice(0, 3)) writeFileSync(join(root, file), `${SITES}// changed again`)
  assert.is((await wholeAfterScan()).equals(second), false)
})

test.run()
