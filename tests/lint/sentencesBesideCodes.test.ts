/**
 * The server writes no sentence where something goes wrong: it names a code, and the table of words, which no page loads,
 * has the sentence.
 */
import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** The one place where a code gets its sentence. */
const owner = join('electron', 'ourFailure.ts')

/** Comments, and strings of each kind. */
const unread = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/gu

/** What is written by hand beside a code, or beside the code a notice is told by, as far as it was read. */
function besideCodes(source: string): string[] {
  let text = source.replaceAll(unread, (found) => {
    if (found.startsWith('/')) return ''
    return /\w\s+\S/u.test(found) ? 'SENTENCE' : 'WORD'
  })
  const found = [...text.matchAll(/\bnew Refusal\([^(){}]*\bSENTENCE\b/gu)].map(([call]) => call)
  // From the innermost braces outward: what was looked at stands for one value.
  for (let last = ''; last !== text;) {
    last = text
    text = text.replaceAll(/\{([^{}]*)\}(?!\s*(?:=|:|of\b|\)\s*=>))/gu, (_, inside: string) => {
      if (isSentenceBesideCode(inside)) found.push(inside.replaceAll(/\s+/gu, ' ').trim())
      return 'VALUE'
    })
    text = text.replaceAll(/\{[^{}]*\}(?=\s*(?:=|:|of\b|\)\s*=>))/gu, 'PATTERN')
  }
  return found
}

function isSentenceBesideCode(inside: string): boolean {
  const has = (name: string, value: string): boolean =>
    new RegExp(`(?:^|[,;])\\s*${name}${value}`, 'u').test(inside)
  const isNamed = String.raw`\s*(?::|,|$)`
  const isWritten = String.raw`(?:\s*:[^,;]*\bSENTENCE\b|\s*(?:,|$))`
  return (
    (has('code', isNamed) && has('message', isWritten)) || (has('told', isNamed) && has('text', isWritten))
  )
}

it('finds what is written beside a code, however it is written', () => {
  for (const source of [
    "return { code: 'disk_full', message: 'The disk is full.' }",
    'return { message: `The disk of ${file} is full.`, parameters: { file }, code }',
    "const failure = {\n  code: 'x', // why\n  message:\n    'Nothing is left.'\n}",
    "const message = 'Nothing is left.'\nreturn { code: 'x', message }",
    "tell({ code: 'x', message: isFull ? 'It is full.' : 'It is gone.' })",
    "tell('info', { text: 'Nothing is left.', told: { code: 'x' } })",
    "if (gone) {\n  throw new Refusal(404, 'x', 'Nothing is left.')\n}"
  ])
    expect([source, besideCodes(source)]).toEqual([source, [expect.any(String)]])
  for (const source of [
    "return { behavior: 'deny', message: 'The turn was stopped.' }",
    'return { code: failure.code, message: apiRetries.rate_limit }',
    "throw Object.assign(new Error('a loop of links'), { code: 'ELOOP' })",
    'interface Failure { readonly code: string; readonly message: string }',
    'const { code, message } = failure\nconst say = ({ text, told }: Words) => [text, told]',
    "throw new Refusal(404, 'x', { what: 'y' }, { cause: error })"
  ])
    expect([source, besideCodes(source)]).toEqual([source, []])
})

test('no sentence stands beside its code in the server', async () => {
  const found: string[] = []
  for await (const file of glob('electron/**/*.ts', { cwd: root })) {
    if (file === owner || /\.test\.ts$|[/\\]testing[/\\]/u.test(file)) continue
    const text = await readFile(join(root, file), 'utf8')
    found.push(...besideCodes(text).map((what) => `${file}: ${what}`))
  }
  expect(found).toEqual([])
})

/** What the server says in English. */
const ofTheServer = ['apiRefusals', 'foreignHand', 'readiness', 'sentences'].map((name) =>
  join('shared', 'words', 'en', `${name}.ts`)
)

test('no page loads what the server says in English', async () => {
  const found: string[] = []
  for await (const file of glob('{renderer,shared}/**/*.{ts,tsx}', { cwd: root })) {
    if (ofTheServer.includes(file) || /\.test\.tsx?$/u.test(file)) continue
    const text = await readFile(join(root, file), 'utf8')
    for (const [, path = ''] of text.matchAll(/^import (?!type\b)[^;]*?from '(\.[^']+)'/gmu))
      if (ofTheServer.includes(join(dirname(file), path))) found.push(`${file}: ${path}`)
  }
  expect(found).toEqual([])
})
