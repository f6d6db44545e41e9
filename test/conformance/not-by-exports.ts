/** Why a case is out of reach when a module's exports are wrapped from outside. */

export const OWN_BINDING = 'its own module goes on with the function itself, and hands it out or compares it'
export const LIVE_BINDING = 'import-in-the-middle reads an export once'
export const CYCLE = 'import-in-the-middle has no value for a hoisted function until its module has run'
export const OTHER_MODULE = 'import-in-the-middle puts a module of its own in front of it'
