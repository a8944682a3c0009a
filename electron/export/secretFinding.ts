/** What the rules that look for secrets have in common. Used by `maskSecrets.ts` and all its rules. */
import type { MaskedKind } from '../../shared/steering.ts'
import type { TextReading } from './textReading.ts'

export interface Finding {
  /** UTF-16 units: from and up to. */
  readonly begin: number
  readonly end: number
  readonly kind: MaskedKind
  /** Whose token it is, as the provider writes its name. */
  readonly provider?: string
}

/** Looks around a word that stands from `begin` to `end`, and no further than bounds of its own. */
type FindSecret = (reading: TextReading, begin: number, end: number) => readonly Finding[]

/** A rule is asked at each of its words, in any case. A word names a secret or begins one. */
export interface SecretRule {
  readonly words: readonly string[]
  readonly find: FindSecret
}

export const nothing: readonly Finding[] = []

/** `${TOKEN}`, `<your key>`, `****`: nobody's secret. */
export function standsForAnother(value: string): boolean {
  return placeholder.test(value)
}

const placeholder =
  /^(?:\$|\{\{|<|%\w{1,100}%|\*{3}|x{4,}|\.{3}|…|your[-_ ]|example|placeholder|\[?redacted|\[secret\]|(?:null|undefined|none|true|false|string|number|boolean)$)/i

/** Words do not have digits in them, or as many capitals as chance gives; the names of programmers have fewer. */
export function looksRandom(value: string): boolean {
  if (value.length < 6) return false
  const length = Math.min(value.length, 80)
  let digits = 0
  let capitals = 0
  let small = 0
  for (let at = 0; at < length; at += 1) {
    const code = value.charCodeAt(at)
    if (code >= 48 && code <= 57) digits += 1
    else if (code >= 65 && code <= 90) capitals += 1
    else if (code >= 97 && code <= 122) small += 1
  }
  if (digits > 0) return !(digits === length && length <= 11) && !version.test(value.slice(0, 40))
  const letters = capitals + small
  const isMixed = length >= 16 && capitals >= 0.27 * letters && small >= 0.2 * letters && letters > 0
  return isMixed || (value.length >= 12 && value.endsWith('='))
}

const version = /^[~^<>=v ]{0,4}\d{1,4}\.[\dx*]{1,6}(?:[.-][\w.-]{0,20})?$/

/** No path, no name, no number: letters and digits that change often. */
export function looksVeryRandom(value: string): boolean {
  if (!looksRandom(value) || !/\d/.test(value.slice(0, 80)) || /^[./~]|[()[\]{}]/.test(value)) return false
  const groups = value.slice(0, 80).match(/\d+|[a-z]+|[A-Z]+/g) ?? []
  return groups.length >= 4 && value.length >= 8
}

/** `process.env.TOKEN`, `readToken()` and `options.token` are where a secret comes from, not what it is. */
export function isNoReference(value: string): boolean {
  return !reference.test(value)
}

const reference =
  /^(?:(?:process|import|os|env|environ|config|settings|secrets|vars|self|this)\b[.([]|[\w.]{1,200}\(|[A-Za-z_$]{1,60}(?:\??\.[A-Za-z_$]{1,60}){1,6}[;,]?$|=)/i
