import { describe, expect, test } from 'vitest'
import type { FindingState } from '../../shared/doctor.ts'
import { wordsIn } from '../../shared/words/languages.ts'
import {
  tellAgent,
  tellCrashes,
  tellDataFolder,
  tellDatabase,
  tellDisk,
  tellGit,
  tellHistory,
  tellLogin,
  tellLogs,
  tellPort,
  tellShell
} from './findings.ts'
import type { FindingBody } from './findings.ts'
import { formatBytes } from './formatBytes.ts'

const words = wordsIn('en').doctor
const noneOver = { unreadable: 0, no_folder: 0, empty: 0, not_a_session: 0 }
const readyAgent = { ready: true, version: '2.1.330', path: '/bin/claude' } as const
const missingAgent = { ready: false, reason: 'It was not found.', remedy: 'Install it.' } as const
const claude = { name: 'Claude Code', isProgram: true, install: 'npm i' }

describe('every finding says how it stands and offers what helps', () => {
  test.each<[string, FindingBody, FindingState, string[]]>([
    ['an agent that is ready', tellAgent({ ...claude, readiness: readyAgent }, words), 'ok', []],
    [
      'an agent that is not there',
      tellAgent({ ...claude, readiness: missingAgent }, words),
      'bad',
      ['choose_program', 'copy', 'try_again']
    ],
    [
      'no login',
      tellLogin({ name: 'Claude Code', login: { kind: 'none' }, command: 'claude' }, words),
      'warn',
      ['copy', 'open_settings', 'try_again']
    ],
    [
      'a login in a keychain',
      tellLogin({ name: 'Claude Code', login: { kind: 'hidden' }, command: null }, words),
      'unknown',
      ['open_settings', 'try_again']
    ],
    [
      'a login',
      tellLogin({ name: 'C', login: { kind: 'found', source: 'account' }, command: 'claude' }, words),
      'ok',
      []
    ],
    ['a shell that told', tellShell({ kind: 'answered', shell: '/bin/zsh', path: '/a:/b' }, words), 'ok', []],
    [
      'a shell that hangs',
      tellShell({ kind: 'silent', shell: '/bin/zsh', path: '/a' }, words),
      'warn',
      ['choose_program']
    ],
    ['no shell', tellShell({ kind: 'missing', path: '/a' }, words), 'warn', ['choose_program']],
    ['Windows', tellShell({ kind: 'not_needed', path: 'C:\\a' }, words), 'ok', []],
    ['git', tellGit({ version: '2.47.1', platform: 'linux' }, words), 'ok', []],
    ['no git on Linux', tellGit({ version: null, platform: 'linux' }, words), 'warn', ['try_again']],
    ['no git on a Mac', tellGit({ version: null, platform: 'darwin' }, words), 'warn', ['copy', 'try_again']],
    [
      'a data folder',
      tellDataFolder({ path: '/d', trouble: null, bytes: 1_500_000, isWhole: true }, words),
      'ok',
      ['open_folder']
    ],
    [
      'a data folder that is read only',
      tellDataFolder({ path: '/d', trouble: 'EROFS: read-only file system', bytes: 0, isWhole: true }, words),
      'bad',
      ['open_folder', 'try_again']
    ],
    ['a disk', tellDisk(50e9, words), 'ok', []],
    ['a disk that gets full', tellDisk(1.9e9, words), 'warn', ['open_folder', 'try_again']],
    ['a full disk', tellDisk(0, words), 'bad', ['open_folder', 'try_again']],
    ['every session listed', tellHistory(noneOver, words), 'ok', []],
    ['some that are no sessions', tellHistory({ ...noneOver, empty: 3, no_folder: 1 }, words), 'ok', []],
    ['one that cannot be read', tellHistory({ ...noneOver, unreadable: 1 }, words), 'warn', ['try_again']],
    ['a database', tellDatabase(null, words), 'ok', []],
    [
      'a database of a newer version',
      tellDatabase({ code: 'database_newer', message: 'Made by a newer version.' }, words),
      'bad',
      ['open_folder', 'try_again']
    ],
    ['the usual port', tellPort({ port: 1, isUsual: true }, words), 'ok', []],
    ['another port', tellPort({ port: 1, isUsual: false }, words), 'warn', ['try_again']],
    ['a log', tellLogs({ folder: '/l', trouble: null }, words), 'ok', ['open_folder']],
    ['no log', tellLogs({ folder: '/l', trouble: 'ENOSPC' }, words), 'warn', ['open_folder', 'try_again']],
    ['no crash', tellCrashes({ folder: '/c', count: 0 }, words), 'ok', []],
    ['crashes', tellCrashes({ folder: '/c', count: 2 }, words), 'warn', ['open_folder']]
  ])('%s', (_what, told, state, actions) => {
    expect([told.state, told.actions.map(({ kind }) => kind)]).toEqual([state, actions])
    expect(told.sentence).toMatch(/^\S.*\.$/s)
  })
})

test('what the system said stands in the detail', () => {
  expect(
    tellDataFolder({ path: '/d', trouble: 'EROFS: read-only file system', bytes: 0, isWhole: true }, words)
  ).toMatchObject({ detail: '/d\nEROFS: read-only file system' })
})

test.each([
  [0, '0 byte', '0 Byte'],
  [840_000, '840 kB', '840 kB'],
  [1_540_000_000, '1.5 GB', '1,5 GB']
])('%d bytes', (bytes, en, de) => {
  expect([formatBytes(bytes, 'en'), formatBytes(bytes, 'de').replaceAll('\u00a0', ' ')]).toEqual([en, de])
})

test('no sentence is the same in both languages', () => {
  const [en, de] = [wordsIn('en').doctor, wordsIn('de').doctor]
  const germans = new Map<string, unknown>(Object.entries(de))
  const alike = Object.entries(en).filter(
    ([name, text]) => typeof text === 'string' && germans.get(name) === text
  )
  expect(alike.map(([name]) => name)).toEqual(['git'])
})

test('what it says in English of the agent and the database goes along as its code', () => {
  const why = { code: 'agent_not_found', parameters: { why: 'missing' } }
  const readiness = { ...missingAgent, why }
  expect(tellAgent({ ...claude, readiness }, wordsIn('de').doctor).why).toEqual(why)
  expect(tellDatabase({ code: 'database_newer', message: 'x' }, wordsIn('de').doctor).why).toEqual({
    code: 'database_newer'
  })
})
