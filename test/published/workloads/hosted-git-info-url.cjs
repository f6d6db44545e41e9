// A dependency tree is walked: most packages name one of a few hundred repositories, many of them several times.
const hosted = require('hosted-git-info')

const urls = []
for (let project = 0; project < 60; project++) {
  urls.push(
    `github:acme/tool-${project}`,
    `git+https://github.com/acme/lib-${project}.git`,
    `acme/plugin-${project}#v1.${project}`,
  )
  urls.push(`git@gitlab.com:team/service-${project}.git`, `https://registry.example.org/tarball-${project}.tgz`)
}
let length = 0
for (let level = 0; level < 25; level++) {
  for (const url of urls) {
    const info = hosted.fromUrl(url)
    if (info) length += info.https().length + info.bugs().length
  }
}
console.log(length)
