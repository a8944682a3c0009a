/**
 * Secrets one knows by what stands right before them: headers, files that programs keep passwords in, statements.
 * Used by `maskSecrets.ts`.
 */
import type { MaskedKind } from '../../shared/steering.ts'
import { isNoReference, looksRandom, nothing, standsForAnother } from './secretFinding.ts'
import type { Finding, SecretRule } from './secretFinding.ts'
import { sets } from './providerTokens.ts'
import { characterSet } from './textReading.ts'
import type { CharacterSet, TextReading } from './textReading.ts'

interface Phrase {
  readonly words: readonly string[]
  /** From behind the word to the value; sticky and bounded. */
  readonly lead: RegExp
  readonly value: CharacterSet
  readonly kind: MaskedKind
  readonly least?: number
  readonly isSecret?: (value: string, reading: TextReading, begin: number, end: number) => boolean
  /** What must stand before the word; sees 160 characters. */
  readonly before?: RegExp
  /** Capitals matter. */
  readonly isExact?: boolean
  readonly provider?: string
}

const plainValue = characterSet('^\\s"\'\\\\,;`<>\\u001b')
const anyValue = characterSet('^\\s"\'\\\\`\\u001b')
const bearer = characterSet('A-Za-z0-9_.~+/=:-')
const cookies = characterSet('^\\r\\n"\'\\\\\\u001b')
const headerLead = /\\{0,15}["']?\s{0,8}[:=]\s{0,8}\\{0,15}["']?/y
const anything = (): boolean => true

const tokenHeaders = [
  'x-api-key', 'api-key', 'apikey', 'x-auth-token', 'x-access-token', 'x-vault-token', 'x-consul-token', 'x-nomad-token', 'private-token',
  'job-token', 'deploy-token', 'x-gitlab-token', 'x-goog-api-key', 'x-amz-security-token', 'ocp-apim-subscription-key',
  'x-functions-key', 'dd-api-key', 'dd-application-key', 'x-shopify-access-token', 'x-auth-key', 'x-figma-token',
  'x-rapidapi-key', 'x-plex-token', 'x-subject-token', 'x-cf-api-key', 'x-algolia-api-key', 'x-mbx-apikey', 'x-tyk-authorization',
  'x-csrf-token', 'x-xsrf-token', 'x-session-token', 'x-session-id', 'x-hub-signature', 'x-hub-signature-256', 'x-newrelic-license-key',
  'x-honeycomb-team', 'x-insert-key', 'x-sendgrid-key', 'x-parse-rest-api-key', 'x-parse-master-key', 'x-typesense-api-key', 'x-meili-api-key',
  'circle-token', 'fastly-key', 'linear-signature', 'x-api-token', 'x-user-token', 'x-client-secret'
] // prettier-ignore

const phrases: readonly Phrase[] = [
  { words: ['bearer', 'basic'], lead: /\s{1,8}/y, value: bearer, kind: 'authorization', least: 12, isSecret: looksRandom },
  { words: ['authorization'], lead: /\\{0,15}["']?\s{0,8}[:=]\s{0,8}\\{0,15}["']?(?:[a-z-]{3,12}\s{1,4})?(?:token=)?\\{0,15}["']?/iy, value: plainValue, kind: 'authorization', least: 8, isSecret: looksRandom },
  { words: tokenHeaders, lead: headerLead, value: plainValue, kind: 'authorization', least: 8 },
  { words: ['set-cookie', 'cookie'], lead: /:\s{0,8}/y, value: cookies, kind: 'cookie', least: 8, isSecret: isCookie },
  { words: ['set-cookie', 'cookie'], lead: /\\{0,15}["']\s{0,8}[:=]\s{0,8}\\{0,15}["']/y, value: cookies, kind: 'cookie', least: 8, isSecret: isCookie },
  { words: ['document.cookie'], lead: /\s{0,4}=\s{0,4}["'`]/y, value: cookies, kind: 'cookie', least: 8, isSecret: isCookie },
  { words: ['signature=', 'credential='], lead: /(?:)/y, value: characterSet('A-Za-z0-9+/=_%-'), kind: 'authorization', least: 20, isSecret: looksRandom },
  { words: ['SharedAccessSignature'], lead: /\s{1,4}(?=sr=|sig=)|=(?=s)/y, value: plainValue, kind: 'address', least: 12 },
  // .netrc
  { words: ['login'], lead: /\s{1,40}[^\s"']{1,100}\s{1,40}(?:password|passwd)\s{1,8}/y, value: anyValue, kind: 'password' },
  { words: ['machine'], lead: /\s{1,8}[^\s"']{1,100}\s{1,40}(?:login\s{1,8}[^\s"']{1,100}\s{1,40})?password\s{1,8}/y, value: anyValue, kind: 'password' },
  // .pgpass
  { words: [':5432:', ':5433:', ':6432:', ':*:', ':26257:'], lead: /[^:\s"'\\]{1,64}:[^:\s"'\\]{1,64}:/y, before: /(?:^|[\s"'[\\+])[\w.*-]{1,100}$/, value: anyValue, kind: 'password' },
  // .npmrc, .yarnrc.yml, Docker's and Composer's files
  { words: ['_authToken', '_auth', '_password', 'npmAuthToken', 'npmAuthIdent'], lead: /\\{0,15}["']?\s{0,4}[:=]\s{0,4}\\{0,15}["']?/y, value: anyValue, kind: 'token', least: 6 },
  { words: ['"auth', '"identitytoken', '"registrytoken'], lead: /\\{0,15}"\s{0,8}:\s{0,8}\\{0,15}"/y, value: sets.base64Any, kind: 'password', least: 8, isSecret: looksRandom },
  { words: ['github-oauth'], lead: /\\{0,15}"\s{0,8}:\s{0,8}\{\s{0,40}\\{0,15}"[\w.-]{1,60}\\{0,15}"\s{0,8}:\s{0,8}\\{0,15}"/y, value: plainValue, kind: 'token' },
  // Statements of databases
  { words: ['identified by', 'identified with mysql_native_password by', 'identified with caching_sha2_password by'], lead: /\s{1,8}(?:password\s{1,8})?\\{0,7}["']/iy, value: anyValue, kind: 'password', isSecret: (value) => !/^(?:password|values?)$/i.test(value) },
  { words: ['password'], lead: /\s{1,8}\\{0,7}'/y, before: /\b(?:with|user|role|encrypted|login|alter|create|set)\b[^;\r\n]{0,120}$/i, value: anyValue, kind: 'password' },
  // Configurations with a space between
  { words: ['requirepass', 'masterauth', 'bindpw', 'rootpw', 'olcRootPW', 'smtp_sasl_password'], lead: /:{0,2}[ \t]{1,8}\\{0,7}["']?/y, value: anyValue, kind: 'password', isSecret: (value) => !/^(?:is|and|or|in|the|to|for|was)$/i.test(value) },
  { words: ['psk', 'wpa_passphrase', 'preshared-key', 'presharedkey'], lead: /\\{0,7}["']?[ \t]{0,4}[=:][ \t]{0,4}\\{0,7}["']?/y, value: anyValue, kind: 'password', least: 8 },
  { words: ['PrivateKey', 'PresharedKey'], lead: /[ \t]{0,4}=[ \t]{0,4}/y, value: sets.base64, kind: 'private_key', least: 40, isExact: true },
  // PowerShell
  { words: ['ConvertTo-SecureString'], lead: /[ \t]{1,8}(?:-String[ \t]{1,8})?\\{0,7}["']/iy, value: anyValue, kind: 'password' },
  { words: ['-AsPlainText'], lead: /(?:[ \t]{1,8}-Force)?[ \t]{1,8}\\{0,7}["']/iy, value: anyValue, kind: 'password' },
  { words: ['PSCredential', 'NetworkCredential'], lead: /\\{0,7}["']?\)?\s{0,4}\(\s{0,4}\\{0,7}["'][^"'\r\n]{1,100}\\{0,7}["']\s{0,4},\s{0,4}\\{0,7}["']/y, value: anyValue, kind: 'password' },
  // Laravel
  { words: ['base64:'], lead: /(?:)/y, before: /KEY\\{0,7}["']?\s{0,4}[=:]\s{0,4}\\{0,7}["']?$/i, value: sets.base64, kind: 'key', least: 20 },
  // Ansible
  { words: ['ansible_password', 'ansible_ssh_pass', 'ansible_become_pass', 'ansible_become_password', 'ansible_sudo_pass', 'ansible_ssh_password'], lead: /\\{0,7}["']?\s{0,4}[=:]\s{0,4}\\{0,7}["']?/y, value: anyValue, kind: 'password' },
  { words: ['$ANSIBLE_VAULT;'], lead: /[\d.]{1,6};AES256(?:;\w{1,40})?(?:\s|\\n){1,20}/y, value: sets.hex, kind: 'key', least: 20 },
  // Sidekiq
  { words: ['contribsys__com'], lead: /["']?\s{0,4}[=:]\s{0,4}["']?/y, value: characterSet('0-9a-f:'), kind: 'password', least: 17 },
  // Braintree, Mercury and others stand in the list; Nuget's file names a password and then its value.
  { words: ['ClearTextPassword', 'Password'], lead: /\\{0,7}["']\s{1,8}value\s{0,4}=\s{0,4}\\{0,7}["']/iy, value: anyValue, kind: 'password' }
] // prettier-ignore

function isCookie(value: string): boolean {
  return /^[^\s=;]{1,100}=[^;]{3}/.test(value) && !standsForAnother(value.slice(value.indexOf('=') + 1))
}

function ruleOf(row: Phrase): SecretRule {
  const { words, lead, value: set, kind, least = 3, isSecret = anything, before, isExact = false } = row
  return {
    words,
    find(reading, begin, end) {
      if (isExact && !words.includes(reading.text.slice(begin, end))) return nothing
      if (/^[a-z_]/i.test(words[0] ?? '') && before === undefined && !reading.beginsWord(begin))
        return nothing
      if (before !== undefined && !before.test(reading.before(begin, 160))) return nothing
      const match = reading.match(lead, end)
      if (match === null) return nothing
      const from = end + match[0].length
      const to = reading.runEnd(set, from)
      const value = reading.part(from, to)
      if (value.length < least || to - from > 8_000 || standsForAnother(value) || !isNoReference(value))
        return nothing
      return isSecret(value, reading, begin, end) ? [{ begin: from, end: to, kind }] : nothing
    }
  }
}

/** `"set-cookie": ["a=…", "b=…"]`, `"passwords": ["…"]`: every one of them. */
const lists: SecretRule = {
  words: ['set-cookie', 'cookies', 'passwords', 'secrets', 'tokens', 'api_keys', 'apikeys', 'api-keys'],
  find(reading, begin, end) {
    const lead = reading.match(/\\{0,15}["']?\s{0,8}[:=]\s{0,8}\[\s{0,60}/y, end)
    if (lead === null || !reading.once(lists, end)) return nothing
    const kind = /cookie/i.test(reading.text.slice(begin, end)) ? 'cookie' : 'password'
    const findings: Finding[] = []
    let at = end + lead[0].length
    for (let item = 0; item < 100; item += 1) {
      const open = reading.match(/\\{0,15}["']/y, at)
      if (open === null) break
      const from = at + open[0].length
      const sign = open[0].at(-1) ?? '"'
      const quote = reading.next(sign, from)
      const to = quote - Math.min(open[0].length - 1, quote - from)
      const value = reading.part(from, to, 4_000)
      if (to - from > 4_000 || /[\r\n]/.test(value)) break
      const isSecret = kind === 'cookie' ? isCookie(value) : looksRandom(value)
      if (isSecret && !standsForAnother(value)) findings.push({ begin: from, end: to, kind })
      const next = reading.match(/\s{0,60},\s{0,60}/y, quote + 1)
      if (next === null) break
      at = quote + 1 + next[0].length
    }
    reading.doneTo(lists, at)
    return findings
  }
}

export const secretPhrases: readonly SecretRule[] = [...phrases.map(ruleOf), lists]
