import { expect, it } from 'vitest'
import { firstLine } from './findLine.ts'
import { folderForEach } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

/** As a search does: of many lines at once, then of each. */
const holds = (word: string) => (lines: Buffer) => lines.includes(word)
const filler = (bytes: number): string => `${'x'.repeat(99)}\n`.repeat(Math.ceil(bytes / 100))

it.each([
  ['in the first piece', 300],
  ['behind some pieces', 200_000],
  ['behind some megabytes', 2_500_000]
])('the first line that matters, %s, is given by its place', async (_, bytes) => {
  const before = filler(bytes)
  const file = await folder.write(`${before}a needle here\nand a needle there\n${filler(300)}`)
  expect(await firstLine(file, holds('needle'), null)).toBe(before.length)
})

it('a word that stands where a piece would end is found', async () => {
  const before = filler(65_500)
  const file = await folder.write(`${before}${'z'.repeat(33)}needle\n${filler(200_000)}`)
  expect(await firstLine(file, holds('needle'), null)).toBe(before.length)
})

it('a line longer than what is read at once is one line', async () => {
  const before = filler(70_000)
  const file = await folder.write(`${before}${'y'.repeat(3_000_000)} needle\nneedle\n`)
  expect(await firstLine(file, holds('y needle'), null)).toBe(before.length)
})

it('a last line that is torn counts, and what begins on one line and ends on the next does not', async () => {
  const file = await folder.write(`${filler(100)}nee\ndle\nneedle`)
  expect(await firstLine(file, holds('needle'), null)).toBe(108)
})

it('where nothing matters, and where there is no file, there is none', async () => {
  const file = await folder.write(filler(150_000))
  const asked: number[] = []
  const matters = (lines: Buffer): boolean => {
    asked.push(lines.length)
    return false
  }
  expect(await firstLine(file, matters, null)).toBeNull()
  expect([asked.length, Math.max(...asked) < 70_000]).toEqual([3, true])
  expect(await firstLine(`${file}.gone`, matters, null)).toBeNull()
})

it('whoever asked may go', async () => {
  const gone = AbortSignal.abort(new Error('gone'))
  const file = await folder.write('needle')
  await expect(firstLine(file, holds('needle'), gone)).rejects.toThrow('gone')
})
