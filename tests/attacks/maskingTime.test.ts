/** No text takes longer to mask or to export than its length asks for, and none holds the server meanwhile. */
import { describe, expect, it } from 'vitest'
import { htmlExport } from '../../electron/export/htmlExport.ts'
import { markdownExport } from '../../electron/export/markdownExport.ts'
import { jsonExport } from '../../electron/export/jsonExport.ts'
import { maskMessageInSteps } from '../../electron/export/maskMessage.ts'
import { maskInSteps, maskSecrets } from '../../electron/export/maskSecrets.ts'
import { facts, message, text, toolResult, toolUse } from '../support/export/testExport.ts'
import { createRedact } from '../../electron/doctor/redact.ts'
import { withoutQuotedText } from '../../electron/log.ts'
import { leastOf } from './support/leastOf.ts'

const plain = 'The quick brown fox jumps over the lazy dog, and twelve more do so as well; see page 12.\n'

/** Repeated until they are long: each begins something a rule looks for, and does not end it. */
const hostile: readonly string[] = [
  'token=', 'token= ', 'token=\n', 'token = ', 'token=x ', 'token=a1b2c3 x ', 'sk-a', 'sk--', 'eyJ-', 'whsec_=', 'token: ', 'token:', '"password":"', "password='", 'password="\\', 'password=\\"', 'password:\\\\\\"', 'password="""',
  'password', 'password ', 'password\n', 'password:\n', 'password=x;', 'password, ', '"password", "', 'password","value":"',
  'password is `', '| password | ', '<password>', '&quot;password&quot;:&quot;', '%22token%22:', '\\u0022token\\u0022:', '`token`: `',
  'secret: ', 'secret":{"', 'API_KEY=', '_KEY=', '_PASS=', 'pass=', 'DATABASE_URL=', 'ENV TOKEN ', 'a', 'a_', 'AB_', 'Aa1', '=', '\\',
  '"', "'", '`', '\r', '\n', ' ', '\u00e9', '\ud83d\ude00', '\ud83d', '\u001b[31m', '\u001b[31mtoken=', '://', 'a://', 'a://b:', 'a://b:c@',
  '%3A%2F%2F', '?key=', '&sig=', '?a=1&token=', '-u ', '-u a:', '--user ', '--password=', '--password ', '--a-token ', ' -p', '-p ',
  'curl ', 'curl -u ', 'curl -u a:', 'curl -b a=', 'mysql -p', 'mysql "', 'docker login ', 'docker login -p ', 'sshpass ', 'openssl ',
  'net use \\\\', 'net use a b ', 'htpasswd -b ', '7z x ', 'redis-cli -a', 'sqlplus a/', 'aws configure set ', 'echo ', 'echo a | ',
  'echo a --password-stdin ', 'ConvertTo-SecureString "', 'Authorization: ', 'Authorization: Bearer ', 'bearer ', 'basic ',
  'x-api-key: ', 'cookie: a', 'cookie: a=', '"set-cookie":["a=b",', '"set-cookie":[', 'passwords=["x1y2z3",', 'signature=',
  'machine x login ', 'login x password', ':5432:', 'a:5432:b:', ':*:', '_authToken=', '{"auth":"', 'identified by ', 'with password ',
  'requirepass ', 'psk=', 'base64:', 'KEY=base64:', '$ANSIBLE_VAULT;', 'datadog ', 'datadog: ', 'twitter:', '$6$', '$2a$', '{SHA}',
  '$argon2id$', '"d":"', 'eyJ', '.eyJ', 'eyJhbGciOiJI.', '.', 'M.', '...M', ':AA', '12345678:AA', '|', '123456789012345|', '-us', 'Q~',
  'aB31Q~', 'JQQJ99', 'A'.repeat(50) + 'JQQJ99', '_mmk', 'LS0tLS1CRUdJTi', 'LS0tLS1CRUdJTi UFJJVkFUR', 'ghp_', ' ghp_', 'sk-', ' sk-ant-', 'xoxb-',
  'AKIA', 'hvs.', ' s.', 'glpat-', 'hooks.slack.com/services/', '-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----', '-BEGIN ',
  '-----BEGIN PRIVATE KEY-----\n' + 'A'.repeat(64) + '\n', '-----BEGIN A PRIVATE KEY-----\\n', 'Private-Lines: 9\n', 'QUJD+/12', '[', '{', '(',
  '[secret]', 'password=[secret]', 'token=$', 'password: "${', 'x'.repeat(3_999) + ' password="', `password="${'\\"'.repeat(300)}`
] // prettier-ignore

/** Several kinds in one text, always the same ones. */
const mixed = Array.from({ length: 40 }, (_, seed) =>
  Array.from({ length: 12 }, (_unused, at) => hostile[(seed * 31 + at * at * 7 + at) % hostile.length]).join(
    ''
  )
)

function repeated(part: string, length: number): string {
  // From a buffer, for a text that is put together while it is read would be measured too.
  return Buffer.from(part.repeat(Math.ceil(length / part.length)).slice(0, length)).toString()
}

/** Milliseconds of this process. */
function cost(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Below this many milliseconds chance decides. */
const NOISE = 8

/** How many times as much the second costs as the first. */
function timesMoreForTwice(once: () => void, twice: () => void): number {
  return leastOf(3, () => {
    const single = Math.max(cost(once), NOISE)
    return cost(twice) / single
  })
}
const LENGTH = 16_000

describe('masking takes twice as long for twice the text', () => {
  for (const part of [plain, ...hostile]) maskSecrets(repeated(part, 5_000))
  const usual = Math.max(
    cost(() => maskSecrets(repeated(plain, LENGTH))),
    0.5
  )

  it.each([...hostile, ...mixed].map((part) => [JSON.stringify(part).slice(0, 60), part]))(
    '%s',
    (_name, part) => {
      const once = repeated(part, LENGTH)
      const twice = repeated(part, 2 * LENGTH)
      expect(
        timesMoreForTwice(
          () => maskSecrets(once),
          () => maskSecrets(twice)
        )
      ).toBeLessThan(3)
      // A text made of nothing but names of secrets costs more than prose, and not out of all measure.
      const most = Math.max(150 * usual, 120)
      expect(leastOf(most, () => cost(() => maskSecrets(once)))).toBeLessThan(most)
    }
  )
})

it.each([
  ['eight megabytes of base64', repeated('QUJDR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlq', 8_000_000)],
  ['hundreds of thousands of names', repeated('password=', 30_000_000)],
  ['JSON in one line', repeated('{"id":1,"token":"abc","list":[1,2,3],"path":"/a/b"},', 4_000_000)]
])('%s is masked in steps of a few milliseconds', (_what, long) => {
  const most = 20
  const took = leastOf(most, () => {
    const lengths = lengthsOf(maskInSteps(long, () => undefined)).toSorted((one, other) => one - other)
    expect(lengths.length).toBeGreaterThan(1)
    // The last step puts the parts together. A machine that does other things may hold a few steps up.
    return lengths[Math.floor((lengths.length - 1) * 0.98)] ?? Infinity
  })
  expect(took).toBeLessThan(most)
})

function timed<T>(work: () => T): { value: T; took: number } {
  const start = performance.now()
  const value = work()
  return { value, took: performance.now() - start }
}

/** Milliseconds, of work that others wait for. */
const LONGEST_STEP = 200

/** Markdown that takes parsers long. */
const slowMarkdown = ['*a_', '> ', '1. ', '[', '![', '**a', '_', '`', '<a ', '<!--', '[a]: b\n', '|a', '- a\n', '> - ', '[a](', '~~', '&', 'a@', 'http://a'] // prettier-ignore

describe.each([
  ['html', htmlExport],
  ['markdown', markdownExport],
  ['json', jsonExport]
])('no piece of an export as %s takes long', (_format, documentOf) => {
  it.each(slowMarkdown)('of many %j', (part) => {
    const long = repeated(part, 150_000)
    const messages = [message('m', 'assistant', [text(long), { type: 'thinking', thinking: long }])]
    expect(longestStep(() => documentOf(facts).page(messages))).toBeLessThan(LONGEST_STEP)
  })

  it('of eight megabytes', () => {
    const long = repeated('`<"\\&\n', 8_000_000)
    const messages = [
      message('m', 'assistant', [toolUse('t', 'Write', { file_path: '/a', content: long })]),
      message('n', 'user', [toolResult('t', long)])
    ]
    expect(longestStep(() => documentOf(facts).page(messages))).toBeLessThan(LONGEST_STEP)
  })
})

it('a value of many thousand texts is masked in steps', () => {
  const input = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`key${at}`, `value ${at}`]))
  const begin = (): Iterator<unknown> =>
    maskMessageInSteps(message('m', 'assistant', [toolUse('t', 'X', input)]), (value) =>
      maskInSteps(value, () => undefined)
    )
  expect(longestOf(begin)).toBeLessThan(LONGEST_STEP)
})

describe('what leaves this machine otherwise', () => {
  const redact = createRedact(['/home/dev'])
  it.each(['/home/dev', '-home-dev', 'A1', 'a-', 'A1b2'.repeat(10), ...hostile.slice(0, 20)])(
    'a report of many %j',
    (part) => {
      const work = (length: number) => () => void redact(repeated(part, length))
      expect(timesMoreForTwice(work(LENGTH), work(2 * LENGTH))).toBeLessThan(3)
    }
  )

  it.each([' Unexpected token ', ' \\"', ' Unexpected token a, \\"', '\\" is not valid', ' ...\\"a'])(
    'a line of the log of many %j',
    (part) => {
      const line = (length: number): string => `${repeated(part, length)} is not valid JSON`
      const work = (length: number) => () => void withoutQuotedText(line(length))
      expect(timesMoreForTwice(work(LENGTH), work(2 * LENGTH))).toBeLessThan(3)
    }
  )
})

/** Milliseconds of each step. */
function lengthsOf(steps: Iterator<unknown>): number[] {
  const lengths: number[] = []
  for (let done = false; !done;) {
    const { value, took } = timed(() => steps.next())
    lengths.push(took)
    done = value.done === true
  }
  return lengths
}

/** The longest step but for two: a machine may have other things to do. */
function longestOf(begin: () => Iterator<unknown>): number {
  return leastOf(LONGEST_STEP, () => lengthsOf(begin()).toSorted((one, other) => other - one)[2] ?? 0)
}

function longestStep(begin: () => Iterable<string>): number {
  return longestOf(() => begin()[Symbol.iterator]())
}
