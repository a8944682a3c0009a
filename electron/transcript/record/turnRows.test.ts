import { describe, expect, it } from 'vitest'
import { readInPages, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
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

const row = (uuid: string, parentUuid: string, rest: object): Line => ({
  parentUuid,
  isSidechain: false,
  ...rest,
  uuid,
  timestamp: '2026-01-05T08:00:00.000Z'
})
const retry = (uuid: string, parentUuid: string): Line =>
  row(uuid, parentUuid, { type: 'system', subtype: 'api_error', level: 'error', retryInMs: 2000 })
const summary = (uuid: string, parentUuid: string, ...hookErrors: readonly string[]): Line =>
  row(uuid, parentUuid, { type: 'system', subtype: 'stop_hook_summary', hookErrors })
const progress = (uuid: string, parentUuid: string): Line =>
  row(uuid, parentUuid, { type: 'progress', data: { type: 'hook_progress', hookEvent: 'PreToolUse' } })
const hook = (uuid: string, parentUuid: string, content: string, hookEvent = 'UserPromptSubmit'): Line =>
  row(uuid, parentUuid, {
    attachment: { type: 'hook_system_message', content, hookName: hookEvent, hookEvent },
    type: 'attachment'
  })
const answered = (uuid: string, parent: string): Line => answerLine(uuid, parent, `m-${uuid}`, said(uuid))

async function idsOf(lines: readonly Line[]): Promise<string[]> {
  const file = await folder.write(toText(lines))
  const whole = await readPage(file, { limit: 100 })
  for (const limit of [1, 2, 3]) expect(await readInPages(file, limit)).toStrictEqual(whole.messages)
  return whole.messages.map(({ id }) => id)
}

describe('a row that the program writes in a turn hides no answer beside it', () => {
  const first = promptLine('q1', null)
  it.each<[string, readonly Line[], readonly string[]]>([
    [
      'a retry that was written late',
      [first, answered('a1', 'q1'), retry('row', 'q1'), promptLine('q2', 'row'), answered('a2', 'q2')],
      ['q1', 'm-a1', 'q2', 'm-a2']
    ],
    [
      'a retry, and what came to an end behind it',
      [first, retry('e', 'q1'), answered('a1', 'e'), summary('row', 'e'), promptLine('q2', 'row')],
      ['q1', 'm-a1', 'q2']
    ],
    [
      'several retries with all that was done between them',
      [
        first,
        answerLine('use', 'q1', 'm-use', toolUse('t1')),
        resultLine('r1', 'use', 't1'),
        answered('a1', 'r1'),
        retry('e1', 'q1'),
        retry('e2', 'e1'),
        promptLine('q2', 'e2')
      ],
      ['q1', 'm-use', 'r1', 'm-a1', 'q2']
    ],
    [
      'how far a hook of a tool has come',
      [
        first,
        answerLine('use', 'q1', 'm-use', toolUse('t1')),
        progress('row', 'use'),
        resultLine('r1', 'use', 't1'),
        answered('a1', 'r1'),
        promptLine('q2', 'row')
      ],
      ['q1', 'm-use', 'r1', 'm-a1', 'q2']
    ],
    [
      'what a hook said, in the order in which it was said',
      [first, hook('row', 'q1', 'mind'), answered('a1', 'q1'), promptLine('q2', 'row'), answered('a2', 'q2')],
      ['q1', 'row', 'm-a1', 'q2', 'm-a2']
    ],
    [
      'the errors of the hooks at the end of a turn',
      [first, answered('a1', 'q1'), summary('row', 'q1', 'not yet'), promptLine('q2', 'row')],
      ['q1', 'm-a1', 'row', 'q2']
    ],
    [
      'though nothing follows it',
      [first, answered('a1', 'q1'), summary('row', 'q1', 'not yet')],
      ['q1', 'm-a1', 'row']
    ]
  ])('%s', async (_, lines, right) => {
    expect(await idsOf(lines)).toStrictEqual(right)
  })

  it('and no answer hides what it says', async () => {
    const lines = [first, hook('row', 'q1', 'mind'), answered('a1', 'q1'), promptLine('q2', 'a1')]
    expect(await idsOf(lines)).toStrictEqual(['q1', 'row', 'm-a1', 'q2'])
  })
})

describe('what a person left stays left', () => {
  it.each<[string, readonly Line[], readonly string[]]>([
    [
      'in favour of another prompt',
      [promptLine('q1', null), retry('e', 'q1'), answered('a1', 'e'), promptLine('q2', 'e')],
      ['q1', 'q2']
    ],
    [
      'though hooks ran when the session was taken up again',
      [
        promptLine('q1', null),
        answered('a1', 'q1'),
        hook('row', 'q1', 'hello', 'SessionStart'),
        promptLine('q2', 'row')
      ],
      ['q1', 'row', 'q2']
    ],
    [
      'with all that was said behind it',
      [
        promptLine('q1', null),
        answered('a1', 'q1'),
        promptLine('gone', 'a1'),
        answered('ga', 'gone'),
        summary('s', 'a1'),
        promptLine('q2', 's')
      ],
      ['q1', 'm-a1', 'q2']
    ]
  ])('%s', async (_, lines, right) => {
    expect(new Set(await idsOf(lines))).toStrictEqual(new Set(right))
  })
})
