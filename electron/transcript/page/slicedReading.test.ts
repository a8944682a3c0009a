/** That no reader of transcripts keeps the loop longer than a slice and one step: each asks between any two steps. */
import { open } from 'node:fs/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readMetadata, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { eachLine } from '../lines/forwardLines.ts'
import { MessageSearch } from '../find/findMessages.ts'
import { Slices } from '../../slices.ts'
import {
  answer,
  answerLine,
  makeFolder,
  promptLine,
  said,
  toText
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
