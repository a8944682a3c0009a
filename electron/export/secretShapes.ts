/**
 * Secrets one knows by their looks: tokens by how they begin (`providerTokens.ts`), and what has a form of its own: web
 * tokens, hashes of passwords, addresses that let in whoever knows them. Used by `maskSecrets.ts`.
 */
import { providerTokens, sets } from './providerTokens.ts'
import type { ProviderToken } from './providerTokens.ts'
import { looksRandom, nothing } from './secretFinding.ts'
import type { Finding, SecretRule } from './secretFinding.ts'
import type { CharacterSet, TextReading } from './textReading.ts'
import type { MaskedKind } from '../../shared/steering.ts'

const byStart = new Map<string, ProviderToken[]>()
for (const row of providerTokens) {
  for (const start of row.starts) byStart.set(start, [...(byStart.get(start) ?? []), row])
}

/** One rule for each beginning. The longest that fits is asked first, then those it begins with. */
const tokenRules: readonly SecretRule[] = [...byStart.keys()].map((start) => {
  const longer = [...byStart.keys()].filter((other) => other !== start && other.startsWith(start))
  const candidates = [...byStart.keys()]
    .filter((other) => start.startsWith(other))
    .toSorted((one, other) => other.length - one.length)
    .flatMap((other) => (byStart.get(other) ?? []).map((row) => ({ row, length: other.length })))
  return {
    words: [start],
    find(reading, begin, end) {
      const { text } = reading
      if (text.slice(begin, end) !== start || longer.some((other) => text.startsWith(other, begin)))
        return nothing
      if (!reading.beginsWord(begin)) return nothing
      for (const { row, length } of candidates) {
        const to = tokenEnd(reading, begin + length, row)
        if (to !== null) return [{ begin, end: to, kind: 'provider_token', provider: row.provider }]
      }
      return nothing
    }
  }
})

/** Whose token begins at `at`, when it was found by its name; null when its looks do not tell. */
export function providerAt(reading: TextReading, at: number): string | null {
  for (const start of startsBy.get(reading.text.slice(at, at + 2)) ?? []) {
    if (!reading.text.startsWith(start, at)) continue
    for (const row of byStart.get(start) ?? []) {
      if (tokenEnd(reading, at + start.length, row) !== null) return row.provider
    }
  }
  return null
}

/** By their first two letters, the longest first. */
const startsBy = new Map<string, string[]>()
for (const start of [...byStart.keys()].toSorted((one, other) => other.length - one.length)) {
  startsBy.set(start.slice(0, 2), [...(startsBy.get(start.slice(0, 2)) ?? []), start])
}

function tokenEnd(
  reading: TextReading,
  from: number,
  { rest, least, most, looks }: ProviderToken
): number | null {
  const to = withoutFullStop(reading, from, reading.runEnd(rest, from))
  const length = to - from
  if (length < least || length > most) return null
  return looks === null || looks.test(reading.part(from, to)) ? to : null
}

/** What ends a sentence does not belong to the token before it. */
function withoutFullStop({ text }: TextReading, from: number, to: number): number {
  let end = to
  while (end > from && end > to - 3 && text[end - 1] === '.') end -= 1
  return end
}

/** What follows `words` to the end of the run is the secret, where it is long enough and looks so. */
function following(
  kind: MaskedKind,
  words: readonly string[],
  rest: CharacterSet,
  looks: RegExp,
  {
    provider,
    isPart = false,
    isExact = false
  }: { provider?: string; isPart?: boolean; isExact?: boolean } = {}
): SecretRule {
  return {
    words,
    find(reading, begin, end) {
      if (!reading.beginsWord(begin)) return nothing
      if (isExact && !words.includes(reading.text.slice(begin, end))) return nothing
      const to = withoutFullStop(reading, end, reading.runEnd(rest, end))
      if (!looks.test(reading.part(end, to))) return nothing
      const finding = { begin: isPart ? begin : end, end: to, kind }
      return [provider === undefined ? finding : { ...finding, provider }]
    }
  }
}

/** What follows in a hash: rounds, salt and sum. */
const cryptRest = sets.crypt
const crypt = [
  '$1$',
  '$5$',
  '$6$',
  '$y$',
  '$7$',
  '$gy$',
  '$2a$',
  '$2b$',
  '$2x$',
  '$2y$',
  '$apr1$',
  '$sha1$',
  '$p$',
  '$h$'
]

const otherShapes: readonly SecretRule[] = [
  {
    // Three parts of base64url with dots between; the last may be missing its end.
    words: ['eyJ'],
    find(reading, begin, end) {
      if (reading.text.slice(begin, end) !== 'eyJ' || !reading.beginsWord(begin)) return nothing
      const first = reading.runEnd(sets.url, begin)
      if (first - begin < 11 || reading.text[first] !== '.') return nothing
      const second = reading.runEnd(sets.url, first + 1)
      if (second - first - 1 < 8 || reading.text[second] !== '.') return nothing
      let to = reading.runEnd(sets.url, second + 1)
      // Encrypted ones have five.
      for (let part = 0; part < 2 && reading.text[to] === '.'; part += 1) {
        const more = reading.runEnd(sets.url, to + 1)
        if (more - to < 9) break
        to = more
      }
      return [{ begin, end: to, kind: 'jwt' }]
    }
  },
  following(
    'address',
    ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
    sets.path,
    /^\w+\/\w+\/\w+/
  ),
  following(
    'address',
    ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    sets.path,
    /^\d+\/[\w-]{20,}/
  ),
  following('address', ['webhook.office.com/webhookb2/'], sets.path, /^[\w@-]{30,}/),
  following('address', ['chat.googleapis.com/v1/spaces/'], sets.address, /key=/),
  following('address', ['hooks.zapier.com/hooks/catch/'], sets.path, /^\d+\/\w{4,}/),
  following('address', ['outlook.office.com/webhook/'], sets.path, /^[\w@-]{30,}/),
  following('address', ['api.telegram.org/bot'], sets.path, /^\d{5,}/),
  {
    // Telegram: digits, a colon, 35 characters that begin with A.
    words: [':AA'],
    find(reading, begin, end) {
      const digits = /\d{6,12}$/.exec(reading.before(begin, 12))
      const to = reading.runEnd(sets.url, end)
      if (digits === null || !reading.beginsWord(begin - digits[0].length) || to - end < 30 || to - end > 60)
        return nothing
      return [{ begin: begin - digits[0].length, end: to, kind: 'provider_token', provider: 'Telegram' }]
    }
  },
  {
    // Discord: an id in base64, six characters, and a signature, with dots between.
    words: ['.'],
    find(reading, begin, end) {
      if (reading.text[begin + 7] !== '.') return nothing
      const id = /[MNO][\w-]{22,30}$/.exec(reading.before(begin, 31))
      if (
        id === null ||
        !reading.beginsWord(begin - id[0].length) ||
        reading.runEnd(sets.url, end) !== begin + 7
      )
        return nothing
      const to = reading.runEnd(sets.url, begin + 8)
      if (to - begin - 8 < 25 || to - begin - 8 > 60) return nothing
      return [{ begin: begin - id[0].length, end: to, kind: 'provider_token', provider: 'Discord' }]
    }
  },
  {
    // Azure: three characters, a digit, `Q~`, and more than thirty.
    words: ['Q~'],
    find(reading, begin, end) {
      const front = /[\w~.-]{3}\d$/.exec(reading.before(begin, 4))
      const to = reading.runEnd(sets.mail, end)
      if (front === null || to - end < 28 || to - end > 60) return nothing
      return [{ begin: begin - 4, end: to, kind: 'provider_token', provider: 'Azure' }]
    }
  },
  {
    // Azure's newer keys have this in their middle.
    words: ['JQQJ99', 'AZDO'],
    find: (reading, begin, end) => around(reading, begin, end, 'Azure', 40)
  },
  {
    words: ['_mmk'],
    find: (reading, begin, end) => around(reading, begin, end, 'MaxMind', 30)
  },
  {
    // Mailchimp: 32 hex digits and a data centre.
    words: ['-us'],
    find(reading, begin, end) {
      const key = /^[0-9a-f]{32}$/i.exec(reading.before(begin, 32))
      const centre = reading.match(/\d{1,2}(?!\w)/y, end)
      if (key === null || centre === null || !reading.beginsWord(begin - 32)) return nothing
      return [
        { begin: begin - 32, end: end + centre[0].length, kind: 'provider_token', provider: 'Mailchimp' }
      ]
    }
  },
  {
    // Facebook: an app's id, a bar, its secret.
    words: ['|'],
    find(reading, begin, end) {
      const app = /\d{15,16}$/.exec(reading.before(begin, 16))
      const to = reading.runEnd(sets.url, end)
      if (app === null || !reading.beginsWord(begin - app[0].length) || to - end < 27 || to - end > 40)
        return nothing
      return [{ begin, end: to, kind: 'provider_token', provider: 'Facebook' }]
    }
  },
  // Hashes of passwords: /etc/shadow, htpasswd, and what frameworks write.
  {
    words: crypt,
    find(reading, begin, end) {
      const to = reading.runEnd(cryptRest, end)
      if (to - end < 20 || to - end > 400 || !/[A-Za-z]/.test(reading.part(end, to))) return nothing
      return [{ begin, end: to, kind: 'hash' }]
    }
  },
  following(
    'hash',
    ['$argon2id$', '$argon2i$', '$argon2d$', '$scrypt$', '$pbkdf2', '$ml$'],
    cryptRest,
    /^.{20,}/,
    { isPart: true }
  ),
  following(
    'hash',
    ['pbkdf2_sha256$', 'pbkdf2_sha1$', 'bcrypt_sha256$', 'scrypt:', 'pbkdf2:sha256:'],
    cryptRest,
    /^.{20,}/,
    { isPart: true }
  ),
  {
    words: ['{SSHA}', '{SHA}', '{SSHA256}', '{SSHA512}', '{SMD5}', '{MD5}', '{CRYPT}'],
    find(reading, _begin, end) {
      const to = reading.runEnd(cryptRest, end)
      return to - end >= 16 && to - end < 400 ? [{ begin: end, end: to, kind: 'hash' }] : nothing
    }
  },
  {
    // A private key in base64 once more, as Kubernetes and CI variables have it.
    words: ['LS0tLS1CRUdJTi'],
    find(reading, begin, end) {
      const head = reading.part(end, end + 120)
      if (!/UFJJVkFUR|BSSVZBVE|QUklWQVRF/.test(head)) return nothing
      return [{ begin, end: reading.runEnd(sets.base64, end), kind: 'private_key' }]
    }
  },
  {
    // A private key as JSON (JWK).
    words: ['"d"', '"d\\"', '"d\\\\\\"'],
    find(reading, _begin, end) {
      const lead = reading.match(/\s{0,8}:\s{0,8}\\{0,7}"/y, end)
      if (lead === null) return nothing
      const from = end + lead[0].length
      const to = reading.runEnd(sets.url, from)
      const isKey =
        to - from >= 40 && /["\\]/.test(reading.text[to] ?? '') && looksRandom(reading.part(from, to))
      return isKey ? [{ begin: from, end: to, kind: 'private_key' }] : nothing
    }
  }
]

/** The whole run a marker stands in, where it is long and of one piece. */
function around(
  reading: TextReading,
  begin: number,
  end: number,
  provider: string,
  least: number
): readonly Finding[] {
  const front = /(?<![\w+/-])[A-Za-z0-9+/_-]{30,90}$/.exec(reading.before(begin, 91))
  if (front === null) return nothing
  const to = reading.runEnd(sets.base64Any, end)
  const from = begin - front[0].length
  if (to - from < least || to - from > 200) return nothing
  return [{ begin: from, end: to, kind: 'provider_token', provider }]
}

export const secretShapes: readonly SecretRule[] = [...tokenRules, ...otherShapes]
