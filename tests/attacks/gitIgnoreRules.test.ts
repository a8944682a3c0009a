/** Generated ignore files: what git makes of them is what the list makes of them, however odd, and in bounded time. */
import { join } from 'node:path'
import { mkdirSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IgnoreRules } from '../../electron/files/ignoreRules.ts'
import { listFiles } from '../../electron/files/listFiles.ts'
import { temporaryProject } from '../support/files/temporaryProject.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'
import { allOf, pureGit } from './support/gitFolders.ts'

const names = [
  'a',
  'b',
  'ab',
  'aab',
  'a.b',
  'A',
  'a b',
  ' a',
  '#a',
  '!b',
  '[a]',
  'a*b',
  'a\\b',
  '-',
  'a]',
  '.a',
  'ba.a'
]
const folders = ['', 'a/', 'b/', 'a/b/', 'ab/a/', 'a/b/a/', 'b/a.b/', '[a]/']

const signs = [
  '*',
  '**',
  '?',
  '/',
  '/',
  '/**',
  '**/',
  '.',
  ' ',
  '\\',
  '\\a',
  '\\*',
  '\\ ',
  '#',
  '!',
  '-',
  ']',
  '['
]
const sets = ['[ab]', '[!a]', '[^b]', '[a-b]', '[]a]', '[!]]', '[a-]', '[--b]', '[\\]]', '[\\a-b]', '[a/b]']
const classes = ['[[:alpha:]]', '[[:punct:]b]', '[[:no:]]', '[[:a]']
const piece = fc.constantFrom('a', 'b', 'ab', ...signs, ...sets, ...classes)
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '!', '/', '!/', '#', '\\!', '\\#'),
    fc.array(piece, { maxLength: 6 }),
    fc.constantFrom('', '', '/', ' ', '  ', '\r', '\t')
  )
  .map(([head, middle, end]) => head + middle.join('') + end)
  // A quirk of git's: what stands in front of the first sign is cut off before it looks for `**`.
  .filter((text) => !/[^/!]\*\*/u.test(text.replace(/^!/u, '')))
const rules = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'))

const runs = fuzzRuns(0.05)

test('a generated ignore file means what it means to git', { timeout: fuzzTimeout(runs) }, async () => {
  const { folder } = temporaryProject()
  pureGit(folder, 'init', '--quiet')
  for (const inside of folders) {
    mkdirSync(join(folder, inside), { recursive: true })
    for (const name of names) {
      if (!folders.some((other) => other.startsWith(`${inside}${name}/`)))
        writeFileSync(join(folder, inside, name), '', { flag: 'w' })
    }
  }
  await fc.assert(
    fc.asyncProperty(rules, rules, rules, async (top, inner, exclude) => {
      writeFileSync(join(folder, '.gitignore'), top)
      writeFileSync(join(folder, 'a', '.gitignore'), inner)
      writeFileSync(join(folder, '.git', 'info', 'exclude'), exclude)
      const told = pureGit(folder, 'ls-files', '-z', '--others', '--exclude-standard')
        .split('\0')
        .slice(0, -1)
      expect(await allOf(listFiles(folder, new AbortController().signal))).toEqual(told.toSorted())
    }),
    runs
  )
})

/** Steps one file may cost: a little over what `ignoreRules.ts` allows, for the pattern that was begun. */
const MOST_STEPS = 3_000_000

const anyRuns = fuzzRuns()
const starry = fc.array(fc.constantFrom('*', 'a', '**/', '?', '[ab]', 'a/', '[!b]', '\\a'), {
  maxLength: 300
})
const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  starry.map((pieces) => pieces.join(''))
)
const anyPath = fc.array(fc.constantFrom('a', 'b', 'ab/', '/', 'a'.repeat(50), '\u{fffd}', 'é'), {
  maxLength: 60
})

test('whatever an ignore file says, it costs little to ask it', { timeout: fuzzTimeout(anyRuns) }, () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 8 }), anyPath, fc.boolean(), (lines, path, foldsCase) => {
      const work = { steps: 0 }
      const rules = new IgnoreRules(lines.join('\n'), { foldsCase })
      expect(['ignored', 'kept', 'silent']).toContain(rules.verdict(path.join(''), true, work))
      expect(work.steps).toBeLessThan(MOST_STEPS)
    }),
    anyRuns
  )
})
