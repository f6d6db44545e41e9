/** Runs tables of small sources through the scan: each row names what must be said of its function `f`. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { scanText } from '../../src/scan/scan-text.js'
import type { ScannedSite } from '../../src/scan/scanned-site.js'

export interface Row {
  claim: string
  source: string
  /** `code subject`, sorted; locale reasons included. */
  reasons?: string[]
  verdict: 'pure' | 'impure' | 'unknown'
  /** `code subject writer`, sorted. */
  state?: string[]
  /** `subject`, or `subject in part`. */
  ownCache?: string
}

export function siteNamed(source: string, name: string, file = 'example.js'): ScannedSite {
  const { sites } = scanText(source, file)
  const site = sites.find((candidate) => candidate.name === name || candidate.name.endsWith(`.${name}`))
  assert.ok(site, `no site ${name} among ${sites.map((candidate) => candidate.name).join(', ')}`)
  return site as ScannedSite
}

export function claimTable(rows: Row[]): void {
  for (const row of rows) {
    test(row.claim, () => {
      const { purity } = siteNamed(row.source, 'f')
      assert.equal(purity.reasons.map(({ code, subject }) => `${code} ${subject}`).sort(), row.reasons ?? [])
      assert.is(purity.verdict, row.verdict)
      assert.equal(
        purity.state.map(({ code, subject, writer }) => `${code} ${subject} ${writer}`).sort(),
        row.state ?? [],
      )
      const { subject, ofPart } = purity.ownCache ?? {}
      assert.is(ofPart ? `${subject} in part` : subject, row.ownCache)
    })
  }
}
