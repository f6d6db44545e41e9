/** Tells functions that a tool has put into a file from those of its owner: who watches all functions leaves them out. */
import type { FoundSite } from './found-site.js'

/** istanbul's counters, and how swc exports: by name and by the very text that these begin with. */
const OPENING =
  /^function\s+(?:cov_\w+\(\)\s*\{\s*(?:var|const) path\s*=|_export\(target, all\)\s*\{\s*for\s*\(var name in all\))/

/** What tsc, as it is used where nothing is imported from tslib, defines unless a helper of that name is there already. */
const OF_TSC = /^var (__\w+) = \(this && this\.\1\) \|\| (?:.*\}$|[\s\S]*?^\}.*;$)/gm

/** What esbuild puts first, on lines of their own or (tsx) without any white space. Its helpers are constants that no source may use the names of. */
const OF_ESBUILD =
  /(?:^|;)var __(?:accessCheck|async|asyncGenerator|await|copyProps|decorate(?:Class|Param|Element)|decoratorStart|defNormalProp|earlyAccess|export|expectFn|forAwait|knownSymbol|name|objRest|private(?:Add|Get|In|Method|Set|Wrapper)|publicField|reExport|runInitializers|spread(?:Props|Values)|toCommonJS|toESM|typeError|yieldStar) ?= ?$/

/** More than what OF_ESBUILD matches: files may be one line. */
const LONGEST_START = 60

/** Helpers of Babel, and of swc, which writes their names with underscores: _classCallCheck is _class_call_check there. */
const OF_BABEL = new Set(
  `applyDecs applyDecoratedDescriptor arrayLikeToArray arrayWithHoles arrayWithoutHoles assertThisInitialized asyncGenerator
  asyncIterator asyncToGenerator awaitAsyncGenerator callSuper checkInRHS checkPrivateRedeclaration classApplyDescriptorGet
  classApplyDescriptorSet classCallCheck classExtractFieldDescriptor classPrivateFieldGet classPrivateFieldInit
  classPrivateFieldLooseBase classPrivateFieldLooseKey classPrivateFieldSet classPrivateMethodGet classPrivateMethodInit
  classPrivateGetter classPrivateSetter createClass createForOfIteratorHelper createForOfIteratorHelperLoose createSuper
  defineAccessor defineProperties defineProperty exportStar getPrototypeOf getRequireWildcardCache inherits inheritsLoose
  initializerDefineProperty interopRequireDefault interopRequireWildcard isNativeFunction isNativeReflectConstruct
  iterableToArray iterableToArrayLimit nonIterableRest nonIterableSpread objectDestructuringEmpty objectSpread
  objectSpreadProps objectWithoutProperties objectWithoutPropertiesLoose overloadYield OverloadYield possibleConstructorReturn
  setFunctionName setPrototypeOf slicedToArray taggedTemplateLiteral toArray toConsumableArray toPrimitive toPropertyKey
  tsDecorate tsGenerator tsMetadata tsParam tsValues typeof typeOf unsupportedIterableToArray wrapAsyncGenerator
  wrapNativeSuper`.split(/\s+/),
)
const UNDERSCORED = /^function (_\w+)\(/
/** Babel's and swc's that have no underscore in front: by their text. */
const BARE =
  /^function (?:ownKeys\(\w+, \w+\) \{\s*var \w+ = Object\.keys|asyncGeneratorStep\((?:\w+, ){6}\w+\)|AsyncFromSyncIterator\(\w+\)|AsyncGenerator\(\w+\) \{\s*var |_identity\((\w+)\) \{\s*return \1;?\s*\})/

interface Range {
  start: number
  end: number
}

/** Without those, and without what stands in them. */
export function ownersSites(code: string, sites: readonly FoundSite[]): FoundSite[] {
  const tools: Range[] = sites.filter((site) => isTools(code, site))
  for (const { index, 0: text } of code.matchAll(OF_TSC)) tools.push({ start: index, end: index + text.length })
  return sites.filter(({ start, end }) => !tools.some((tool) => start >= tool.start && end <= tool.end))
}

function isTools(code: string, { start }: Range): boolean {
  const text = code.slice(start, start + 200)
  if (OPENING.test(text) || BARE.test(text)) return true
  const [, name = ''] = UNDERSCORED.exec(text) ?? []
  if (OF_BABEL.has(inCamels(name))) return true
  return OF_ESBUILD.test(code.slice(Math.max(code.lastIndexOf('\n', start) + 1, start - LONGEST_START), start))
}

/** Without numbers that tell versions, or several of one name, apart: _objectSpread2 is _object_spread. */
function inCamels(name: string): string {
  return name
    .slice(1)
    .replace(/\d+$/, '')
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
