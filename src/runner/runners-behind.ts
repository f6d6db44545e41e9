/** Names the test runners behind a command, for what is said about them. */
import { findPlaces } from './places.js'
import { installedVersion } from './runners.js'
import type { RunnerProject } from './serialisation.js'

/** `vitest 9.1.0`, `mocha 12.0.3, node --test`; undefined: none that is known was found. */
export function runnersBehind(command: readonly string[], project: RunnerProject): string | undefined {
  const names = findPlaces(command, project).flatMap((place) => {
    if (place.kind !== 'runner') return []
    const version = installedVersion(place.runner, project)
    return version === undefined ? [place.runner.name] : [`${place.runner.name} ${version}`]
  })
  return names.length === 0 ? undefined : [...new Set(names)].join(', ')
}
