/** Secrets in addresses: `scheme://user:password@host`, `?token=…`. Used by `maskSecrets.ts`. */
import { looksRandom, nothing, standsForAnother } from './secretFinding.ts'
import type { SecretRule } from './secretFinding.ts'
import { characterSet } from './textReading.ts'
import type { TextReading } from './textReading.ts'

/** What may stand before the `@` of an address. */
const authority = characterSet('^\\s"\'<>/?#\\\\`\\u001b')
const parameter = characterSet('^&\\s"\'#<>\\\\`\\u001b;,)')
const LONGEST = 600

const parameters = [
  'access_token', 'refresh_token', 'id_token', 'auth_token', 'private_token', 'session_token', 'api_key', 'apikey', 'api-key',
  'auth', 'key', 'password', 'passwd', 'pwd', 'pass', 'secret', 'client_secret', 'sig', 'signature', 'token', 'jwt', 'hmac',
  'x-amz-signature', 'x-amz-security-token', 'x-amz-credential', 'x-goog-signature', 'x-goog-credential', 'awsaccesskeyid',
  'subscription-key', 'client_assertion', 'code_verifier', 'assertion', 'sas', 'session', 'sessionid', 'sid', 'code', 'state', 'ticket'
] // prettier-ignore
/** These are also called what is no secret: only what looks like one is. */
const doubtful: ReadonlySet<string> = new Set([
  'code',
  'state',
  'sid',
  'session',
  'sessionid',
  'ticket',
  'sas',
  'auth',
  'key'
])

export const secretAddresses: readonly SecretRule[] = [
  {
    words: ['://', '%3A%2F%2F', ':\\/\\/'],
    find(reading, begin, end) {
      if (!/[a-z][a-z0-9+.-]{1,20}$/i.test(reading.before(begin, 22))) return nothing
      const to = reading.runEnd(authority, end)
      const span = reading.part(end, to, LONGEST)
      const at = span.lastIndexOf('@')
      if (at <= 0) return nothing
      const colon = span.indexOf(':')
      if (colon === -1 || colon > at) return userAlone(span.slice(0, at), end)
      const value = span.slice(colon + 1, at)
      if (value === '' || colon > 200 || standsForAnother(value)) return nothing
      return [{ begin: end + colon + 1, end: end + at, kind: 'address' }]
    }
  },
  {
    words: parameters.map((name) => `${name}=`),
    find(reading, begin, end) {
      if (!beginsParameter(reading, begin)) return nothing
      const to = reading.runEnd(parameter, end)
      const value = reading.part(end, to)
      if (value.length < 6 || standsForAnother(value)) return nothing
      const name = reading.text.slice(begin, end - 1).toLowerCase()
      if (
        doubtful.has(name) &&
        !(looksRandom(value) && value.length >= (name === 'key' || name === 'auth' ? 8 : 16))
      )
        return nothing
      return [{ begin: end, end: to, kind: 'address' }]
    }
  }
]

/** A token in the place of a name: `https://token@host`. */
function userAlone(user: string, begin: number): ReturnType<SecretRule['find']> {
  if (user.length < 20 || !looksRandom(user) || !/^[\w.~+=-]+$/.test(user)) return nothing
  return [{ begin, end: begin + user.length, kind: 'address' }]
}

function beginsParameter(reading: TextReading, at: number): boolean {
  return /(?:[?&;#]|\\u0026|%26|%3F)$/i.test(reading.before(at, 6))
}
