/**
 * Folders made to hang whoever reads them, or to fill their memory: through the door a person uses, each of them
 * answers with its files, soon and in little space.
 */
import { execFile, execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FileMatches } from '../../shared/files.ts'
import { Project } from '../../shared/session.ts'
import { listFiles } from '../../electron/files/listFiles.ts'
import { repositoryAt } from '../../electron/git/findRepository.ts'
import { readRepository } from '../../electron/git/isolatedRepository.ts'
import { TestServer } from '../contract/testServer.ts'
import { allOf, attack, copyOf, filesOfAttack, pureGit } from './support/gitFolders.ts'
import type { Attack } from './support/gitFolders.ts'

/** Bytes the server may grow by; the least of these folders wanted many times as much. */
const MOST_GROWTH = 200 * 1024 * 1024
const { signal } = new AbortController()

let server: TestServer
let original: Attack
beforeAll(async () => {
  server = await TestServer.start()
  original = attack()
})
afterAll(async () => {
  await server.stop()
  original.remove()
})

interface Watched<Value> {
  readonly value: Value
  /** Bytes at the most, over what it was before. */
  readonly growth: number
  /** Milliseconds the event loop stood still at the most. */
  readonly standstill: number
}

async function watched<Value>(work: () => Promise<Value>): Promise<Watched<Value>> {
  const before = process.memoryUsage.rss()
  let peak = before
  let standstill = 0
  let last = performance.now()
  const timer = setInterval(() => {
    standstill = Math.max(standstill, performance.now() - last)
    last = performance.now()
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 5)
  try {
    return { value: await work(), growth: peak - before, standstill }
  } finally {
    clearInterval(timer)
  }
}

async function found(folder: string, query = ''): Promise<FileMatches> {
  const { body } = await server.request('POST', '/api/projects', { path: folder })
  const path = `/api/projects/${Project.parse(body).id}/files?query=${query}&limit=200`
  const search = async (): Promise<FileMatches> => FileMatches.parse((await server.get(path)).body)
  await expect.poll(async () => (await search()).isComplete, { timeout: 15_000, interval: 20 }).toBe(true)
  return search()
}

async function filesIn(folder: string): Promise<string[]> {
  const { files } = await found(folder)
  return files
    .map(({ path }) => path)
    .filter((path) => !path.endsWith('/'))
    .toSorted()
}

async function inCopy(work: (made: Attack) => Promise<void>): Promise<void> {
  const made = copyOf(original)
  try {
    await work(made)
  } finally {
    // Deeper than a path may be long, which only the system's own tool takes apart.
    execFileSync('rm', ['-rf', made.folder])
  }
}

/** Runs a piece of script in a folder, while the server goes on. */
async function elsewhere(folder: string, script: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['-e', script], { cwd: folder })
}

function inPlaceOf(file: string, put: (file: string) => void): void {
  rmSync(file, { force: true, recursive: true })
  mkdirSync(dirname(file), { recursive: true })
  put(file)
}

const traps: Readonly<Record<string, (file: string) => void>> = {
  'a pipe': (file) => execFileSync('mkfifo', [file]),
  'a link to a pipe': (file) => {
    execFileSync('mkfifo', [`${file}.pipe`])
    symlinkSync(`${file}.pipe`, file)
  },
  'a link to /dev/zero': (file) => symlinkSync('/dev/zero', file),
  'a link to /dev/tty': (file) => symlinkSync('/dev/tty', file),
  'a link to itself': (file) => symlinkSync(file, file),
  'a file of 64 GB': (file) => {
    closeSync(openSync(file, 'w'))
    truncateSync(file, 64 * 1024 ** 3)
  },
  'a folder': (file) => mkdirSync(file)
}
/** Whatever is read of a folder without being asked for; together where one does not hide the others. */
const places = [
  [
    '.gitignore',
    'sub/.gitignore',
    'new/.gitignore',
    'new/.git',
    '.git/index',
    '.git/config',
    '.git/info/exclude'
  ],
  ['.git/HEAD'],
  ['.git/commondir'],
  ['.git']
]

describe.skipIf(process.platform === 'win32').each(Object.entries(traps))('%s', (_name, put) => {
  test.each(places)('in place of %s neither holds nor fills the server', (...together) =>
    inCopy(async ({ project }) => {
      mkdirSync(join(project, 'new'))
      writeFileSync(join(project, 'new', 'n.txt'), '')
      for (const place of together) inPlaceOf(join(project, place), put)
      const { value, growth } = await watched(() => filesIn(project))
      expect(value).toEqual(expect.arrayContaining(['a.txt', 'b.txt', 'new/n.txt', 'sub/c.txt', 'sub/d.txt']))
      expect(growth).toBeLessThan(MOST_GROWTH)
    })
  )
})

describe('an index', () => {
  test('whose names grow with each entry fills no memory', () =>
    inCopy(async ({ project }) => {
      const entry = Buffer.alloc(64)
      entry.writeUInt32BE(0o100644, 24)
      entry.writeUInt16BE(0xfff, 60)
      // Version 4: nothing is cut off the name before, `x` is added, and an end.
      const entries = Array.from({ length: 400_000 }, () =>
        Buffer.concat([entry.subarray(0, 62), Buffer.from('\0x\0')])
      )
      const head = Buffer.from('DIRC\0\0\0\u{4}\0\0\0\0', 'latin1')
      head.writeUInt32BE(entries.length, 8)
      writeFileSync(join(project, '.git', 'index'), Buffer.concat([head, ...entries, Buffer.alloc(20)]))
      const { value, growth } = await watched(() => filesIn(project))
      expect(value).toEqual(filesOfAttack)
      expect(growth).toBeLessThan(MOST_GROWTH)
    }))

  test('that claims four billion entries, or is cut off anywhere, leaves the files that are there', () =>
    inCopy(async ({ project }) => {
      const file = join(project, '.git', 'index')
      const whole = readFileSync(file)
      const lying = Buffer.from(whole)
      lying.writeUInt32BE(0xffff_ffff, 8)
      for (const bytes of [lying, ...Array.from({ length: 40 }, (_, cut) => whole.subarray(0, cut * 11))]) {
        writeFileSync(file, bytes)
        expect(await allOf(listFiles(project, signal))).toEqual(filesOfAttack)
      }
    }))

  test.skipIf(process.platform === 'win32')('in two parts, of which one is a pipe, does not hold', () =>
    inCopy(async ({ project }) => {
      pureGit(project, 'update-index', '--split-index')
      const shared = readdirSync(join(project, '.git')).find((name) => name.startsWith('sharedindex.')) ?? ''
      inPlaceOf(join(project, '.git', shared), (file) => execFileSync('mkfifo', [file]))
      expect(await filesIn(project)).toEqual(filesOfAttack)
    })
  )
})

describe('ignore rules', () => {
  const names = ['a'.repeat(250), `${'ab'.repeat(120)}c`]
  const slow: Readonly<Record<string, string>> = {
    'with many stars': `${'*a'.repeat(100)}b\n`.repeat(200),
    'with many stars and sets': `${'*[ab]'.repeat(60)}x\n`.repeat(200),
    'with many double stars': `${'**/a/'.repeat(150)}b\n`.repeat(200),
    'of many lines': Array.from({ length: 20_000 }, (_, n) => `*${n}?`).join('\n'),
    'of one long line': `${'*a'.repeat(200_000)}b`,
    'of many names': Array.from({ length: 60_000 }, (_, n) => `name${n}`).join('\n'),
    'of nothing but negations': '!*a*a*a*a*a*b\n'.repeat(20_000)
  }
  test.each(Object.entries(slow))('%s hold nothing up', (_name, text) =>
    inCopy(async ({ project }) => {
      for (const name of names) writeFileSync(join(project, 'sub', name), '')
      mkdirSync(join(project, ...Array.from({ length: 200 }, () => 'a')), { recursive: true })
      writeFileSync(join(project, '.gitignore'), text)
      const { value, growth, standstill } = await watched(() => filesIn(project))
      expect(value).toEqual([...filesOfAttack, ...names.map((name) => `sub/${name}`)].toSorted())
      expect(growth).toBeLessThan(MOST_GROWTH)
      expect(standstill).toBeLessThan(1_000)
    })
  )
})

describe.skipIf(process.platform === 'win32')('names', () => {
  test('however odd, hide no other', () =>
    inCopy(async ({ project }) => {
      const odd = [
        'new\nline',
        '-rf',
        '--',
        ' ',
        '\t',
        '\u{1b}[31m',
        'a\\b',
        '\\',
        '"',
        "'",
        '`id`',
        '$(id)',
        '%00',
        '..a',
        '...',
        'x'.repeat(255),
        'é'.repeat(127),
        '\u{202e}gpj',
        '\u{200b}',
        '\u{feff}',
        'con',
        'nul.txt',
        'a:b',
        '*',
        '?',
        '[',
        '{',
        '#',
        '!',
        '~',
        '@',
        ':(top)',
        ':',
        '\u{1f469}\u{200d}\u{1f467}',
        '\u{7f}',
        '__proto__',
        'constructor'
      ]
      for (const name of odd) writeFileSync(join(project, name), '')
      for (const name of ['bad\u{ff}', '\u{c3}']) {
        const file = Buffer.from(join(project, name), 'latin1')
        writeFileSync(file, '')
        mkdirSync(Buffer.concat([file, Buffer.from('.d')]))
        writeFileSync(Buffer.concat([file, Buffer.from('.d/inside')]), '')
      }
      symlinkSync('.', join(project, 'self'))
      symlinkSync('..', join(project, 'sub', 'up'))
      symlinkSync('/', join(project, 'root'))
      pureGit(project, 'add', '--', odd[0] ?? '', odd[1] ?? '')
      expect(await filesIn(project)).toEqual([...filesOfAttack, ...odd].toSorted())
    }))

  test('deeper than a path may be long hide no other, and end', () =>
    inCopy(async ({ project }) => {
      await elsewhere(
        project,
        'for (let n = 0; n < 25; n += 1) { fs.mkdirSync("d".repeat(200)); process.chdir("d".repeat(200)) }'
      )
      const { value, growth } = await watched(() => filesIn(project))
      expect(value).toEqual(filesOfAttack)
      expect(growth).toBeLessThan(MOST_GROWTH)
    }))

  test('of 20,000 files in one folder hide no other, and hold nothing up', () =>
    inCopy(async ({ project }) => {
      mkdirSync(join(project, 'many'))
      writeFileSync(join(project, 'many', '.gitignore'), '*5\n')
      await elsewhere(
        project,
        'for (let n = 0; n < 20000; n += 1) fs.linkSync("many/.gitignore", `many/${n}`)'
      )
      const { value, growth, standstill } = await watched(() => found(project))
      // With two folders, and without those that end with five.
      expect(value.total).toBe(filesOfAttack.length + 2 + 1 + 18_000)
      expect(growth).toBeLessThan(MOST_GROWTH)
      expect(standstill).toBeLessThan(1_000)
    }))
})

describe.skipIf(process.platform === 'win32')('where git itself reads a folder', () => {
  const others = ['ls-files', '-z', '--others', '--exclude-standard']
  async function read(project: string): Promise<string[]> {
    const repository = await repositoryAt(project)
    if (repository === null) throw new Error('there is no repository')
    return allOf(
      readRepository(repository, others, { folder: project, readsObjects: true, signal, limitMs: 2_000 })
    )
  }

  test('an ignore file of 64 GB ends git before it has taken the memory', () =>
    inCopy(async ({ project }) => {
      inPlaceOf(join(project, 'sub', '.gitignore'), traps['a file of 64 GB'] ?? expect.fail)
      await expect(read(project)).rejects.toThrow('git ended with 128')
    }))

  test('a pipe for an ignore file ends git after its time', () =>
    inCopy(async ({ project }) => {
      inPlaceOf(join(project, 'sub', '.gitignore'), traps['a pipe'] ?? expect.fail)
      await expect(read(project)).rejects.toThrow('git took too long')
    }))

  test('a list of other object folders that is a pipe is not given to git', () =>
    inCopy(async ({ project }) => {
      inPlaceOf(join(project, '.git', 'objects', 'info', 'alternates'), traps['a pipe'] ?? expect.fail)
      await expect(read(project)).rejects.toThrow('cannot be read')
    }))
})
