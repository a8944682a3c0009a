/** What a compaction keeps may be written once more behind it: on whichever page it stands, it is told once. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readInPages, readMetadata, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { fuzzRuns, fuzzTimeout } from '../../../tests/attacks/support/fuzzRuns.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

const runs = { ...fuzzRuns(0.015), interruptAfterTimeLimit: 20_000 }
const timeout = fuzzTimeout(runs)
let serial = 0

interface Turn {
  readonly tool: boolean
  readonly hook: boolean
  /** Null: not compacted behind it. */
  readonly kept: null | {
    readonly count: number
    readonly how: 'same' | 'again' | 'later'
    readonly told: boolean
  }
}

const kept = fc.record({
  count: fc.integer({ min: 0, max: 9 }),
  how: fc.constantFrom('same', 'again', 'later'),
  told: fc.boolean()
})
const turns = fc.array(
  fc.record({ tool: fc.boolean(), hook: fc.boolean(), kept: fc.option(kept, { freq: 2 }) }),
  { minLength: 1, maxLength: 7 }
)

/** Ids of messages in the order in which they were said first, and the lines. */
function conversation(all: readonly Turn[]): { readonly lines: Line[]; readonly ids: Set<string> } {
  const lines: Line[] = []
  const ids = new Set<string>()
  let parent: string | null = null
  const time = (): string =>
    new Date(Date.parse('2026-09-01T09:00:00.000Z') + lines.length * 1000).toISOString()
  const add = (line: Line, id: string): void => {
    lines.push({ ...line, timestamp: time() })
    if (id !== '') ids.add(id)
    parent = String(line['uuid'])
  }
  const again = (line: Line, { how }: NonNullable<Turn['kept']>): void => {
    const isAnswer = line['type'] === 'assistant'
    const uuid = how === 'again' && isAnswer ? `${String(line['uuid'])}'` : line['uuid']
    const at = how === 'later' ? time() : line['timestamp']
    lines.push({ ...line, parentUuid: parent, uuid, timestamp: at })
    parent = String(uuid)
  }
  for (const [n, { tool, hook, kept: keeps }] of all.entries()) {
    add(promptLine(`p${n}`, parent, `question ${n}`), `p${n}`)
    if (tool) {
      add(answerLine(`u${n}`, parent, `mu${n}`, toolUse(`t${n}`), 0, { input_tokens: 10 }), `mu${n}`)
      add(resultLine(`r${n}`, parent, `t${n}`), `r${n}`)
    }
    add(answerLine(`a${n}`, parent, `m${n}`, said(`answer ${n}`), 0, { input_tokens: 20 }), `m${n}`)
    if (hook) {
      const row = { isSidechain: false, type: 'system', subtype: 'informational', content: `hook ${n}` }
      add({ parentUuid: parent, ...row, uuid: `h${n}` }, `h${n}`)
    }
    if (keeps === null) continue
    const since = lines.findLastIndex(({ subtype }) => subtype === 'compact_boundary')
    const spoken = lines.filter((line, at) => at > since && line['isCompactSummary'] !== true)
    // Whole turns are kept, or their ends; a result never without its call.
    const copied = spoken.slice(Math.max(0, spoken.length - keeps.count))
    if (copied[0]?.['toolUseResult'] !== undefined) copied.shift()
    const told = { preservedMessages: { uuids: copied.map(({ uuid }) => uuid) } }
    const boundary = { isSidechain: false, type: 'system', subtype: 'compact_boundary', content: 'Compacted' }
    const compactMetadata = keeps.told && copied.length > 0 ? { compactMetadata: told } : null
    add(
      { parentUuid: null, logicalParentUuid: parent, ...boundary, uuid: `b${n}`, ...compactMetadata },
      `b${n}`
    )
    add({ ...promptLine(`s${n}`, `b${n}`, 'what was'), isCompactSummary: true }, '')
    for (const line of copied) again(line, keeps)
  }
  return { lines, ids }
}

it(
  'what a compaction keeps and writes once more is told and counted once, on pages of any size',
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(turns, fc.integer({ min: 1, max: 12 }), async (all, limit) => {
        const { lines, ids } = conversation(all)
        const file = await folder.write(toText(lines), `${(serial += 1)}.jsonl`)
        const { messages } = await readPage(file, { limit: 1000 })
        expect(messages.map(({ id }) => id).toSorted()).toStrictEqual([...ids].toSorted())
        for (const size of new Set([1, 2, limit]))
          expect(await readInPages(file, size)).toStrictEqual(messages)
        const { metadata } = await readMetadata(file, null)
        const tokens = all.reduce((sum, { tool }) => sum + (tool ? 30 : 20), 0)
        expect(metadata.totalTokens).toBe(tokens)
        expect(metadata.messageCount).toBe([...ids].filter((id) => /^(?:p|m)/.test(id)).length)
      }),
      runs
    )
  }
)
