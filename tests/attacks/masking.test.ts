/** Secrets of every kind, in whatever they may stand in, are in no export. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SessionExport } from '../../electron/export/exportFormat.ts'
import { htmlExport } from '../../electron/export/htmlExport.ts'
import { jsonExport } from '../../electron/export/jsonExport.ts'
import { markdownExport } from '../../electron/export/markdownExport.ts'
import { maskMessage } from '../../electron/export/maskMessage.ts'
import { maskSecrets } from '../../electron/export/maskSecrets.ts'
import { providerTokens } from '../../electron/export/providerTokens.ts'
import type { ProviderToken } from '../../electron/export/providerTokens.ts'
import { facts, message, text, toolResult, toolUse } from '../support/export/testExport.ts'
import type { CharacterSet } from '../../electron/export/textReading.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'
import { writtenSecrets } from './support/writtenSecrets.ts'

const escape = '\u001b'

/** What stands around a token. */
const around: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `see ${secret} there`,
  (secret) => JSON.stringify({ a: secret, b: 1 }),
  (secret) => JSON.stringify(JSON.stringify({ a: secret, b: [secret] })),
  (secret) => JSON.stringify(`one\n${secret}\ntwo`),
  (secret) => JSON.stringify(JSON.stringify(`one\t${secret}\r\ntwo`)),
  (secret) => `a: ${secret}\nb: 1`,
  (secret) => `- "${secret}"`,
  (secret) => `export A='${secret}'; run`,
  (secret) => `A=${secret} run`,
  (secret) => `run --a ${secret} | tee b`,
  (secret) => `https://example.com/?a=${secret}&b=2`,
  (secret) => `a%3D${secret}%26b`,
  (secret) => '```sh\nrun ' + secret + '\n```',
  (secret) => '`' + secret + '`',
  (secret) => `**${secret}**`,
  (secret) => `<b>${secret}</b>`,
  (secret) => `(${secret})`,
  (secret) => `[${secret}]`,
  (secret) => `one,${secret},two`,
  (secret) => `${escape}[31m${secret}${escape}[0m`,
  (secret) => `${escape}[1;38;5;9m${secret}${escape}[0m`,
  (secret) => String.raw`\u001b[31m${secret}\u001b[0m`,
  (secret) => String.raw`\x1b[31m${secret}\x1b[0m`,
  (secret) => `+${secret}\n-old`,
  (secret) => `   12\t${secret}\n   13\tx`,
  (secret) => `é${secret}漢`,
  (secret) => `${secret}\r\n${secret}`,
  (secret) => `{"a":"${'x'.repeat(300)} ${secret}"}`
]

const everyCharacter = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))

function charactersOf({ ascii }: CharacterSet): string[] {
  return everyCharacter.filter((character) => ascii[character.charCodeAt(0)] === 1)
}

/** What may follow the beginning of a token of this row. */
function restOf({ rest, least, most, looks }: ProviderToken): fc.Arbitrary<string> {
  const fits = (value: string): boolean =>
    value.length >= least &&
    value.length <= most &&
    Array.from(value).every((character) => rest.ascii[character.charCodeAt(0)] === 1) &&
    (looks === null || looks.test(value)) &&
    !value.endsWith('.')
  const letters = charactersOf(rest).filter((character) => /[A-Za-z0-9]/.test(character))
  const any = fc
    .array(fc.constantFrom(...letters), { minLength: least, maxLength: Math.min(most, least + 30) })
    .map((characters) => characters.join(''))
  if (looks === null || looks.source.includes('(?=') || looks.source === String.raw`\d`) {
    const letter = letters.includes('a') ? 'a' : 'A'
    return any.map((value) => `1${letter}${value.slice(2)}`).filter(fits)
  }
  const { source } = looks
  const open = source.endsWith('$') ? source : `${source}$`
  return fc
    .stringMatching(new RegExp(source.startsWith('^') ? open : `^${open}`))
    .map((value) => (source.endsWith('$') ? value : value.padEnd(least, 'a1b2c3d4')))
    .filter(fits)
}

const tokens = providerTokens.flatMap((row) =>
  row.starts.map((start) => [`${row.provider} ${start}`, start, row] as const)
)

describe('a token', () => {
  const runs = fuzzRuns(1 / tokens.length)
  it.each(tokens)(
    '%s is masked wherever it stands',
    (_name, start, row) => {
      const secrets = restOf(row).map((rest) => start + rest)
      fc.assert(
        fc.property(secrets, fc.constantFrom(...around), (secret, put) => {
          const masked = maskSecrets(put(secret))
          expect(masked).not.toContain(secret)
          expect(masked).toContain('[secret]')
          expect(maskSecrets(masked)).toBe(masked)
        }),
        { ...runs, numRuns: runs.numRuns + around.length }
      )
    },
    fuzzTimeout(runs)
  )
})

/** What lines may stand in; a secret's own line stays as it is. */
const contexts: readonly (readonly [string, (line: string) => string])[] = [
  ['among other lines', (line) => `first\n${line}\nlast`],
  ['with Windows’ line ends', (line) => `first\r\n${line.replaceAll('\n', '\r\n')}\r\nlast`],
  ['in JSON', (line) => JSON.stringify({ content: `first\n${line}\nlast` })],
  ['in JSON in JSON', (line) => JSON.stringify(JSON.stringify({ content: `first\n${line}\nlast` }))],
  ['in a fence', (line) => '```\n' + line + '\n```'],
  ['in colours', (line) => `${escape}[32m${line}${escape}[0m\n`],
  ['behind a prompt', (line) => `$ ${line}`],
  ['in a diff', (line) => `@@ -1 +1 @@\n+${line.replaceAll('\n', '\n+')}\n`],
  ['indented', (line) => `  ${line.replaceAll('\n', '\n  ')}\n`]
]

describe.each(contexts)('what is called a secret is masked %s', (_context, put) => {
  it.each(Object.values(writtenSecrets).flat())('%s', (line, secret) => {
    const masked = maskSecrets(put(line))
    expect(masked).not.toContain(secret)
    expect(maskSecrets(masked)).toBe(masked)
  })
})

describe.each<readonly [string, (of: typeof facts) => SessionExport]>([
  ['Markdown', markdownExport],
  ['HTML', htmlExport],
  ['JSON', jsonExport]
])('in an export as %s', (_format, documentOf) => {
  it('no secret is left', () => {
    const lines = Object.values(writtenSecrets).flat()
    const runs = fuzzRuns(1 / 20)
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.constantFrom(...contexts), ([line, secret], [, put]) => {
        const said = put(line)
        const messages = [
          message('a', 'user', [text(said)]),
          message('b', 'assistant', [
            { type: 'thinking', thinking: said },
            toolUse('t', 'Bash', { command: said, deep: [{ list: [said] }] })
          ]),
          message('c', 'user', [toolResult('t', said), { type: 'unknown', raw: { said } }])
        ].map((one) => maskMessage(one, maskSecrets))
        const document = documentOf(facts)
        expect([document.begin(), ...document.page(messages), document.end()].join('')).not.toContain(secret)
      }),
      runs
    )
  })
})

it('masking once more changes nothing, whatever the text', () => {
  const words = fc.constantFrom(
    'password', '=', ':', ' ', '"', "'", '`', '\\', '\n', 'token', 'API_KEY', 'hunter2', 'abc123def456', '://', '@', '?key=', '&', '-p ', 'curl ', 'ghp_',
    'mysql ', 'docker login ', '<', '>', '|', ',', '{', '}', '[', ']', '(', ')', 'secret', 'eyJ', '.', '-----BEGIN PRIVATE KEY-----', '[secret]', 'cookie: ',
    'Bearer ', 'AKIAIOSFODNN7ABCDEFG', 'é', '$', '%', '#', ';', '\r\n', '\t', 'x', '1', 'A'
  ) // prettier-ignore
  const runs = fuzzRuns()
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
      const masked = maskSecrets(parts.join(''))
      expect(maskSecrets(masked)).toBe(masked)
    }),
    runs
  )
}, 120_000)

it('a text without secrets is left as it is', () => {
  const words = fc.constantFrom('the', 'quick', 'fox', 'const', 'x', '=', '42', 'return', '{', '}', '\n', 'src/a.ts', '3.14', 'é', '`code`', '--flag', 'https://example.com/a', 'a@example.com', 'f79be346-0935-438b-9374-a4150d40d360') // prettier-ignore
  fc.assert(
    fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
      const plain = parts.join(' ')
      expect(maskSecrets(plain)).toBe(plain)
    }),
    fuzzRuns()
  )
}, 120_000)
