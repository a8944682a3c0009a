import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryProject } from '../../tests/support/files/temporaryProject.ts'
import { openForeignFile } from './openForeignFile.ts'
import { readForeignFile } from './readForeignFile.ts'

const wish = { mostBytes: 8, followsLinks: false }
const text = (said: string, isWhole = true) => ({ kind: 'bytes', bytes: Buffer.from(said), isWhole })

describe('a file of a folder', () => {
  test('is read to its end, or as far as is wanted', async () => {
    const { folder, put } = temporaryProject()
    put({ short: 'short', exact: '12345678', long: '123456789', empty: '' })
    expect(await readForeignFile(join(folder, 'short'), wish)).toEqual(text('short'))
    expect(await readForeignFile(join(folder, 'exact'), wish)).toEqual(text('12345678'))
    expect(await readForeignFile(join(folder, 'long'), wish)).toEqual(text('12345678', false))
    expect(await readForeignFile(join(folder, 'empty'), wish)).toEqual(text(''))
    truncateSync(join(folder, 'long'), 1024 ** 4)
    expect(await readForeignFile(join(folder, 'long'), wish)).toEqual(text('12345678', false))
  })

  test('that is not there is missing, and a folder is none', async () => {
    const { folder, put } = temporaryProject()
    put({ file: '' })
    expect(await readForeignFile(join(folder, 'gone'), wish)).toEqual({ kind: 'missing' })
    expect(await readForeignFile(join(folder, 'file', 'below'), wish)).toEqual({ kind: 'missing' })
    expect(await readForeignFile(folder, wish)).toEqual({ kind: 'unreadable' })
  })

  test.skipIf(process.getuid?.() === 0)('that is not ours to read cannot be read', async () => {
    const { folder, put } = temporaryProject()
    put({ shut: '' })
    chmodSync(join(folder, 'shut'), 0)
    expect(await readForeignFile(join(folder, 'shut'), wish)).toEqual({ kind: 'unreadable' })
  })
})

describe.skipIf(process.platform === 'win32')('what stands where a file is expected', () => {
  test('is followed only when that is wanted, and never to a device or a pipe', async () => {
    const { folder, put } = temporaryProject()
    put({ file: 'text' })
    const at = (name: string) => join(folder, name)
    symlinkSync(at('file'), at('link'))
    symlinkSync('/dev/zero', at('zero'))
    symlinkSync(at('self'), at('self'))
    execFileSync('mkfifo', [at('pipe')])
    symlinkSync(at('pipe'), at('toPipe'))
    const following = { ...wish, followsLinks: true }
    expect(await readForeignFile(at('link'), wish)).toEqual({ kind: 'unreadable' })
    expect(await readForeignFile(at('link'), following)).toEqual(text('text'))
    for (const name of ['zero', 'self', 'pipe', 'toPipe']) {
      expect(await readForeignFile(at(name), following)).toEqual({ kind: 'unreadable' })
    }
    await expect(openForeignFile(at('pipe'), following)).rejects.toMatchObject({ code: 'EFTYPE' })
    await expect(openForeignFile(folder, following)).rejects.toMatchObject({ code: 'EISDIR' })
  })

  test('may change at any moment: it is read, or it is not, and nothing waits', async () => {
    const { folder } = temporaryProject()
    const place = join(folder, 'place')
    const kinds: ((file: string) => void)[] = [
      (file) => writeFileSync(file, 'text'),
      (file) => execFileSync('mkfifo', [file]),
      (file) => symlinkSync('/dev/zero', file),
      (file) => mkdirSync(file)
    ]
    kinds.forEach((make, kind) => make(join(folder, `${kind}`)))
    const said = new Set<string>()
    let turn = 0
    let current: string | null = null
    const exchange = (): void => {
      if (current !== null) renameSync(place, current)
      current = join(folder, `${turn % kinds.length}`)
      renameSync(current, place)
      turn += 1
    }
    const swapping = setInterval(exchange, 0)
    try {
      for (let round = 0; round < 300; round += 1) {
        const found = await readForeignFile(place, {
          mostBytes: 100,
          followsLinks: round % 2 === 0,
          limitMs: 5_000
        })
        said.add(found.kind === 'bytes' ? found.bytes.toString() : '')
      }
    } finally {
      clearInterval(swapping)
      rmSync(place, { force: true, recursive: true })
    }
    expect([...said].filter((one) => one !== '')).toEqual(['text'])
    expect(turn).toBeGreaterThan(kinds.length)
  })
})
