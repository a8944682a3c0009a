/**
 * How letters may be written so that `plainText` reads them as ones that are looked for, as patterns over the bytes of
 * UTF-8, each byte as one character. Used by `findNeedle.ts`.
 */
import { isLeftOut, plainText } from '../../../shared/searchText.ts'

/**
 * Where signs lie that `plainText` leaves out, reads as ASCII, or changes at all: hexadecimal code points, and some that
 * lie between. To ask Unicode of all there are would take a tenth of a second; the test does, of each. Not Hangul, whose
 * syllables are reckoned with by themselves.
 */
const leftOut = `
  ad-b7 2b9-387 483-487 559-658 6dd-74a 7a6-819 890-971 9bc-9cd a3c-a4d abc-b55 bcd-bcd c3c-c4d cbc-ccd
  d3b-d4d dca-dca e3a-e4e eba-ecc f18-f3f f82-fc6 1037-109b 135d-135f 1714-1734 17c9-180e 1939-193b 1a60-1aeb
  1b34-1bf3 1c36-1c37 1c78-1c7d 1cd0-1d4e 1dc4-1dff 200b-206f 2cef-2cf1 2e2f-2e2f 302a-302f 3099-309a
  30fc-30fc a66f-a67f a6f0-a721 a788-a78a a806-a82c a8c4-a953 a9b3-a9e5 aa7b-aa7d aabf-aaf6 ab5b-ab6b
  abec-abed fb1e-fb1e fe00-fe2f feff-feff ff70-ff9f fff9-fffb 102e0-102e0 10780-10782 10a38-10a3f 10ae5-10ae6
  10d22-10d6d 10efa-10eff 10f46-10f85 11046-11070 110b9-110cd 11133-11173 111c0-111cc 11235-11236 112e9-112ea
  1133b-11374 113ce-113e2 11442-11446 114c2-114c3 115bf-115c0 1163f-1163f 116b6-116b7 1172b-1172b 11839-1183a
  1193d-11943 119e0-119e0 11a34-11a47 11a99-11a99 11c3f-11c3f 11d42-11d45 11d97-11d97 11dd9-11dd9 11f41-11f5a
  13430-13455 1612f-1612f 16af0-16b36 16d6b-16d6c 16f8f-16f9f 16ff0-16ff1 1aff0-1affe 1bca0-1bca3 1cf00-1cf46
  1d167-1d1ad 1e130-1e136 1e2ae-1e2ef 1e5ee-1e5ef 1e8d0-1e8d6 1e944-1e94a e0001-e007f`
const readAsAscii = `
  a0-233 2b0-2e3 37a-385 1d2c-1dbb 1e00-1ef9 1fbd-20a8 2100-2189 2260-226f 2460-24ea 2a74-2a76 2c7c-2c7d
  3000-3000 309b-309c 3200-325f 32b1-32cf 3358-33ff a7f1-a7f9 fb00-fb29 fc5e-fc63 fdfa-fe7e ff01-ff5e
  ffe3-ffe3 10783-107a5 1ccd6-1ccf9 1d400-1d6a4 1d7ce-1d7ff 1f100-1f190 1fbf0-1fbf9`
const changed = `
  a0-24e 2b0-2e4 370-587 622-626 675-678 6c0-6d3 929-95f 9cb-9df a33-a5e b48-bcc c48-c48 cc0-ccb d4a-d4c
  dda-dde e33-e33 eb3-fb9 1026-1026 10a0-10fc 13a0-13f5 1b06-1b43 1c89-1cbf 1d2c-1dbf 1e00-20a8 2100-232a
  2460-24ea 2a0c-2a0c 2a74-2a76 2adc-2adc 2c00-2cf2 2d6f-2d6f 2e9f-2e9f 2ef3-319f 3200-33ff a640-a69d
  a722-a7f9 ab5c-ab69 f900-ffee 10400-10427 104b0-104d3 10570-105e4 10783-107ba 10c80-10cb2 10d50-10d65
  1109a-110ab 1112e-1112f 1134b-113c8 114bb-114be 115ba-115bb 118a0-118bf 11938-11938 16121-16128 16d68-16d6a
  16e40-16e5f 16ea0-16eb8 1ccd6-1ccf9 1d15e-1d164 1d1bb-1d1c0 1d400-1d7ff 1e030-1e06d 1e900-1e921 1ee00-1eebb
  1f100-1f190 1f200-1f251 1fbf0-1fbf9 2f800-2fa1d`
/** Less than a millisecond of them. */
const SIGNS_AT_ONCE = 256
const hangulSyllable = String.raw`[\xea-\xed][\x80-\xbf]{2}`

/** Patterns; null where there is nothing. */
export interface Writings {
  /** One sign that the letter is, or is a part of. */
  readonly one: string | null
  /** As far as it stands for other letters as well. */
  readonly several: string | null
}

export class WrittenLetters {
  readonly #signs = new Map<string, { one: Set<number>; several: Set<number> }>()
  readonly #writings = new Map<string, Writings>()
  readonly #unseen: number[] = []
  /** Signs that nobody sees, and accents; null while there are none. */
  unseen: string | null = null

  /**
   * In steps, so that others get their turn between them; the last gives what was made.
   * @param letters which are asked for: that all are ASCII saves most of the work
   */
  static *make(letters: 'ascii' | 'any'): Generator<null, WrittenLetters> {
    const made = new WrittenLetters()
    let signs = 0
    for (const ranges of [leftOut, letters === 'ascii' ? readAsAscii : changed]) {
      for (const sign of signsIn(ranges)) {
        if (ranges !== leftOut) made.#take(sign)
        else if (isLeftOut(String.fromCodePoint(sign))) made.#unseen.push(sign)
        signs += 1
        if (signs % SIGNS_AT_ONCE === 0) yield null
      }
    }
    made.unseen = patternOf(made.#unseen)
    return made
  }

  of(letter: string): Writings {
    const known = this.#writings.get(letter)
    if (known) return known
    const { one, several } = this.#signs.get(letter) ?? { one: [], several: [] }
    const isJamo = letter >= '\u1100' && letter <= '\u11ff'
    const syllable = isJamo ? [hangulSyllable] : []
    const writings = {
      one: joined([patternOf(one), ...syllable]),
      several: joined([patternOf(several), ...syllable])
    }
    this.#writings.set(letter, writings)
    return writings
  }

  #take(sign: number): void {
    const written = String.fromCodePoint(sign)
    const plain = plainText(written)
    if (plain === written) return
    for (const letter of plain) {
      const signs = this.#signs.get(letter) ?? { one: new Set(), several: new Set() }
      signs.one.add(sign)
      if (plain.length > letter.length) signs.several.add(sign)
      this.#signs.set(letter, signs)
    }
  }
}

function* signsIn(ranges: string): Generator<number> {
  for (const range of ranges.trim().split(/\s+/u)) {
    const [first = 0, last = 0] = range.split('-').map((hex) => Number.parseInt(hex, 16))
    for (let sign = first; sign <= last; sign += 1) yield sign
  }
}

/** Signs as the bytes they are written with; null for none. */
function patternOf(signs: Iterable<number>): string | null {
  const last = new Map<string, number[]>()
  for (const sign of signs) {
    const bytes = Buffer.from(String.fromCodePoint(sign))
    const before = Array.from(bytes.subarray(0, -1), asByte).join('')
    last.set(before, [...(last.get(before) ?? []), bytes.at(-1) ?? 0])
  }
  return joined([...last].map(([before, ends]) => `${before}[${ends.map(asByte).join('')}]`))
}

function joined(patterns: readonly (string | null)[]): string | null {
  const given = patterns.filter((pattern) => pattern !== null)
  return given.length === 0 ? null : given.join('|')
}

function asByte(byte: number): string {
  return String.raw`\x${byte.toString(16).padStart(2, '0')}`
}
