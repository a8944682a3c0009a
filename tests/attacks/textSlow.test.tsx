/**
 * A thousand texts that are meant to be slow, through every reader of foreign text in the page: none takes much more
 * than a plain text of its length, and four times the length takes about four times as long.
 */
import { describe, expect, it } from 'vitest'
import { overrun, plainTime, timeOf } from './text/budget.ts'
import type { SlowText } from './text/grown.ts'
import { plainText } from './text/grown.ts'
import { readGrowing, readMarkdown, resultReaders } from './text/readers.tsx'
import { slowMarkdown } from './text/slowMarkdown.ts'
import { slowResults } from './text/slowResults.ts'

const SIZE = 12_000
const SMALL = 4_000
/** Beyond it growth is looked at: less is told by the clock's own steps. */
const WORTH_A_LOOK = 40

function overruns(
  texts: readonly SlowText[],
  read: (text: string) => void,
  size: number,
  plainOf = plainText
): readonly unknown[] {
  const plain = plainTime(read, plainOf(size))
  return texts.flatMap(({ name, make }) => {
    const text = make(size)
    return overrun(name, () => read(text), plain) ?? []
  })
}

/** Beyond Latin, where the rules of Unicode are asked for each end of a snippet. */
function hitAtEachLetter(size: number): string {
  return 'か'.repeat(size)
}

/** Texts that take much longer when they are four times as long. Linear ones take four times. */
function growing(texts: readonly SlowText[], read: (text: string) => void): readonly unknown[] {
  return texts.flatMap(({ name, make }) => {
    const [short, long] = [make(SIZE), make(4 * SIZE)]
    const once = timeOf(() => read(long))
    if (once < WORTH_A_LOOK) return []
    const ratios = Array.from(
      { length: 3 },
      () =>
        timeOf(() => read(long)) /
        Math.max(
          5,
          timeOf(() => read(short))
        )
    )
    const least = Math.min(...ratios)
    return least > 12 ? { name, milliseconds: Math.round(once), times: Math.round(least) } : []
  })
}

describe('texts that are meant to be slow', () => {
  it('are many, and no two alike', () => {
    const texts = new Set([...slowMarkdown, ...slowResults].map(({ make }) => make(2_000)))
    expect(texts.size).toBeGreaterThan(900)
    for (const { make } of slowMarkdown.slice(0, 300)) expect(make(2_000).length).toBeGreaterThan(900)
    expect(plainText(500)).toHaveLength(500)
  })

  it('are drawn as an answer in a few times what plain words take', { timeout: 120_000 }, () => {
    expect(overruns(slowMarkdown, readMarkdown, SIZE)).toEqual([])
  })

  it('are drawn while they come in a few times what plain words take', { timeout: 120_000 }, () => {
    expect(overruns(slowMarkdown, readGrowing, SMALL)).toEqual([])
  })

  it('take four times as long as an answer when they are four times as long', { timeout: 120_000 }, () => {
    const some = slowMarkdown.filter((_, at) => at % 12 === 0)
    expect(growing(some, readMarkdown)).toEqual([])
  })

  it.each(Object.entries(resultReaders))(
    'are read as %s in a few times what plain words take',
    { timeout: 120_000 },
    (reader, read) => {
      // Each hit takes its time, and a slow text is one hit after the other. Plain words hold few.
      const plainOf = reader === 'hits' ? hitAtEachLetter : plainText
      expect(overruns(slowResults, read, SIZE, plainOf)).toEqual([])
    }
  )
})
