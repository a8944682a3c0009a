import fc from 'fast-check'
import { expect, it } from 'vitest'
import { previewOfExport } from './exportPreview.ts'

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}

it('a short document is shown whole', async () => {
  expect(await previewOfExport(inPieces('a [secret] b', 3))).toStrictEqual({
    parts: [{ text: 'a [secret] b', skipped: 0 }],
    left: 0
  })
})

it('of a long one the beginning is shown, and what stands around masked places', async () => {
  const text = `${'x'.repeat(100_000)}[secret]${'y'.repeat(50)}[secret]${'z'.repeat(9_000)}`
  const { parts, left } = await previewOfExport(inPieces(text, 1_000))
  expect(parts.map(({ text: part, skipped }) => [part.length, skipped])).toStrictEqual([
    [24 * 1024, 0],
    [200 + 8 + 50 + 8 + 200, 100_000 - 200 - 24 * 1024]
  ])
  expect(parts[1]?.text).toBe(`${'x'.repeat(200)}[secret]${'y'.repeat(50)}[secret]${'z'.repeat(200)}`)
  expect(left).toBe(8_800)
})

it('no more than a bounded part is shown, however much was masked', async () => {
  const { parts, left } = await previewOfExport(
    inPieces(`${'[secret]'}${'x'.repeat(900)}`.repeat(3_000), 64 * 1024)
  )
  const shown = parts.reduce((sum, { text }) => sum + text.length, 0)
  expect(shown).toBeLessThanOrEqual(160 * 1024)
  expect(parts.reduce((sum, { skipped }) => sum + skipped, shown) + left).toBe(3_000 * 908)
})

it('how the document comes makes no difference', async () => {
  const documents = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.constantFrom('[secret]', '[secr', 'et]', '')), {
      maxLength: 6
    })
    .map((parts) => parts.map(([length, word]) => `${'·'.repeat(length)}${word}`).join(''))
  await fc.assert(
    fc.asyncProperty(documents, fc.integer({ min: 1, max: 40_000 }), async (text, length) => {
      expect(await previewOfExport(inPieces(text, length))).toStrictEqual(
        await previewOfExport(inPieces(text, text.length + 1))
      )
    }),
    { numRuns: 60 }
  )
})
