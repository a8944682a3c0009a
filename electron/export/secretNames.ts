/**
 * Secrets one knows by what they are called, wherever a name is given a value: in code, JSON (also inside a text of JSON),
 * YAML, XML, environments, properties, tables. Used by `maskSecrets.ts`.
 */
import type { MaskedKind } from '../../shared/steering.ts'
import { QUOTE, quotedValue } from './quotedValue.ts'
import { isNoReference, looksRandom, looksVeryRandom, nothing, standsForAnother } from './secretFinding.ts'
import type { Finding, SecretRule } from './secretFinding.ts'
import { characterSet } from './textReading.ts'
import type { TextReading } from './textReading.ts'

interface Name {
  readonly kind: MaskedKind
  /** Of nothing but secrets; other names are given to other things too, and what they name must look like a secret. */
  readonly isSure: boolean
}

const password: Name = { kind: 'password', isSure: true }
const key: Name = { kind: 'key', isSure: true }
const likelyKey: Name = { kind: 'key', isSure: false }
const likelyToken: Name = { kind: 'token', isSure: false }
const likelyPassword: Name = { kind: 'password', isSure: false }

/** `-` stands for every way to join the words: `api-key`, `api_key`, `apikey`, `api key`. */
const names: readonly (readonly [Name, string])[] = [
  [password, 'password passwd passphrase passwort kennwort contraseña motdepasse passcode'],
  [
    key,
    'secret api-key access-key account-key private-key secret-key connection-string shared-access-key client-key-data'
  ],
  [key, 'secret-key-base storage-key primary-key-secret subscription-key app-secret consumer-secret'],
  [likelyPassword, 'pwd'],
  [likelyToken, 'token credential credentials cookie jwt bearer webhook-url auth-header'],
  [
    likelyKey,
    'auth-key signing-key encryption-key master-key session-key webhook-key shared-key license-key admin-key deploy-key ' +
      'service-key publish-key write-key functions-key host-key-secret data-key crypt-key cipher-key hmac-key jwt-key ' +
      'application-key app-key nonce-key secure-key logged-in-key private-key-id access-key-id secret-id ' +
      'auth-salt secure-auth-salt logged-in-salt nonce-salt secure-auth-key security-key integration-key routing-key'
  ]
]

const joints = ['-', '_', '', ' ', '.']
const known = names.flatMap(([name, words]) =>
  words
    .split(' ')
    .flatMap((word) =>
      (word.includes('-') ? joints.map((joint) => word.replaceAll('-', joint)) : [word])
        .filter((spelled) => /^[\x20-\x7e]+$/.test(spelled))
        .map((spelled) => [spelled, name] as const)
    )
)

/** What may follow the last word of a name: `password2`, `SECRET_KEY_BASE`, `token_prod`. */
const suffix =
  /[_-]?(?:\d{1,3}|base64|b64|key[_-]?base|base|value|plain(?:text)?|text|raw|data|hash|prod(?:uction)?|dev|test|staging|local|old|new|current|default|string|confirm(?:ation)?|primary|secondary)?(?![A-Za-z0-9])/iy

const typed = String.raw`:\s{0,3}(?:&(?:'static\s)?)?(?:string|str|String|any|Optional\[str\]|SecretStr|SecureString|bytes|Buffer)(?:\s{0,3}\|\s{0,3}\w{1,20})?\s{0,3}=`
/** From behind a name to before its value. */
const assignment = new RegExp(
  String.raw`(?<close>${QUOTE})?\]?(?<bold>\*{2})?(?<sign>\s{0,20}(?:=>|:=|\?=|={1,3}|${typed}|:|,|\||is\b))(?:\*{2})?\s{0,20}(?:\((?=["']))?(?:[@$fFrRbBuUL]{0,2}(?:\\{0,15}"\\{0,15}"|\\{0,15}'\\{0,15}')?(?<open>${QUOTE}))?`,
  'y'
)
/** `{"name":"DB_PASSWORD","value":"…"}`, and the same in YAML and XML. */
const nameAndValue = new RegExp(
  String.raw`(?<close>${QUOTE})?\s{0,20},?(?:\s|\\{1,8}[nrt]|[+>]){0,60}(?:${QUOTE})?(?:value|Value|VALUE)(?:${QUOTE})?\s{0,8}[:=]\s{0,8}(?<open>${QUOTE})?`,
  'y'
)
const element = />[ \t]{0,8}/y

/** What a value is made of where nothing encloses it. */
const bare = characterSet('^\\s"\'`(){}[\\],\\\\<>\\u001b|')
const paired = characterSet('^\\s;&"\',()\\\\<>\\u001b`')
const assigned = characterSet('^\\s"\'`\\\\\\u001b')
const insideElement = characterSet('^<\\s\\\\')
/** Behind a bare value: nothing more in its line, but for a comment, or what encloses it all. */
const nothingMore = /[ \t]{0,200}(?:$|[\r\n"'`<\p{Cc}|]|\\|#|\/\/|;?[ \t]{0,8}(?:$|[\r\n]))/uy

export const secretNames: readonly SecretRule[] = known.map(([word, name]) => ({
  words: [word],
  find: (reading, begin, end) => named(reading, begin, end, name)
}))

function named(reading: TextReading, begin: number, end: number, name: Name): readonly Finding[] {
  const after = reading.match(suffix, end)
  if (after === null) return nothing
  const nameEnd = end + after[0].length
  // What was masked before names nothing.
  if (reading.text.slice(begin - 1, nameEnd + 1) === '[secret]') return nothing
  const environment = inEnvironment(reading, begin, nameEnd, name)
  if (environment !== null) return [environment]
  const lead = reading.match(assignment, nameEnd)
  if (lead !== null) {
    const finding = assignedTo(reading, begin, nameEnd, lead, name)
    if (finding !== null) return [finding]
  }
  const pair = reading.match(nameAndValue, nameEnd)
  if (pair !== null) {
    const finding = valueOf(reading, nameEnd + pair[0].length, pair.groups?.['open'], name, 'line')
    if (finding !== null) return [finding]
  }
  const inside = reading.match(element, nameEnd)
  if (inside !== null && /<[\w:.-]{0,60}$/.test(reading.before(begin, 61))) {
    return elementText(reading, nameEnd + inside[0].length, name)
  }
  return nothing
}

/** `export DB_PASSWORD=…`, `ENV API_KEY …`: capitals, and no space around the sign. */
function inEnvironment(reading: TextReading, begin: number, nameEnd: number, { kind }: Name): Finding | null {
  const { text } = reading
  const word = text.slice(begin, nameEnd)
  // `PWD` alone is the folder one is in.
  if (/[a-z ]/.test(word) || (word === 'PWD' && text[begin - 1] !== '_')) return null
  const before = /(?:^|[^\w$-])([A-Z0-9_]{0,60})$/.exec(reading.before(begin, 62))
  if (before === null && !reading.beginsWord(begin)) return null
  const isDockerfile =
    before !== null &&
    /(?:ENV|setx|setenv|set -gx|set -x)[ \t]{1,8}[A-Z0-9_]{0,60}$/.test(reading.before(begin, 80))
  const lead = reading.match(isDockerfile ? /[ \t=]{1,8}["']?/y : /=\\{0,8}["']?/y, nameEnd)
  if (lead === null || /["']$/.test(lead[0])) return null
  const from = nameEnd + lead[0].length
  const to = reading.runEnd(assigned, from)
  const value = reading.part(from, to)
  if (value.length < 3 || standsForAnother(value) || !isNoReference(value)) return null
  return { begin: from, end: to, kind }
}

function assignedTo(
  reading: TextReading,
  begin: number,
  nameEnd: number,
  { 0: lead, groups = {} }: RegExpExecArray,
  name: Name
): Finding | null {
  const { close, open, sign = '' } = groups
  // `mask ? 'password' : 'text'`
  if (close !== undefined && /\?\s{0,4}["'`]$/.test(reading.before(begin, 6))) return null
  const from = nameEnd + lead.length
  switch (sign.trim()) {
    case ',': {
      // An argument: `setenv("API_KEY", "…")`. Both are quoted, and a list of words has no digits.
      if (close === undefined || open === undefined) return null
      const isDefined = /define\(\s{0,8}["'][\w-]{0,60}$/i.test(reading.before(begin, 80))
      const finding = valueOf(reading, from, open, { ...name, isSure: isDefined }, 'quoted')
      const isWord = finding !== null && !name.isSure && !isDefined && finding.end - finding.begin < 12
      return isWord ? null : finding
    }
    case '|':
      return open === undefined || open === '`' ? cell(reading, from, open, name) : null
    case 'is':
      return open === undefined ? null : valueOf(reading, from, open, { ...name, isSure: false }, 'quoted')
    case '==':
    case '===':
      return valueOf(reading, from, open, { ...name, isSure: false }, 'quoted')
    case '=':
      if (open === undefined && lead === '=')
        return pairedWith(reading, begin, from, name) ?? bareValue(reading, from, name)
      break
    default:
  }
  return valueOf(reading, from, open, name, 'line')
}

function valueOf(
  reading: TextReading,
  from: number,
  open: string | undefined,
  name: Name,
  bareIs: 'line' | 'quoted'
): Finding | null {
  if (open === undefined) return bareIs === 'line' ? bareValue(reading, from, name) : null
  const end = quotedValue(reading, from, open)
  if (end === null) return cutValue(reading, from, name)
  const value = reading.part(from, end, 4_000)
  if (value === '' || standsForAnother(value) || value.startsWith('-----BEGIN')) return null
  if (name.isSure ? speaksOfSecrets(value) : /\s/.test(value) || !looksRandom(value) || !isNoReference(value))
    return null
  return { begin: from, end, kind: name.kind }
}

/** A label, a hint, a question: `"password": "Enter your password"`. */
function speaksOfSecrets(value: string): boolean {
  return value.includes(' ') && /password|passwort|kennwort|secret|token|\bkey\b/i.test(value.slice(0, 400))
}

/** A quoted value whose end was cut off with the text. */
function cutValue(reading: TextReading, from: number, { kind }: Name): Finding | null {
  const to = reading.runEnd(bare, from)
  const value = reading.part(from, to)
  const isEnd = to === reading.text.length || /[\r\n]/.test(reading.text[to] ?? '')
  if (!isEnd || standsForAnother(value) || !looksRandom(value) || !isNoReference(value)) return null
  return { begin: from, end: to, kind }
}

/** `Server=…;Password=…;`, `--from-literal=password=…`. */
function pairedWith(reading: TextReading, begin: number, from: number, name: Name): Finding | null {
  const to = reading.runEnd(paired, from)
  const value = reading.part(from, to)
  const before = reading.before(begin, 61)
  if (value.length < 3 || !/^[\s;&"'\\<\p{Cc}`]?$/u.test(reading.text[to] ?? '')) return null
  if (standsForAnother(value) || !isNoReference(value) || value.startsWith('/')) return null
  // `this.password=word` is code.
  const isWhole = !/[\w$.-]$/.test(before) && name.isSure
  if (/\$[\w.-]{0,60}$/.test(before) || !(isWhole || looksRandom(value))) return null
  return { begin: from, end: to, kind: name.kind }
}

/** `password: …` to the end of a line. */
function bareValue(reading: TextReading, from: number, { kind, isSure }: Name): Finding | null {
  const to = reading.runEnd(bare, from)
  const value = reading.part(from, to)
  if (value.length < 6 || standsForAnother(value) || !isNoReference(value)) return null
  const plain = value.replace(/;$/, '')
  if (plain.includes(';')) return null
  if (!looksRandom(plain) || (!isSure && isPath(plain))) return null
  const isLast = reading.match(nothingMore, to) !== null
  if (!isLast && !(/^[,})\]]/.test(reading.text[to] ?? '') && looksVeryRandom(plain))) return null
  return { begin: from, end: to, kind }
}

function isPath(value: string): boolean {
  return /^(?:~|\.{0,2}|[A-Za-z]:)[\\/][^/\\]{0,100}(?:[\\/]|$)/.test(value)
}

/** `| password | … |` */
function cell(reading: TextReading, from: number, open: string | undefined, { kind }: Name): Finding | null {
  const to = open === undefined ? reading.runEnd(bare, from) : quotedValue(reading, from, open)
  if (to === null || reading.match(/`?[ \t]{0,80}\|/y, to) === null) return null
  const value = reading.part(from, to)
  return looksVeryRandom(value) && !standsForAnother(value) ? { begin: from, end: to, kind } : null
}

/** `<password>…</password>` */
function elementText(reading: TextReading, from: number, { kind, isSure }: Name): readonly Finding[] {
  const to = reading.runEnd(insideElement, from)
  const value = reading.part(from, to)
  if (value === '' || reading.match(/[ \t]{0,8}<\\?\//y, to) === null || standsForAnother(value))
    return nothing
  return isSure || looksRandom(value) ? [{ begin: from, end: to, kind }] : nothing
}
