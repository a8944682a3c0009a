/**
 * Secrets one knows by what they are called: assignments, headers, addresses with a password, options of
 * commands. Used by `maskSecrets.ts`.
 */

/** What is between `before` and `after` is taken out. */
export interface NamedSecret {
  /** Groups `before`, `value` and, where something must follow, `after`. */
  readonly pattern: RegExp
  /** For names that are also given to other things: whether the value is a secret's. */
  readonly isSecret: (value: string) => boolean
}

/** Names for nothing but secrets, and names that other things have too. */
const sure =
  'pass(?:word|wd|phrase)|secret|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|secret[_-]?key|' +
  'connection[_-]?string'
const likely = `pwd|token|credentials?|cookie|(?:auth|signing|encryption|master|session|webhook|shared|license)[_-]?key`
const environment =
  'PASSWORD|PASSWD|PASSPHRASE|PASS|SECRET|TOKEN|API_?KEY|ACCESS_?KEY(?:_ID)?|PRIVATE_?KEY|SECRET_?KEY|' +
  'ENCRYPTION_?KEY|SIGNING_?KEY|CREDENTIALS?|DSN|CONNECTION_STRING|DATABASE_URL|REDIS_URL|MONGO_URL'

const anything = (): boolean => true

export const namedSecrets: readonly NamedSecret[] = [
  // Authorization: Bearer …, x-api-key: …, Cookie: …
  { pattern: pattern(String.raw`\b(?:bearer|basic)\s+`, String.raw`[\w.~+/=-]{12,}`), isSecret: looksRandom },
  {
    pattern: pattern(
      String.raw`\bauthorization\\{0,3}["']?\s*[:=]\s*\\{0,3}["']?(?:[a-z]{3,12}\s+)?`,
      String.raw`[^\s"'\\,;]{8,}`
    ),
    isSecret: looksRandom
  },
  {
    pattern: pattern(
      String.raw`\b(?:x-api-key|api-key|x-auth-token)\\{0,3}["']?\s*:\s*\\{0,3}["']?`,
      String.raw`[^\s"'\\,;]{8,}`
    ),
    isSecret: anything
  },
  {
    pattern: pattern(String.raw`\b(?:set-)?cookie:\s*`, String.raw`[^\s=;]{1,100}=[^\r\n"']{6,4000}`),
    isSecret: anything
  },

  // scheme://user:password@host, ?token=…
  {
    pattern: pattern(
      String.raw`\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>]{0,200}:`,
      String.raw`[^\s@/"'<>]{1,400}`,
      '@'
    ),
    isSecret: anything
  },
  {
    pattern: pattern(
      String.raw`[?&](?:access_token|api_?key|auth|key|password|secret|sig|signature|token|x-amz-(?:signature|security-token))=`,
      String.raw`[^&\s"'#<>]{6,}`
    ),
    isSecret: anything
  },

  // "password": "…", apiKey = '…'; the same inside a text of JSON, where quotes are escaped
  ...[
    { names: sure, isSecret: anything },
    { names: likely, isSecret: (value: string) => !/\s/.test(value) && looksRandom(value) }
  ].flatMap(({ names, isSecret }) => [
    {
      pattern: new RegExp(
        String.raw`(?<before>${nameEnding(names)}["'\u0060]?\s*(?:=>|:=|[:=])\s*(?<quote>["'\u0060]))` +
          String.raw`(?<value>(?:\\.|(?!\k<quote>)[^\r\n\\]){1,4000})(?<after>\k<quote>)`,
        'giu'
      ),
      isSecret
    },
    {
      pattern: new RegExp(
        String.raw`(?<before>${nameEnding(names)}\\{1,3}["']\s*:\s*(?<quote>\\{1,3}["']))` +
          String.raw`(?<value>(?:(?!\k<quote>)[^\r\n]){1,4000})(?<after>\k<quote>)`,
        'giu'
      ),
      isSecret
    }
  ]),

  // export DB_PASSWORD=…
  {
    pattern: new RegExp(
      String.raw`(?<before>(?<![\w$-])(?:[A-Z][A-Z0-9_]{0,60}_)?(?:${environment})(?:_?\d{1,3}|_(?:PROD|DEV|TEST|STAGING|LOCAL|BASE64|B64|OLD|NEW))?=["']?)` +
        String.raw`(?<value>[^\s"'\u0060]{3,})`,
      'gu'
    ),
    isSecret: isNoReference
  },
  // Server=…;Password=…;
  {
    pattern: pattern(
      String.raw`(?<![\w$.-])(?:password|passwd|pwd|accountkey|sharedaccesskey)=`,
      String.raw`[^\s;&"',()]{3,}`,
      String.raw`(?=[\s;&"']|$)`
    ),
    isSecret: (value) => isNoReference(value) && !value.startsWith('/')
  },
  // password: … to the end of a line
  {
    pattern: new RegExp(
      String.raw`(?<before>${nameEnding(`${sure}|${likely}`)}["']?\s*[:=]\s*)(?<value>[^\s"'\u0060(){}[\],]{6,})(?=\s*$)`,
      'gimu'
    ),
    isSecret: (value) => isNoReference(value) && looksRandom(value.replace(/;$/, ''))
  },

  // --token …, -u user:…
  {
    pattern: pattern(
      String.raw`(?<![\w-])--?(?:password|passwd|pass|token|auth-token|access-token|secret|client-secret|api-key|apikey|access-key|secret-key)(?:=|\s+)["']?`,
      String.raw`[^\s"'-][^\s"']{2,}`
    ),
    isSecret: isNoReference
  },
  {
    pattern: pattern(String.raw`(?<![\w-])(?:-u|--user)\s+["']?[\w.@+-]{1,100}:`, String.raw`[^\s"']{3,}`),
    isSecret: (value) => !/^\d{1,5}$/.test(value)
  }
]

function pattern(before: string, value: string, after = ''): RegExp {
  return new RegExp(`(?<before>${before})(?<value>${value})(?<after>${after})`, 'giu')
}

/** A name, perhaps quoted, whose last word is one of these. */
function nameEnding(names: string): string {
  return String.raw`(?<![\w.-])["'\u0060]?[\w.-]{0,60}?(?:${names})`
}

/** Words do not have digits in them, or letters of both sizes at this length. */
function looksRandom(value: string): boolean {
  if (value.length < 6 || /^\d{1,11}$/.test(value)) return false
  return (
    /\d/.test(value) ||
    (value.length >= 16 && /[a-z]/.test(value) && /[A-Z]/.test(value)) ||
    /.{11}=$/.test(value)
  )
}

/** `process.env.TOKEN` and `readToken()` are where a secret comes from, not what it is. */
function isNoReference(value: string): boolean {
  return (
    !/^(?:process|import|os|env|environ|config|settings|secrets|vars|self|this)\b[.([]/i.test(value) &&
    !/^[\w.]+\(/.test(value)
  )
}
