/** What list, page and panel say of a transcript, and conversations to make one of, for tests of odd ones. */
import { readMetadata, readSessionPage, usageOf } from './testClaudeReading.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import type { SessionUsage } from '../../../shared/usage.ts'
import { unreadableLines } from '../../../electron/transcript/count/metadata.ts'
import { answerLine, promptLine, said, toText } from '../transcript/testTranscript.ts'
import type { Line, TestFolder } from '../transcript/testTranscript.ts'

/** What list, page and panel say. */
export interface Reading {
  /** Role and words of each message. */
  readonly said: readonly string[]
  readonly messages: number
  readonly tokens: number
  readonly preview: string | null
  readonly panel: number
  readonly usage: SessionUsage
  readonly unreadable: number
}

/** Reads transcripts that are written into `folder`. */
export function readerIn(folder: TestFolder): (lines: Written) => Promise<Reading> {
  return (lines) => readIn(folder, lines)
}

type Written = readonly Line[] | string | Buffer

async function readIn(folder: TestFolder, lines: Written): Promise<Reading> {
  const content = typeof lines === 'string' || Buffer.isBuffer(lines) ? lines : toText(lines)
  const file = await folder.write(content)
  const page = await readSessionPage(file, {
    limit: 1000,
    onUnreadable: (_, error) => {
      throw error
    }
  })
  const { metadata, checkpoint } = await readMetadata(file, null)
  const usage = usageOf(checkpoint)
  const sum = usage.models.map(
    ({ input, output, cacheRead, cacheWrite }) => input + output + cacheRead + cacheWrite
  )
  return {
    said: page.messages.map(wordsOf),
    messages: metadata.messageCount,
    tokens: metadata.totalTokens,
    preview: metadata.firstMessagePreview,
    panel: sum.reduce((all, some) => all + some, 0),
    usage,
    unreadable: unreadableLines(checkpoint)
  }
}

function wordsOf({ role, notice, sender, parentToolUseId, content }: SessionMessage): string {
  const who = [role, notice, sender?.kind, sender?.name, parentToolUseId].filter(Boolean).join(' ')
  const words = content.map((block) => {
    if (block.type === 'text') return block.text
    if (block.type === 'tool_use') return `[${block.name}]`
    if (block.type === 'tool_result') return typeof block.content === 'string' ? `=${block.content}` : '=…'
    return `(${block.type})`
  })
  return `${who}: ${words.join(' | ')}`
}

export const second = (at: number): string =>
  new Date(Date.parse('2026-09-01T09:00:00.000Z') + at * 1000).toISOString()
export const at = (line: Line, seconds: number): Line => ({ ...line, timestamp: second(seconds) })
export const usage = (input_tokens: number, output_tokens = 0): object => ({ input_tokens, output_tokens })

/** Question and answer `n`, the one after the other. */
export function exchange(
  name: string,
  n: number,
  parent: string | null,
  seconds: number
): readonly [Line, Line] {
  return [
    at(promptLine(`${name}q${n}`, parent), seconds),
    at(
      answerLine(
        `${name}a${n}`,
        `${name}q${n}`,
        `${name}m${n}`,
        said(`${name} answer ${n}`),
        0,
        usage(100, 10)
      ),
      seconds + 1
    )
  ]
}

export function exchanges(
  name: string,
  count: number,
  parent: string | null,
  seconds: number
): readonly Line[] {
  return Array.from({ length: count }, (_, n) =>
    exchange(name, n + 1, n === 0 ? parent : `${name}a${n}`, seconds + 2 * n)
  ).flat()
}

export function boundary(
  uuid: string,
  logicalParentUuid: string | null,
  seconds: number,
  kept?: readonly [string, string]
): Line {
  const [headUuid, tailUuid] = kept ?? []
  return at(
    {
      parentUuid: null,
      isSidechain: false,
      type: 'system',
      subtype: 'compact_boundary',
      content: 'Conversation compacted',
      ...(logicalParentUuid === null ? null : { logicalParentUuid }),
      compactMetadata: {
        trigger: 'manual',
        preTokens: 9000,
        postTokens: 900,
        ...(kept ? { preservedSegment: { headUuid, tailUuid } } : null)
      },
      uuid
    },
    seconds
  )
}

export const summary = (uuid: string, parentUuid: string, seconds: number): Line =>
  at({ ...promptLine(uuid, parentUuid, `summary ${uuid}`), isCompactSummary: true }, seconds)
export const hookReport = (uuid: string, parentUuid: string, seconds: number): Line =>
  at(
    { parentUuid, isSidechain: false, type: 'system', subtype: 'stop_hook_summary', hookErrors: [], uuid },
    seconds
  )
