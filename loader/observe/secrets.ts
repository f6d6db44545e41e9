/** Keeps credentials out of what is printed: told by the name that they go by, by how they look, or by the environment. */

export const HIDDEN = '[hidden]'

const NAME =
  /pass(word|phrase|code|wd)?s?$|^pwd$|secret|token|authorization|cookie|credential|bearer|\bjwt\b|api[-_]?key|private[-_]?key|access[-_]?key|session[-_]?id/i

/** Formats that mean nothing but a credential: a JSON web token, keys that GitHub, Slack, AWS, Stripe and the like issue, PEM. */
const FORMAT =
  /\beyJ[\w-]{8,}\.[\w.-]*|\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abprs]-|npm_|sk_live_|sk-|rk_live_|AKIA|ASIA|AIza)[\w-]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY[\s\S]*/g
/** `Bearer abc`, `password=abc`, `"apiKey": "abc"`, `https://user:abc@host`: what stands behind is hidden. */
const SCHEME = /\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi
const ASSIGNED =
  /((?:pass(?:word|phrase|wd)|pwd|secret|token|authorization|cookie|credentials?|api[-_]?key|private[-_]?key|access[-_]?key)["']?\s*[=:]\s*["']?)(?!\[hidden])[^\s"'&,;}]+/gi
const IN_URL = /(\/\/[^\s/:@]*:)[^\s/@]+@/g

/** Shorter values of the environment are words such as `test` and `1`, which a program has from elsewhere as well. */
const LEAST_VALUE = 12
const LEAST_NAMED_VALUE = 4

const { env } = process
const { keys } = Object

export function isSecretName(name: string): boolean {
  return NAME.test(name)
}

/** `text` with nothing in it that looks like a credential. */
export function withoutSecrets(text: string): string {
  return text
    .replace(FORMAT, HIDDEN)
    .replace(SCHEME, `$1 ${HIDDEN}`)
    .replace(ASSIGNED, `$1${HIDDEN}`)
    .replace(IN_URL, `$1${HIDDEN}@`)
}

export function isEnvironment(object: object): boolean {
  return object === env
}

/** Values of the environment, which programs add to as they start: read again at the 1st, 2nd, 4th, ... question. */
export class EnvironmentValues {
  private values = new Set<string>()
  private asked = 0

  constructor(private readonly source: Readonly<Record<string, string | undefined>> = env) {}

  has(text: string): boolean {
    if (text.length < LEAST_NAMED_VALUE) return false
    this.asked++
    if ((this.asked & (this.asked - 1)) === 0) this.read()
    return this.values.has(text)
  }

  private read(): void {
    for (const name of keys(this.source)) {
      const value = this.source[name] ?? ''
      if (value.length >= (NAME.test(name) ? LEAST_NAMED_VALUE : LEAST_VALUE)) this.values.add(value)
    }
  }
}
