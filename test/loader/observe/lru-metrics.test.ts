/** A cache of lru-cache is counted by what it publishes, each question once. */
import { channel } from 'node:diagnostics_channel'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { LruMetrics } from '../../../loader/observe/lru-metrics.js'
import type { WatchedCache } from '../../../loader/observe/watched-cache.js'

function listening() {
  const asked: string[] = []
  let latest: unknown
  const cache = {
    key(key: unknown) {
      latest = key
    },
    asked(found: boolean) {
      asked.push(`${latest} ${found ? 'hit' : 'miss'}`)
    },
  } as unknown as WatchedCache
  const made = {}
  new LruMetrics((_fallback, act) => act()).watch(made, cache)
  const tell = (op: string, key: string, what: string) =>
    channel('lru-cache:metrics').publish({ op, key, cache: made, [op]: what })
  return { asked, tell }
}

test('get and memo are asked, a has only where there is nothing, and not once more by the get behind it', () => {
  const { asked, tell } = listening()
  tell('get', 'a', 'miss')
  tell('set', 'a', 'add')
  tell('has', 'a', 'hit')
  tell('get', 'a', 'hit')
  tell('has', 'b', 'miss')
  tell('set', 'b', 'add')
  tell('get', 'b', 'hit')
  tell('get', 'b', 'hit')
  tell('memo', 'c', 'miss')
  tell('delete', 'c', 'delete')
  assert.equal(asked, ['a miss', 'a hit', 'b miss', 'b hit', 'c miss'])
})

test('other caches, and messages that are nothing of the kind, are left alone', () => {
  const { asked } = listening()
  const metrics = channel('lru-cache:metrics')
  metrics.publish({ op: 'get', key: 'a', cache: {}, get: 'hit' })
  metrics.publish('get')
  metrics.publish({
    get op() {
      throw new Error('ran')
    },
  })
  assert.equal(asked, [])
})

test.run()
