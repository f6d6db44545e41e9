/** The version of everything that driver and loader say to each other; a record of another version is refused. */
export const WIRE_VERSION = 1
