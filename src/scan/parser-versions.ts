/** The versions of the packages that an analysis rests on, which change without this one. */
import { ACORN_VERSION } from '../source/parse.js'
import { ESLINT_SCOPE_VERSION } from './scopes.js'

export const PARSER_VERSIONS = [ACORN_VERSION, ESLINT_SCOPE_VERSION]
