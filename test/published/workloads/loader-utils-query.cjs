// A bundler asks each of its loaders for the options of every module.
const { parseQuery, urlToRequest } = require('loader-utils')

const queries = [
  '?modules=true&localIdentName=[name]__[local]&camelCase=true&importLoaders=2&-sourceMap',
  '?presets[]=env&presets[]=react&plugins[]=runtime&cacheDirectory=true&+compact',
  '?limit=8192&name=static%2Fmedia%2F[name].[hash:8].[ext]&esModule=null',
]
let length = 0
for (let module = 0; module < 300000; module++) {
  const options = parseQuery(queries[module % queries.length])
  length += Object.keys(options).length + (options.presets ?? []).length
  length += urlToRequest(`components/item-${module}.css`).length
}
console.log(length)
