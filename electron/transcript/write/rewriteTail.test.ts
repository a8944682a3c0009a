import { appendFile, open, readFile, readdir } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { TranscriptWriter } from './append.ts'
import { rewriteTail } from './rewriteTail.ts'
import {
  answer,
  makeFolder,
  prompt,
  result,
  said,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { TestFolder } from '../../../tests/support/transcript/testTranscript.ts'

const options = { sessionId: 's', cwd: '/home/dev/p', version: '0.1.0', agent: 'guide' as const }

let folder: TestFolder
let file: string
beforeEach(async () => {
  folder = await makeFolder()
  file = join(folder.path, 'session.jsonl')
})
afterEach(() => folder.remove())

test('messages come where they belong; what is before them, and on other branches, stays as it was', async () => {
  await (
    await TranscriptWriter.open(file, options)
  ).append([prompt('p1'), answer('a1', said('one')), prompt('left')])
  const writer = await TranscriptWriter.open(file, { ...options, after: 'p1' })
  await writer.append([prompt('p2'), answer('a2', said('x')), result('r2', 't2')])
  await appendFile(file, '{"torn')
  const whole = [answer('a2', said('x'), toolUse('t2')), result('r2', 't2'), answer('a3', said('end'))]
  await rewriteTail(file, whole, options)
  expect((await readPage(file, { limit: 9 })).messages).toStrictEqual([prompt('p1'), prompt('p2'), ...whole])
  expect((await readPage(file, { limit: 9, head: 'left' })).messages.map(({ id }) => id)).toStrictEqual([
    'p1',
    'a1',
    'left'
  ])
  expect(await readdir(folder.path)).toStrictEqual(['session.jsonl'])
})

test('a first message follows what the one behind it followed', async () => {
  await (await TranscriptWriter.open(file, options)).append([prompt('p1'), prompt('left')])
  await (await TranscriptWriter.open(file, { ...options, after: 'p1' })).append([answer('a2', said('x'))])
  await rewriteTail(file, [prompt('p2'), answer('a2', said('x'))], options)
  expect((await readPage(file, { limit: 9 })).messages.map(({ id }) => id)).toStrictEqual(['p1', 'p2', 'a2'])
})

test('a disk that is full leaves the transcript as it was, and no draft of another', async () => {
  await (await TranscriptWriter.open(file, options)).append([prompt('p1'), answer('a1', said('one'))])
  const before = await readFile(file)
  const handle = await open(file)
  const prototype: FileHandle = Object.getPrototypeOf(handle)
  await handle.close()
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  const write = vi.spyOn(prototype, 'write').mockRejectedValue(full)
  try {
    await expect(
      rewriteTail(file, [prompt('p1'), answer('a1', said('one'), said('two'))], options)
    ).rejects.toMatchObject({ code: 'ENOSPC' })
  } finally {
    write.mockRestore()
  }
  expect(await readFile(file)).toStrictEqual(before)
  expect(await readdir(folder.path)).toStrictEqual(['session.jsonl'])
})

test('one that cannot be flushed does not take the place of the other: a loss of power would leave neither', async () => {
  await (await TranscriptWriter.open(file, options)).append([prompt('p1'), answer('a1', said('one'))])
  const before = await readFile(file)
  const handle = await open(file)
  const prototype: FileHandle = Object.getPrototypeOf(handle)
  await handle.close()
  const sync = vi
    .spyOn(prototype, 'datasync')
    .mockRejectedValue(Object.assign(new Error('i/o'), { code: 'EIO' }))
  try {
    await expect(
      rewriteTail(file, [prompt('p1'), answer('a1', said('one'), said('two'))], options)
    ).rejects.toMatchObject({ code: 'EIO' })
  } finally {
    sync.mockRestore()
  }
  expect(await readFile(file)).toStrictEqual(before)
  expect(await readdir(folder.path)).toStrictEqual(['session.jsonl'])
})
