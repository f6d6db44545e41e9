import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { renderJson } from '../../src/report/json.js'
import { reporters } from '../../src/report/reporters.js'
import { emptyReport, sampleReport } from './literal-report.js'

test('JSON is the report itself', () => {
  assert.equal(JSON.parse(renderJson(sampleReport)), sampleReport)
})

test('a field that is not known is absent', () => {
  assert.not.ok('recommendedSet' in JSON.parse(renderJson({ ...emptyReport, recommendedSet: undefined })))
})

test('the text ends in a newline, as files do', () => {
  assert.ok(renderJson(emptyReport).endsWith('}\n'))
})

test('the reporters are found by the names that --reporter takes', () => {
  assert.equal(Object.keys(reporters), ['table', 'json'])
})

test.run()
