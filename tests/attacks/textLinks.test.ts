/**
 * Links of answers that would reach another machine, a device or a program on Windows: they lead nowhere, however they
 * are written and on whatever system this runs. What Windows makes of a path is asked of Node's own rules for it.
 */
import { win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBlockCutter } from '../../renderer/transcript/markdown/blocks/cutBlocks.ts'
import { decodeEntities } from '../../renderer/transcript/markdown/inline/decodeEntities.ts'
import { lexBlock, NO_LINKS } from '../../renderer/transcript/markdown/inline/lexBlock.ts'
import { codePlace, filePlace, linkTarget } from '../../renderer/transcript/markdown/links/linkTarget.ts'
import type { LinkTarget } from '../../renderer/transcript/markdown/links/linkTarget.ts'
import { isLocalPath } from '../../renderer/transcript/localPath.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'

const elsewhere = [
  String.raw`\\host\share\x`,
  '//host/share/x',
  String.raw`/\host\share`,
  String.raw`\/host/share`,
  '%5C%5Chost%5Cshare%5Cx',
  '%5c%5chost%5cshare',
  '%2F%2Fhost%2Fshare',
  '/%2Fhost/share',
  '/%5Chost/share',
  String.raw`\%5Chost`,
  String.raw`%5C\host`,
  '%255C%255Chost%255Cshare',
  '%25255C%25255Chost',
  '%5C%5Chost%5Cx%ZZ',
  'a%2Fb%255Cc',
  String.raw`\\?\C:\Windows\x`,
  String.raw`\\.\pipe\x`,
  '//./pipe/x',
  '//?/UNC/host/share',
  String.raw`\??\C:\x`,
  String.raw`\\?\UNC\host\share`,
  '%5C%5C%3F%5CUNC%5Chost',
  'file://host/share/x',
  'file:///C:/x',
  'file:\\\\host\\share',
  'file:%2F%2Fhost%2Fshare',
  '%66ile://host/share',
  'FILE:x',
  'smb://host/share',
  'C:x',
  'C:5.txt:x',
  'C%3Ax%5Cy',
  String.raw`\Windows\System32\calc.exe`,
  'a.txt:hidden',
  './a.txt:hidden:$DATA',
  'src/a.ts:b',
  'a.txt%3Ahidden',
  'C:/a.txt:hidden',
  'a%00.txt',
  'a\u0000.txt',
  'a%0A.txt',
  'a%7F.txt',
  'a\u202egpj.exe',
  '%E2%80%AEgpj.exe',
  'a\u200b.ts',
  'a%C2%AD.ts',
  'a\u2028b',
  '\ufeff//host/x',
  '%20//host/x',
  ' %5C%5Chost',
  '\uff0f\uff0fhost/share',
  '\uff3c\uff3chost',
  'nul',
  'src/CON',
  'x/com1 ',
  'C:/aux',
  'LPT1.',
  'CONOUT$',
  'javascript:canary(1)',
  '%6Aavascript:canary(1)',
  'javascript%3Acanary(1)',
  'ms-msdt:x',
  'search-ms:x',
  `${'a/'.repeat(5_000)}x`
]

describe('a link of an answer', () => {
  it.each(elsewhere)('leads nowhere: %j', (href) => {
    expect(linkTarget(href).kind).toBe('nowhere')
    expect(linkTarget(` ${href} `).kind).toBe('nowhere')
  })

  it.each(elsewhere)('leads nowhere as Markdown, in its three forms: %j', (href) => {
    const written = href.replaceAll('\\', '\\\\')
    const text = `[x](<${written}>) [y][r]\n\n![z](<${written}>)\n\n[r]: <${written}>\n`
    for (const found of targetsOf(text)) expect(found.kind).toBe('nowhere')
  })

  it.each([
    ['src/a.ts', 'src/a.ts', null],
    ['src/a%20b.ts#L3', 'src/a b.ts', 3],
    ['./a/../b.ts:12:3', './a/../b.ts', 12],
    ['/etc/hosts', '/etc/hosts', null],
    ['C:\\x\\y.ts:5', 'C:\\x\\y.ts', 5],
    ['C%3A%5Cx%5Cy.ts', 'C:\\x\\y.ts', null],
    ['a//b.ts', 'a//b.ts', null],
    ['100%.md', '100%.md', null],
    ['a%2520b.ts', 'a%20b.ts', null],
    [
      '\u0646\u0645\u0648\u0646\u0647\u200c\u0647\u0627.md',
      '\u0646\u0645\u0648\u0646\u0647\u200c\u0647\u0627.md',
      null
    ],
    ['src/console.ts', 'src/console.ts', null],
    ['src/aux/nul.ts', 'src/aux/nul.ts', null],
    ['\u{1f9f6}.md', '\u{1f9f6}.md', null]
  ])('still leads to the file it names: %j', (href, path, line) => {
    expect(linkTarget(href)).toEqual({ kind: 'file', path, line })
  })

  const runs = fuzzRuns(2)
  it(
    'reaches no other machine and no device on any system, whatever is written',
    () => {
      fc.assert(
        fc.property(hostileHref, (href) => {
          const targets = [linkTarget(href), filePlace(href), codePlace(href)]
          expect([...targets.flatMap(harmOf), ...(isLocalPath(href) ? harmOfPath(href) : [])]).toEqual([])
        }),
        runs
      )
    },
    fuzzTimeout(runs)
  )
})

const pieces = [
  '\\',
  '/',
  '%5C',
  '%5c',
  '%2F',
  '%2f',
  '%255C',
  '%25',
  '%3A',
  ':',
  '.',
  '..',
  '?',
  '%3F',
  '#',
  'C:',
  'c%3A',
  'host',
  'share',
  'UNC',
  'pipe',
  'con',
  'NUL',
  'com1',
  'file:',
  'FILE:',
  'http:',
  'https:',
  'mailto:',
  'javascript:',
  '%00',
  '\u0000',
  '\u202e',
  '\u200b',
  ' ',
  '%20',
  '\t',
  '%09',
  '\n',
  '$',
  '@',
  '~',
  '12',
  ':12',
  '#L3',
  '\uff0f',
  '\uff3c',
  '\u2215',
  '&#92;',
  '&bsol;',
  '%E2%80%AE',
  '%zz',
  'a'
] as const

const hostileHref = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) }
    ),
    { maxLength: 9 }
  )
  .map((parts) => parts.join(''))

/** What is wrong with a place that a link leads to; nothing with the web or with nowhere. */
function harmOf(target: LinkTarget): readonly string[] {
  if (target.kind === 'web') return /^(?:https?|mailto):/.test(target.href) ? [] : [target.href]
  return target.kind === 'file' ? harmOfPath(target.path) : []
}

/** As Windows would read it, from a project on a drive; and once more where somebody decodes it again. */
function harmOfPath(path: string): readonly string[] {
  const read = win32.resolve('D:\\project', path)
  const isHarmless =
    /^[a-zA-Z]:\\[^:]*$/.test(read) &&
    win32.parse(read).root.length === 3 &&
    !/^[\\/]{2}|^\\|[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u.test(path) &&
    !/%(?:25)*(?:2f|5c|00)/i.test(path)
  return isHarmless ? [] : [path]
}

function targetsOf(text: string): readonly LinkTarget[] {
  const { groups, definitions } = createBlockCutter()(text)
  const found: LinkTarget[] = []
  for (const block of groups.flat()) {
    if (block.kind !== 'text') continue
    const links = definitions.size === 0 ? NO_LINKS : definitions
    collect(lexBlock(block.raw, links), found)
  }
  return found
}

function collect(value: unknown, found: LinkTarget[]): void {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value && (value.type === 'link' || value.type === 'image') && 'href' in value) {
    found.push(linkTarget(decodeEntities(String(value.href))))
  }
  for (const inside of Object.values(value)) collect(inside, found)
}
