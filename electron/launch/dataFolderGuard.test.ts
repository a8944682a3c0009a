import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { prepareDataFolder } from './dataFolderGuard.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const mode = (path: string): number => statSync(path).mode & 0o7777

let root: string
let data: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'skein-guard-')))
  data = join(root, 'data')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  test('is made for its owner alone, and closed to others at each start with all that is in it', () => {
    prepareDataFolder(data)
    expect(mode(data)).toBe(0o700)
    mkdirSync(join(data, 'logs'))
    mkdirSync(join(data, 'transcripts'))
    for (const name of [
      'token',
      'skein.db',
      'skein.db-wal',
      'port',
      'logs/skein.log',
      'transcripts/a.jsonl'
    ]) {
      writeFileSync(join(data, name), '')
      chmodSync(join(data, name), 0o666)
    }
    for (const name of ['.', 'logs', 'transcripts']) chmodSync(join(data, name), 0o777)
    prepareDataFolder(data)
    expect(['.', 'logs', 'transcripts'].map((name) => mode(join(data, name)))).toEqual([0o700, 0o700, 0o700])
    expect(
      ['token', 'skein.db', 'skein.db-wal', 'port', 'logs/skein.log', 'transcripts/a.jsonl'].map((name) =>
        mode(join(data, name))
      )
    ).toEqual(Array.from({ length: 6 }, () => 0o600))
  })

  test('may be a link that a person made to a folder of theirs', () => {
    mkdirSync(join(root, 'big disk'))
    symlinkSync(join(root, 'big disk'), data)
    prepareDataFolder(data)
    expect(mode(join(root, 'big disk'))).toBe(0o700)
  })

  test('is refused where others could exchange it, or what a link to it leads through', () => {
    mkdirSync(join(root, 'open', 'folder'), { recursive: true })
    chmodSync(join(root, 'open'), 0o777)
    symlinkSync(join(root, 'open', 'folder'), data)
    for (const folder of [join(root, 'open', 'folder'), data]) {
      expect(() => prepareDataFolder(folder)).toThrow(
        `${folder} could be exchanged by others. Every user of this machine may write to the folder ${join(root, 'open')}.`
      )
    }
    chmodSync(join(root, 'open'), 0o1777)
    prepareDataFolder(data)
  })

  test('is no folder that is meant for everybody', () => {
    mkdirSync(data)
    chmodSync(data, 0o1777)
    expect(() => prepareDataFolder(data)).toThrow(`${data} is a folder for everybody`)
    expect(mode(data)).toBe(0o1777)
  })

  test.skipIf(!isRoot)('is refused when it, or what a link to it leads to, is somebody else’s', () => {
    const theirs = join(root, 'theirs')
    mkdirSync(theirs)
    chownSync(theirs, nobody, nobody)
    symlinkSync(theirs, data)
    for (const folder of [theirs, data]) {
      expect(() => prepareDataFolder(folder)).toThrow(`${theirs} belongs to another user of this machine`)
    }
  })

  const all = [
    'token',
    'page-secret',
    'port',
    'claude-home',
    'skein.lock',
    'processes.json',
    'skein.db',
    'skein.db-wal',
    'skein.db-shm',
    'logs/skein.log',
    'logs/skein.1.log',
    'keys/claude',
    'journals/a.journal',
    'transcripts/a.jsonl',
    'supplements/a.jsonl',
    'logs',
    'keys',
    'journals',
    'transcripts',
    'supplements',
    'empty',
    'crashes',
    'window'
  ]
  test.each(all)('is refused when %s in it is a link', (name) => {
    mkdirSync(join(data, name, '..'), { recursive: true })
    symlinkSync(join(root, 'target'), join(data, name))
    expect(() => prepareDataFolder(data)).toThrow(`${join(data, name)} is a link`)
  })

  test.skipIf(!isRoot).each(all.filter((name) => !/^(?:transcripts|supplements)\//.test(name)))(
    'is refused when %s in it is somebody else’s',
    (name) => {
      mkdirSync(join(data, name, '..'), { recursive: true })
      if (/^(?:logs|keys|journals|transcripts|supplements|empty|crashes|window)$/.test(name))
        mkdirSync(join(data, name))
      else writeFileSync(join(data, name), '')
      chownSync(join(data, name), nobody, nobody)
      expect(() => prepareDataFolder(data)).toThrow(`${join(data, name)} belongs to another user`)
    }
  )

  test.skipIf(!isRoot)(
    'is refused with a transcript somebody else could put where it was open to them',
    () => {
      mkdirSync(join(data, 'transcripts'), { recursive: true })
      writeFileSync(join(data, 'transcripts', 'a.jsonl'), '')
      chownSync(join(data, 'transcripts', 'a.jsonl'), nobody, nobody)
      chmodSync(join(data, 'transcripts'), 0o777)
      expect(() => prepareDataFolder(data)).toThrow('a.jsonl belongs to another user')
    }
  )
})
