/** That no reader of transcripts keeps the loop longer than a slice and one step: each asks between any two steps. */
import { open } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readMetadata, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { eachLine } from '../lines/forwardLines.ts'
import { MessageSearch } from '../find/findMessages.ts'
import { Slices } from '../../slices.ts'
import { parseMessageLine } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import {
  answer,
  answerLine,
  makeFolder,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line, TestFolder } from '../../../tests/support/transcript/testTranscript.ts'

let folder: TestFolder
let asked: number
let rests: number
beforeEach(async () => {
  folder = await makeFolder()
  asked = 0
  rests = 0
  // Every slice is over as soon as it is asked about.
  vi.spyOn(Slices.prototype, 'isOver', 'get').mockImplementation(() => {
    asked += 1
    return true
  })
  vi.spyOn(Slices.prototype, 'rest').mockImplementation(() => {
    rests += 1
    return Promise.resolve()
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await folder.remove()
})

const LINES = 40
const lines = Array.from({ length: LINES }, (_, at) =>
  at % 2 === 0
    ? promptLine(`p${at}`, at === 0 ? null : `a${at - 1}`, `prompt ${at}`)
    : answerLine(`a${at}`, `p${at - 1}`, `m${at}`, said(`answer ${at}`))
)

it('looking at all lines of a file', async () => {
  const handle = await open(await folder.write(toText(lines)), 'r')
  try {
    await eachLine(handle, { from: 0, to: (await handle.stat()).size }, () => true)
  } finally {
    await handle.close()
  }
  expect([asked, rests]).toEqual([LINES, LINES])
})

it('counting a session', async () => {
  await readMetadata(await folder.write(toText(lines)), null)
  expect(rests).toBeGreaterThanOrEqual(LINES)
})

it('reading a page, also over lines that are not on it', async () => {
  const elsewhere = Array.from({ length: 200 }, (_, at) => promptLine(`x${at}`, 'nobody', 'abandoned'))
  const file = await folder.write(toText([...lines, ...elsewhere, promptLine('tip', `a${LINES - 1}`, 'tip')]))
  const { messages } = await readPage(file, { limit: LINES + 1 })
  expect(messages).toHaveLength(LINES + 1)
  expect(rests).toBeGreaterThanOrEqual(LINES + elsewhere.length)
})

it('reading the results of tools that ran at a time, each of them once', async () => {
  const uses = Array.from({ length: 9 }, (_, at) => `u${at}`)
  const parallel = [
    promptLine('p', null),
    ...uses.map((use, at) => answerLine(use, at === 0 ? 'p' : `u${at - 1}`, 'm', toolUse(`t${at}`), at)),
    ...uses.map((use, at) => resultLine(`r${at}`, use, `t${at}`)),
    answerLine('a', 'r8', 'm2', said('Done'))
  ]
  const parsed: string[] = []
  const parse = (line: Buffer): Fields | null => {
    const record = parseMessageLine(line)
    parsed.push(`${String(record?.['uuid'])} after ${rests}`)
    return record
  }
  const { messages } = await readPage(await folder.write(toText(parallel)), { limit: 50, parse })
  expect(messages).toHaveLength(12)
  const results = parsed.filter((line) => line.startsWith('r'))
  expect(results.map((line) => line.split(' ')[0])).toHaveLength(9)
  // None of them in one step with another.
  expect(new Set(results.map((line) => line.split(' ').at(-1))).size).toBe(9)
})

/** How often reading the newest three messages rests, and what they are, with `last` behind the lines of a long session. */
async function restsFor(...last: readonly Line[]): Promise<{ count: number; ids: string[] }> {
  const file = await folder.write(toText([...lines, ...last]))
  rests = 0
  const { messages } = await readPage(file, { limit: 3 })
  return { count: rests, ids: messages.map(({ id }) => id) }
}

it('looking whether what an answer follows is anywhere', async () => {
  const tip = promptLine('tip', `a${LINES - 1}`, 'tip')
  const plain = await restsFor(tip)
  const stray = await restsFor(answerLine('x', 'nowhere', 'mx', said('stray')), tip)
  expect(stray.ids).toContain('mx')
  expect(stray.count - plain.count).toBeGreaterThanOrEqual(LINES - 5)
})

it('looking whether a session began before as it begins here', async () => {
  const tip = promptLine('tip', 'root', 'tip')
  const plain = await restsFor(promptLine('root', `a${LINES - 1}`, 'again'), tip)
  const begun = await restsFor(promptLine('root', null, 'again'), tip)
  expect(begun.ids).toEqual([`m${LINES - 1}`, 'root', 'tip'])
  expect(begun.count - plain.count).toBeGreaterThanOrEqual(LINES - 5)
})

it('searching in messages with many texts', async () => {
  const search = new MessageSearch('fig', 10, null)
  await search.addOlder([answer('a', ...Array.from({ length: 50 }, () => said('no')))])
  expect(rests).toBeGreaterThanOrEqual(50)
})

it('searching in one text with many parts', async () => {
  const search = new MessageSearch('fig', 10, null)
  await search.addOlder([answer('a', said(`fig${'x'.repeat(700_000)}`))])
  expect(rests).toBeGreaterThanOrEqual(10)
})
