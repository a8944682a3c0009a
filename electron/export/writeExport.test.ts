import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeExport } from './writeExport.ts'
import type { NewFile } from './writeExport.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skein-export-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts
}

const refusal = (status: number, code: string): object =>
  expect.objectContaining({ name: 'Refusal', status, code, message: expect.stringMatching(/\w/) })

it('writes all pieces and tells how many bytes they were', async () => {
  const path = join(folder, 'a.md')
  expect(await writeExport(path, pieces('one ', 'zwölf'))).toBe(10)
  expect(await readFile(path, 'utf8')).toBe('one zwölf')
  expect(await readdir(folder)).toStrictEqual(['a.md'])
})

it('takes the place of what was there, and only when it is whole', async () => {
  const path = join(folder, 'a.md')
  await writeFile(path, 'before')
  async function* failing(): AsyncGenerator<string> {
    yield 'half'
    throw new Error('the transcript is gone')
  }
  await expect(writeExport(path, failing())).rejects.toThrow('the transcript is gone')
  expect([await readFile(path, 'utf8'), await readdir(folder)]).toStrictEqual(['before', ['a.md']])
  await writeExport(path, pieces('after'))
  expect([await readFile(path, 'utf8'), await readdir(folder)]).toStrictEqual(['after', ['a.md']])
})

describe('refuses', () => {
  it('a path that is not full', async () => {
    await expect(writeExport('a.md', pieces('x'))).rejects.toEqual(refusal(400, 'cannot_write'))
  })

  it('a folder that is not there, and one that is', async () => {
    await expect(writeExport(join(folder, 'none', 'a.md'), pieces('x'))).rejects.toEqual(
      refusal(400, 'cannot_write')
    )
    await mkdir(join(folder, 'b.md', 'c'), { recursive: true })
    await expect(writeExport(join(folder, 'b.md'), pieces('x'))).rejects.toEqual(refusal(400, 'cannot_write'))
    expect(await readdir(folder)).toStrictEqual(['b.md'])
  })

  it('a name no file can have', async () => {
    await expect(writeExport(`${folder}/a\u0000.md`, pieces('x'))).rejects.toEqual(
      refusal(400, 'cannot_write')
    )
    await expect(writeExport(join(folder, 'x'.repeat(300)), pieces('x'))).rejects.toEqual(
      refusal(400, 'cannot_write')
    )
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'a folder one may not write in',
    async () => {
      await chmod(folder, 0o500)
      await expect(writeExport(join(folder, 'a.md'), pieces('x'))).rejects.toEqual(
        refusal(400, 'cannot_write')
      )
      await chmod(folder, 0o700)
    }
  )

  it.each(['write', 'sync'] as const)(
    'a full disk, found out at %s, and leaves nothing behind',
    async (call) => {
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      let isClosed = false
      const create = async (path: string): Promise<NewFile> => {
        await writeFile(path, 'half')
        return {
          write: () => (call === 'write' ? Promise.reject(full) : Promise.resolve({ bytesWritten: 4 })),
          sync: () => Promise.reject(full),
          close: () => {
            isClosed = true
            return Promise.resolve()
          }
        }
      }
      await expect(writeExport(join(folder, 'a.md'), pieces('half'), { create })).rejects.toEqual(
        refusal(507, 'disk_full')
      )
      expect([isClosed, await readdir(folder)]).toStrictEqual([true, []])
    }
  )
})
