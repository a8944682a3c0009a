/**
 * Text for people is cut in one place, `shared/cutText.ts`: anywhere else a cut goes through the middle of what people
 * take for one character. Looked for here by how such cuts are written.
 */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Ways to cut a text and say that there is more, or to cut it by what are no characters. */
const CUTS: readonly RegExp[] = [
  // `${text.slice(0, 60)}…`, and the same over a list of letters.
  /\.(?:slice|substring|substr)\([^`]{0,60}?\)(?:\s*\.join\(''\))?(?:\s*\.trimEnd\(\))?\}(?:…|\.\.\.)/,
  // text.slice(0, 60) + '…'
  /\.(?:slice|substring|substr)\([^)]{0,60}\)\s*\+\s*['"`](?:…|\.\.\.)/,
  // Array.from(text).slice(0, 60), [...text].slice(0, 60): code points, not characters.
  /(?:Array\.from\([^)]{1,40}\)|\[\.\.\.\w+\])\s*\.slice\(0/,
  // title.slice(0, 60), preview.substring(0, 60) and their like.
  /\b(?:\w*[tT]itle(?:Of)?|\w*[pP]review(?:Of)?|subject|label|summary|sentence|headline)(?:\([^()]*\))?\.(?:slice|substring|substr)\(0,/,
  // A cut of their own between the halves of a code point.
  /\\ud800-\\udbff\]\$/
]

function cutsIn(source: string): readonly string[] {
  return CUTS.flatMap((cut) => cut.exec(source)?.[0] ?? [])
}

it('no source cuts a text for people by itself', async () => {
  const found: string[] = []
  for await (const file of glob('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.tsx?$/.test(file) || file.endsWith('shared/cutText.ts')) continue
    for (const cut of cutsIn(readFileSync(join(root, file), 'utf8')))
      found.push(`${relative(root, join(root, file))}: ${cut}`)
  }
  expect(found).toEqual([])
})

it.each([
  'const short = `${line.slice(0, 60)}…`',
  "`${letters.slice(0, most - 1).join('')}…`",
  "text.slice(0, 5) + '…'",
  'Array.from(line).slice(0, 3)',
  '[...name].slice(0, 3)',
  'title.slice(0, 80)',
  'titleOf(session).slice(0, LONGEST)',
  'request.title.substring(0, 4)'
])('such a cut is found: %s', (source) => {
  expect(cutsIn(source)).toHaveLength(1)
})

it.each(['shortText(line, 60)', 'titles.slice(0, 5)', 'time.slice(0, 10)', 'rows.slice(0, count).map(draw)'])(
  'what is none is not: %s',
  (source) => {
    expect(cutsIn(source)).toEqual([])
  }
)
