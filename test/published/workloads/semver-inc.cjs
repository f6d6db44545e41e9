// Few versions are parsed again and again; now and then one is raised in place.
const semver = require('semver')
const versions = ['1.2.3', '2.0.0-beta.1', '0.4.9']
let sum = 0
for (let call = 0; call < 120000; call++) {
  const version = semver.parse(versions[call % 3])
  if (call % 1000 === 999) version.inc('minor')
  sum += version.minor
}
console.log(sum)
