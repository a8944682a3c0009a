import { appendFile, rename } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { readInPages, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { OpenTranscript } from './openTranscript.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  said,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

/** Prompts and answers of 3 KB, so that pages begin within what was read and behind it. */
function talk(name: string, turns: number): Line[] {
  return Array.from({ length: turns }, (_, at) => [
    promptLine(`${name}q${at}`, at === 0 ? null : `${name}a${at - 1}`),
    answerLine(`${name}a${at}`, `${name}q${at}`, `${name}m${at}`, said('x'.repeat(3_000)))
  ]).flat()
}

async function idsInPages(open: OpenTranscript, file: string, limit: number): Promise<string[]> {
  let ids: string[] = []
  for (let before: string | null | undefined; before !== null;) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(file, {
      limit,
      open,
      ...(before === undefined ? null : { before })
    })
    ids = [...page.messages.map(({ id }) => id), ...ids]
    before = page.before
  }
  return ids
}

it.each([1, 7, 50])(
  'pages of %i out of one open file are those out of a file opened for each',
  async (limit) => {
    const file = await folder.write(toText(talk('t', 400)))
    const open = new OpenTranscript()
    const ids = await idsInPages(open, file, limit)
    await open.close()
    expect(ids).toEqual((await readInPages(file, limit)).map(({ id }) => id))
    expect(ids).toHaveLength(800)
  }
)

it('the file stays the one that was opened, and another one is another', async () => {
  const file = await folder.write(toText(talk('t', 3)), 'one.jsonl')
  const other = await folder.write(toText(talk('o', 2)), 'two.jsonl')
  const open = new OpenTranscript()
  const handle = await open.open(file)
  await rename(file, `${file}.moved`)
  expect(await open.open(file)).toBe(handle)
  expect(await idsInPages(open, file, 10)).toHaveLength(6)
  expect(await idsInPages(open, other, 10)).toEqual(['oq0', 'om0', 'oq1', 'om1'])
  expect(handle.fd).toBe(-1)
  await open.close()
})

it('the newest page holds what was appended since the last one', async () => {
  const file = await folder.write(toText(talk('t', 2)))
  const open = new OpenTranscript()
  expect(await idsInPages(open, file, 10)).toHaveLength(4)
  await appendFile(file, toText([promptLine('late', 'ta1')]))
  expect((await idsInPages(open, file, 10)).at(-1)).toBe('late')
  await open.close()
})
