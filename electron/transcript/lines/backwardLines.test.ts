import { open, truncate } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { BackwardLines, FileShrank } from './backwardLines.ts'
import { folderForEach } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

async function linesOf(file: string, end: number): Promise<{ offset: number; text: string }[]> {
  const handle = await open(file)
  try {
    const lines = new BackwardLines(handle, end)
    const found = []
    for (;;) {
      const line = lines.take()
      if (line !== null) found.push({ offset: line.offset, text: line.bytes.toString() })
      else if (!(await lines.fill())) return found
    }
  } finally {
    await handle.close()
  }
}

it('gives every line of a file of many chunks, newest first, with its place', async () => {
  const texts = Array.from({ length: 3000 }, (_, at) => `${at}:`.repeat(1 + ((at * 7919) % 400)))
  const expected: { offset: number; text: string }[] = []
  let offset = 0
  for (const text of texts) {
    expected.push({ offset, text })
    offset += text.length + 1
  }
  const file = await folder.write(texts.map((text) => `${text}\n`).join(''))
  expect(await linesOf(file, offset)).toStrictEqual(expected.toReversed())
})

it('gives empty lines, and a last line without a newline', async () => {
  const file = await folder.write('\n\na\n\nb')
  expect(await linesOf(file, 6)).toStrictEqual([
    { offset: 5, text: 'b' },
    { offset: 4, text: '' },
    { offset: 2, text: 'a' },
    { offset: 1, text: '' },
    { offset: 0, text: '' }
  ])
})

it('gives a line again after it was passed, from the buffer or from the file', async () => {
  const texts = Array.from({ length: 300 }, (_, at) => `${at}`.padEnd(3000, '.'))
  const file = await folder.write(texts.map((text) => `${text}\n`).join(''))
  const handle = await open(file)
  const lines = new BackwardLines(handle, 300 * 3001)
  while (lines.take() !== null || (await lines.fill())) {
    // Passes all lines by.
  }
  for (const at of [0, 150, 299]) {
    expect((await lines.lineAt(at * 3001, 3000)).toString()).toBe(texts[at])
  }
  await handle.close()
})

it('says so when the file became shorter than it was', async () => {
  const file = await folder.write('one\ntwo\n')
  const handle = await open(file)
  const lines = new BackwardLines(handle, 8)
  await truncate(file, 4)
  await expect(lines.fill()).rejects.toBeInstanceOf(FileShrank)
  await handle.close()
})
