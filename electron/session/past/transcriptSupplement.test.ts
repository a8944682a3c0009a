import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyMetadata } from '../../../shared/session.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import {
  answer,
  answerLine,
  makeFolder,
  prompt,
  promptLine,
  result,
  said,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'
import type { TestFolder } from '../../../tests/support/transcript/testTranscript.ts'
import { TranscriptSupplement, lackingRuns } from './transcriptSupplement.ts'

const byId = (...messages: SessionMessage[]): Map<string, SessionMessage> =>
  new Map(messages.map((message) => [message.id, message]))

test('what is missing follows what stands last of all that came before it', () => {
  const messages = [
    answer('a1', said('x')),
    result('r2', 't2'),
    result('r1', 't1'),
    answer('a2', said('half'))
  ]
  const written = byId(answer('a1', said('x')), result('r1', 't1'), result('r2', 't2'))
  expect(lackingRuns(messages, written)).toEqual([{ after: 'r2', messages: [answer('a2', said('half'))] }])
})

describe('the counts of what stands in the supplement alone', () => {
  let folder: TestFolder
  let supplement: TranscriptSupplement
  beforeEach(async () => {
    folder = await makeFolder()
    supplement = new TranscriptSupplement(join(folder.path, 'supplement.jsonl'))
  })
  afterEach(() => folder.remove())
  const count = async (...transcripts: string[]): Promise<number> =>
    (await supplement.addTo(emptyMetadata, transcripts)).messageCount

  test('hold prompts and partial answers, once, and no notices, results or words of subagents', async () => {
    const lost = [
      prompt('p1'),
      answer('a1', said('half')),
      result('r1', 't1'),
      { ...answer('s1', said('inside')), parentToolUseId: 't1' },
      { ...prompt('n1'), role: 'system' as const, notice: 'interrupted' as const }
    ]
    await supplement.keep(lost, null, byId())
    await supplement.keep([answer('a1', said('half and more'))], 'p1', byId())
    expect(await supplement.addTo(emptyMetadata, [])).toMatchObject({
      messageCount: 2,
      firstMessagePreview: 'p1',
      lastMessageAt: prompt('p1').createdAt
    })
  })

  test('hold nothing the transcript holds in part, or was given later', async () => {
    await supplement.keep(
      [answer('a1', said('half'), said('more')), answer('a2', said('late'))],
      'p1',
      byId()
    )
    const lines = [promptLine('p1', null), answerLine('u1', 'p1', 'a1', said('half'))]
    const file = await folder.write(toText(lines))
    expect(await count(file)).toBe(1)
    expect(await count(file)).toBe(1)
    await appendFile(file, toText([answerLine('u2', 'u1', 'a2', said('late'))]))
    expect(await count(file)).toBe(0)
    await supplement.keep([prompt('p2')], 'a2', byId())
    expect(await count(file)).toBe(1)
  })
})
