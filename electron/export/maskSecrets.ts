/**
 * Takes keys, tokens and passwords out of a text before it leaves this machine. What neither looks like a
 * secret nor is called one stays: it is a promise to look, not to find all. In doubt it takes out a word
 * too many. One pass finds the words that name or begin secrets, and around each of them little is looked at: no text takes
 * longer than its length. Pure; called by `maskText.ts` and `doctor/redact.ts`.
 */
import { createKeywordFinder } from './keywordFinder.ts'
import { privateKeys } from './privateKeys.ts'
import { secretAddresses } from './secretAddresses.ts'
import { secretCommands } from './secretCommands.ts'
import type { Finding, SecretRule } from './secretFinding.ts'
import { secretNames } from './secretNames.ts'
import { secretPhrases } from './secretPhrases.ts'
import { providerAt, secretShapes } from './secretShapes.ts'
import { shortNames } from './shortNames.ts'
import { TextReading } from './textReading.ts'

export const SECRET = '[secret]'

/** Told of each secret that was taken out. */
export type OnMasked = (finding: Pick<Finding, 'kind' | 'provider'>) => void

/** Those that know best what it is come first: of what stands in one place, the first one tells its kind. */
const rules: readonly SecretRule[] = [
  ...privateKeys,
  ...secretShapes,
  ...secretPhrases,
  ...secretNames,
  ...secretAddresses,
  ...shortNames,
  ...secretCommands
]
const finder = createKeywordFinder(rules.flatMap((rule) => rule.words.map((word) => [word, rule] as const)))

/** Characters between two chances for others to have their turn, and places that are looked at. */
const STEP = 16 * 1024
const MOST_LOOKS = 400
/** Characters at the end of what was taken out that are read all the same. */
const OVERLAP = 200

export function maskSecrets(text: string, onMasked: OnMasked = () => undefined): string {
  const steps = maskInSteps(text, onMasked)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** What a secret hid from the first pass is found by the next: passes over a text in which there was one. */
const MOST_PASSES = 4

/** As `maskSecrets`, in steps of a millisecond or so. */
export function* maskInSteps(text: string, onMasked: OnMasked): Generator<undefined, string> {
  let masked = text
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = masked
    masked = yield* maskOnce(before, onMasked)
    if (masked === before) break
  }
  return masked
}

function* maskOnce(text: string, onMasked: OnMasked): Generator<undefined, string> {
  let reading: TextReading | null = null
  const place = { at: 0, state: 0 }
  const parts: string[] = []
  let masked = 0
  let from = 0
  let looks = 0
  while (place.at < text.length) {
    const end = Math.min(place.at + STEP, text.length)
    while (place.at < end) {
      const words = finder.next(text, place, end)
      if (words === null) break
      reading ??= new TextReading(text)
      for (const { length, meaning } of words) {
        for (const finding of meaning.find(reading, place.at - length, place.at)) {
          if (finding.end <= finding.begin || finding.end <= from || isMasked(reading, finding)) continue
          if (finding.begin < from && masked > 0) {
            // More of what was taken out already.
            from = finding.end
            continue
          }
          parts.push(text.slice(from, finding.begin), SECRET)
          from = finding.end
          masked += 1
          onMasked(toldAs(reading, finding))
        }
      }
      // Of what was taken out only the end is read on: something longer may begin there.
      if (from - place.at > 2 * OVERLAP) {
        place.at = from - OVERLAP
        place.state = 0
      }
      looks += 1
      if (looks % MOST_LOOKS === 0) yield
    }
    if (place.at < text.length) yield
  }
  return masked === 0 ? text : parts.join('') + text.slice(from)
}

/** Masked before: once more changes nothing. */
function isMasked(reading: TextReading, { begin, end }: Finding): boolean {
  return reading.part(begin, end, 4_000).includes(SECRET)
}

/** `GITHUB_TOKEN=ghp_…` is told as a token of GitHub's. */
function toldAs(reading: TextReading, finding: Finding): Pick<Finding, 'kind' | 'provider'> {
  const provider = finding.kind === 'provider_token' ? null : providerAt(reading, finding.begin)
  return provider === null ? finding : { kind: 'provider_token', provider }
}
