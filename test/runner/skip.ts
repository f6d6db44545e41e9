/** Leaves a test out for a stated reason; the runner fails on a skip that states none. */
import type { Test } from 'uvu'

export function skip(test: Test, title: string, reason: string): void {
  console.log(`skipped: ${title}: ${reason}`)
  test.skip(title)
}
