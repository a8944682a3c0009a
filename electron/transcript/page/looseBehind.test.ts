/** What stands behind a page is read once for a whole walk, however many records follow nothing. */
import { open } from 'node:fs/promises'
import { expect, it, vi } from 'vitest'
import { OpenTranscript } from './openTranscript.ts'
import { readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { at, exchange } from '../../../tests/support/claude/testReading.ts'
import { folderForEach, toText } from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const loose = (line: Line): Line => ({
  ...Object.fromEntries(Object.entries(line).filter(([key]) => key !== 'parentUuid')),
  pad: 'x'.repeat(2_000)
})
const exchangesOf = (count: number): Line[] =>
  Array.from({ length: count }, (_, n) => exchange(`x${n}`, 1, null, 2 * n))
    .flat()
    .map(loose)

interface Readable {
  read: (...what: unknown[]) => Promise<{ readonly bytesRead: number }>
}

/** All ids, page by page, and how many bytes were read for them. */
async function walk(file: string, shared: OpenTranscript | null): Promise<{ ids: string[]; read: number }> {
  const handle = await open(file, 'r')
  const prototype: Readable = Object.getPrototypeOf(handle)
  await handle.close()
  const reads = vi.spyOn(prototype, 'read')
  try {
    const ids: string[] = []
    let before: string | null | undefined
    while (before !== null) {
      const page = await readPage(file, {
        limit: 10,
        ...(before === undefined ? null : { before }),
        ...(shared === null ? null : { open: shared })
      })
      ids.unshift(...page.messages.map(({ id }) => id))
      before = page.before
    }
    const sizes = reads.mock.settledResults.map((done) =>
      done.type === 'fulfilled' ? done.value.bytesRead : 0
    )
    return { ids, read: sizes.reduce((sum, size) => sum + size, 0) }
  } finally {
    reads.mockRestore()
  }
}

it.each<[string, boolean]>([
  ['a page at a time', false],
  ['by one who keeps the file open', true]
])('%s', async (_, isShared) => {
  const lines = exchangesOf(200)
  const text = toText(lines)
  const file = await folder.write(text)
  const shared = isShared ? new OpenTranscript() : null
  const { ids, read } = await walk(file, shared)
  await shared?.close()
  expect(ids).toHaveLength(400)
  // Forty pages, each with the block it begins in.
  expect(read).toBeLessThan(3 * text.length + 40 * 260 * 1024)
})

it('also where all of it is written twice, by one who keeps the file open', async () => {
  const lines = exchangesOf(200)
  const text = toText([...lines, ...lines])
  const file = await folder.write(text)
  const shared = new OpenTranscript()
  const { ids, read } = await walk(file, shared)
  await shared.close()
  expect(ids).toHaveLength(400)
  expect(new Set(ids).size).toBe(400)
  expect(read).toBeLessThan(4 * text.length)
})

it('what is written again far behind is told once, whoever reads', async () => {
  const [first = {}, ...rest] = exchangesOf(60)
  const again = at(first, 500)
  const file = await folder.write(toText([first, ...rest, again, ...exchangesOf(90).slice(120)]))
  for (const shared of [null, new OpenTranscript()]) {
    const { ids } = await walk(file, shared)
    await shared?.close()
    expect(ids.filter((id) => id === 'x0q1')).toHaveLength(1)
  }
})
