/**
 * A start loads what it needs; what is used later is loaded then. Looked at in the built programs: browser mode by
 * what was loaded when it answered, the desktop app by what its main module imports at once.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadedAtStart } from '../../scripts/loadedAtStart.ts'
import { root } from '../../scripts/run.ts'

/** What stands in the built code of each, and nowhere else in it: names are kept when it is made small. */
const later: Readonly<Record<string, string>> = {
  'the Agent SDK': 'process.env.CLAUDE_AGENT_SDK_VERSION=',
  'the updater': '.AppUpdater=class',
  'the export of a session': 'function exportSession(',
  'the markdown of an export': 'https://github.com/markedjs/marked',
  'the search in a session': 'function findInSession(',
  'the listing of a project': 'function*walkFolder(',
  'the asking of the login shell': 'SKEIN_READING_ENVIRONMENT',
  'the doctor': 'function createDoctor(',
  'the search for Claude Code': 'function findClaude(',
  'the process of Claude Code': 'function spawnClaude(',
  'a turn of the guide': 'function takeTurn('
}
const names = Object.keys(later)
/** What no start does without. */
const atStart = 'function openSockets('

const built = join(root, 'out', 'main')

/** All of `file` and what it imports at once, and so on. */
function importedAtOnce(file: string, known = new Set<string>()): string {
  if (known.has(file)) return ''
  known.add(file)
  const code = readFileSync(file, 'utf8')
  const imported = [...code.matchAll(/(?:\bfrom|\bimport)"(\.{1,2}\/[^"]+\.js)"/g)]
  return [code, ...imported.map(([, path]) => importedAtOnce(join(dirname(file), path ?? ''), known))].join(
    '\n'
  )
}

/** Those that are in `code`. */
const among = (code: string): string[] => names.filter((name) => code.includes(later[name] ?? ''))

describe('a start', () => {
  let loaded: string
  beforeAll(async () => {
    const files = await loadedAtStart()
    loaded = files.map(({ path }) => readFileSync(join(root, path), 'utf8')).join('\n')
  }, 120_000)

  test('of browser mode loads nothing that is used later', () => {
    expect(loaded.includes(atStart)).toBe(true)
    expect(among(loaded)).toEqual([])
  })

  test('of the desktop app loads nothing that is used later', () => {
    const shell = readdirSync(join(built, 'chunks')).find((name) => name.startsWith('startDesktop-'))
    const code = importedAtOnce(join(built, 'chunks', shell ?? ''))
    expect(code.includes(atStart)).toBe(true)
    expect(among(code)).toEqual([])
    // Electron gets ready only after its main module: that one waits for as little as can be.
    expect(importedAtOnce(join(built, 'main.js')).includes(atStart)).toBe(false)
  })

  test('is looked at by what is really in the built code', () => {
    const chunks = readdirSync(join(built, 'chunks')).map((name) => join(built, 'chunks', name))
    expect(among(chunks.map((file) => readFileSync(file, 'utf8')).join('\n'))).toEqual(names)
  })
})
