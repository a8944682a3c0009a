import { execFileSync } from 'node:child_process'
import { readFileSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { byteSize } from './byteSize.ts'
import { listFolder } from './listFolder.ts'
import { readFile } from './readFile.ts'
import { searchFiles } from './searchFiles.ts'
import { projectFolder } from '../../../tests/support/guideStage.ts'
import { writeFile } from './writeFile.ts'

const never = new AbortController().signal

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1 KB'],
  [1536, '1.5 KB'],
  [262_144, '256 KB'],
  [3_250_586, '3.1 MB']
])('%i bytes are %s', (bytes, words) => {
  expect(byteSize(bytes)).toBe(words)
})

describe('read', () => {
  const limit = 256 * 1024

  test('a long file is shown from its beginning, and says so', async () => {
    const cwd = projectFolder({ 'long.txt': 'x'.repeat(limit + 1) })
    const note = 'Only the first 256 KB of 256 KB are shown.'
    expect(await readFile(cwd, 'long.txt')).toEqual({
      content: `${'x'.repeat(limit)}\n[${note}]`,
      isError: false,
      conclusion: `\`long.txt\` is long. ${note}`
    })
  })

  test('a character cut in half by the limit is left out', async () => {
    const cwd = projectFolder({ 'long.txt': `${'x'.repeat(limit - 1)}针 and more` })
    const { content, isError } = await readFile(cwd, 'long.txt')
    expect([content.split('\n')[0], isError]).toEqual(['x'.repeat(limit - 1), false])
  })

  // Other systems would really write the zeros.
  test.skipIf(process.platform !== 'linux')('a huge file is not read whole', async () => {
    const cwd = projectFolder({ 'huge.txt': 'x'.repeat(limit) })
    truncateSync(path.join(cwd, 'huge.txt'), 64 * 1024 ** 3)
    expect((await readFile(cwd, 'huge.txt')).conclusion).toContain('Only the first 256 KB of 65536 MB')
  })

  test.each<[string, Uint8Array]>([
    ['a NUL', new Uint8Array([65, 0, 66])],
    ['no UTF-8', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
    ['half a character at its end', new Uint8Array([65, 0xe9, 0x92])]
  ])('%s makes a binary file', async (_, content) => {
    const cwd = projectFolder({ file: content })
    const sentence = `\`file\` is a binary file (${content.length} bytes), so there is no text to show.`
    expect(await readFile(cwd, 'file')).toEqual({ content: sentence, isError: true, conclusion: sentence })
  })

  test('unicode names and texts come through', async () => {
    const cwd = projectFolder({ 'ünï/日本 👋.txt': 'e\u0301 👩‍👩‍👧 \u202e' })
    expect((await readFile(cwd, 'ünï/日本 👋.txt')).content).toBe('e\u0301 👩‍👩‍👧 \u202e')
  })

  test.skipIf(process.platform === 'win32')('a pipe is not waited for', async () => {
    const cwd = projectFolder()
    execFileSync('mkfifo', [path.join(cwd, 'pipe')])
    expect((await readFile(cwd, 'pipe')).content).toBe('`pipe` is not a file that can be shown.')
  })
})

describe('write', () => {
  test.skipIf(process.platform === 'win32')('a pipe is left alone', async () => {
    const cwd = projectFolder()
    execFileSync('mkfifo', [path.join(cwd, 'pipe')])
    expect((await writeFile(cwd, { file_path: path.join(cwd, 'pipe'), content: 'x' })).content).toBe(
      '`pipe` is not an ordinary file, so I leave it alone.'
    )
  })

  test('what was there is replaced whole, and its folder is made', async () => {
    const cwd = projectFolder({ 'a.txt': 'a long text that was there before' })
    expect((await writeFile(cwd, { file_path: 'a.txt', content: '' })).content).toBe(
      'a.txt was overwritten (0 bytes).'
    )
    expect(readFileSync(path.join(cwd, 'a.txt'), 'utf8')).toBe('')
    expect((await writeFile(cwd, { file_path: 'x/y/z.txt', content: 'z' })).isError).toBe(false)
    expect(readFileSync(path.join(cwd, 'x', 'y', 'z.txt'), 'utf8')).toBe('z')
  })

  test('a file in the way of a folder is told', async () => {
    const cwd = projectFolder({ a: '' })
    const outcome = await writeFile(cwd, { file_path: 'a/b', content: 'z' })
    expect(outcome.content).toBe('`a/b` goes through a file as if it were a folder.')
  })
})

describe('list', () => {
  test('an empty folder, and one with more than fits', async () => {
    const names = Array.from({ length: 501 }, (_, n) => `f${String(n).padStart(3, '0')}`)
    const cwd = projectFolder(Object.fromEntries(names.map((name) => [`many/${name}`, ''])))
    expect(await listFolder(cwd, 'many')).toEqual({
      content: names.slice(0, 500).join('\n'),
      isError: false,
      conclusion: '`many` holds 0 folders and 501 files. The first 500 are shown.'
    })
    expect(await listFolder(projectFolder(), '.')).toEqual({
      content: 'No files.',
      isError: false,
      conclusion: '`.` is empty.'
    })
  })
})

describe('search', () => {
  const bounds = { files: 100, bytes: 1_000_000, fileBytes: 1_000, hits: 100 }
  const stopped = 'I stopped there: the project holds more than I search.'

  test.each([
    ['files', { ...bounds, files: 2 }, 2],
    ['bytes', { ...bounds, bytes: 3 }, 2],
    ['hits', { ...bounds, hits: 2 }, 2]
  ])('stops at so many %s, and says so', async (_, limited, hits) => {
    const cwd = projectFolder({ a: 'x\n', b: 'x\n', c: 'x\n' })
    const { content, conclusion } = await searchFiles(cwd, { pattern: 'x', path: cwd }, never, limited)
    expect(content.split('\n')).toHaveLength(hits)
    expect(conclusion).toContain(stopped)
  })

  test('looks at the beginning of a long file, passes binary ones over, and shortens long lines', async () => {
    const cwd = projectFolder({
      binary: new Uint8Array([120, 0, 120]),
      long: `${'.'.repeat(2_000)}\nx`,
      wide: `x${'.'.repeat(300)}`
    })
    expect((await searchFiles(cwd, { pattern: 'X', path: cwd }, never, bounds)).content).toBe(
      `wide:1:x${'.'.repeat(199)}…`
    )
  })

  test('stops when it is told to', async () => {
    const cwd = projectFolder({ a: 'x' })
    const stop = new AbortController()
    stop.abort()
    await expect(searchFiles(cwd, { pattern: 'x', path: cwd }, stop.signal)).rejects.toBe(stop.signal.reason)
  })
})
