// Requests carry one of a few keys; each is named by its thumbprint.
import { calculateJwkThumbprint } from 'jose'

const keys = Array.from({ length: 8 }, (_, i) => ({ kty: 'RSA', e: 'AQAB', n: `${'abcDEF0123'.repeat(34)}${i}` }))
let length = 0
for (let i = 0; i < 30000; i++) length += (await calculateJwkThumbprint({ ...keys[i % keys.length] }, 'sha256')).length
console.log(length)
