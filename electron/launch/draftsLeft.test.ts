import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataFolder } from './openDataFolder.ts'

const mark = '476651b2-591d-4087-b9bf-423420e56276'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skein-drafts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what a process left that died while it wrote is gone once the folder is opened', () => {
  mkdirSync(join(folder, 'commands'))
  const written = [
    'token',
    'page-secret',
    'port',
    'claude-home',
    'processes.json',
    'database.opened',
    'skein.db'
  ]
  for (const name of written) {
    writeFileSync(join(folder, name), 'whole')
    writeFileSync(join(folder, `${name}.${mark}`), 'half')
  }
  writeFileSync(join(folder, 'commands', mark), 'whole')
  writeFileSync(join(folder, 'commands', `${mark}.${mark}`), 'half')
  mkdirSync(join(folder, 'transcripts'))
  for (const ending of ['', '.next', '.part', '.bak'])
    writeFileSync(join(folder, 'transcripts', `${mark}.jsonl${ending}`), 'lines')
  expect(openDataFolder(folder).kind).toBe('open')
  expect(readdirSync(join(folder, 'transcripts'))).toEqual([`${mark}.jsonl`, `${mark}.jsonl.bak`])
  expect(readdirSync(folder).toSorted()).toEqual(
    [...written, 'commands', 'skein.lock', 'transcripts'].toSorted()
  )
  expect(readdirSync(join(folder, 'commands'))).toEqual([mark])
})

test('a lock that was being taken over by a process that died is gone with it', () => {
  const dead = { pid: 2 ** 22 + 1, startedAt: '2001-01-01T00:00:00.000Z', startMark: null }
  writeFileSync(join(folder, `skein.lock.${mark}`), JSON.stringify(dead))
  expect(openDataFolder(folder).kind).toBe('open')
  expect(readdirSync(folder)).toEqual(['skein.lock'])
})

test('a lock that lives and is only moved aside for a moment is left to whoever moved it', () => {
  const living = { pid: process.ppid, startedAt: new Date().toISOString(), startMark: null }
  writeFileSync(join(folder, `skein.lock.${mark}`), JSON.stringify(living))
  expect(openDataFolder(folder).kind).toBe('open')
  expect(readdirSync(folder).toSorted()).toEqual(['skein.lock', `skein.lock.${mark}`])
})

test('what else a person keeps there stays, whatever it is called', () => {
  writeFileSync(join(folder, `mine.${mark}`), 'kept')
  expect(openDataFolder(folder).kind).toBe('open')
  expect(readdirSync(folder).toSorted()).toEqual([`mine.${mark}`, 'skein.lock'])
})
