/** The words of exported documents. They go out into the world, so they do not follow the language of the app. */
import { cutText, shortText } from '../../shared/cutText.ts'
import { unreachable } from '../../shared/errors.ts'
import type {
  ContentBlock,
  Sender,
  SessionMessage,
  ToolResultBlock,
  ToolUseBlock
} from '../../shared/session.ts'
import { plainTerminalText } from '../../shared/terminal/terminalText.ts'
import { isToolFailure, toolFailures } from '../../shared/toolFailures.ts'
import type { SessionUsage } from '../../shared/usage.ts'
import type { ExportFacts } from './exportFormat.ts'

export const words = {
  untitled: 'Untitled session',
  thinking: 'Thinking',
  result: 'Result',
  failed: 'Failed',
  input: 'Input',
  unknown: 'Something this version of Skein does not know',
  image: 'Image',
  document: 'Attached file',
  summary: 'Summary of what was before',
  truncated: (bytes: number) => `Only the beginning; the whole has ${bytes} bytes.`,
  notShown: (mediaType: string) => `${mediaType}, not shown here`
} as const

/** Who said it, or what it is. */
export function speakerOf({ role, notice, sender, parentToolUseId, model }: SessionMessage): string {
  if (role === 'system') return sender === undefined ? noticeTitle(notice) : senderTitle(sender)
  if (parentToolUseId !== undefined) return role === 'user' ? 'To the subagent' : 'Subagent'
  return role === 'user' ? 'You' : `Agent${model === undefined ? '' : ` (${model})`}`
}

function senderTitle({ kind, name }: Sender): string {
  const what: Record<Sender['kind'], string> = {
    teammate: 'Teammate',
    session: 'Another session',
    agent: 'Another agent',
    channel: 'Channel',
    schedule: 'Schedule',
    system: 'Agent’s program'
  }
  return name === null ? what[kind] : `${what[kind]}: ${name}`
}

function noticeTitle(notice: SessionMessage['notice']): string {
  switch (notice) {
    case 'interrupted':
      return 'Stopped'
    case 'failed':
      return 'Failed'
    case 'compacted':
      return 'Compacted'
    case 'resumed':
      return 'Resumed'
    case 'cleared':
      return 'Cleared'
    case 'hook':
      return 'Hook'
    case 'info':
    case undefined:
      return 'Note'
    default:
      return unreachable(notice)
  }
}

/** What a tool was asked to do, in one line: its name and what the call is about. */
export function toolTitle({ name, label = name, subject, input }: ToolUseBlock): string {
  const about = subjectOf(input, subject)
  return about === null ? label : `${label}: ${about}`
}

/** Fields that say most of an input, where its agent does not name the one. */
const telling = [
  'command',
  'file_path',
  'notebook_path',
  'path',
  'pattern',
  'url',
  'query',
  'description',
  'prompt'
]

function subjectOf(input: unknown, named: string | undefined): string | null {
  if (typeof input !== 'object' || input === null) return null
  const fields = new Map<string, unknown>(Object.entries(input))
  for (const key of named === undefined ? telling : [named, ...telling]) {
    const value = fields.get(key)
    if (typeof value === 'string' && value.trim() !== '') return oneLine(value)
  }
  return null
}

/** A title's worth of a text. */
export function oneLine(text: string): string {
  const line = cutText(text.trimStart(), 2_000).replaceAll(/\s+/g, ' ').trim()
  return shortText(line, 121)
}

/** Results by the tool use they answer, where both stand on one page: they are shown together. */
export type JoinedResults = ReadonlyMap<string, ToolResultBlock>

export function joinResults(messages: readonly SessionMessage[]): JoinedResults {
  const blocks = messages.flatMap(({ content }) => content)
  const asked = new Set(blocks.flatMap((block) => (block.type === 'tool_use' ? [block.id] : [])))
  const results = blocks.filter((block) => block.type === 'tool_result')
  return new Map(
    results.flatMap((block) => (asked.has(block.tool_use_id) ? [[block.tool_use_id, block] as const] : []))
  )
}

/** What is shown in a message's own place; nothing when all its results stand with their tool uses. */
export function standing({ content }: SessionMessage, joined: JoinedResults): ContentBlock[] {
  return content.filter((block) => block.type !== 'tool_result' || !joined.has(block.tool_use_id))
}

/** What a result, or a part of it, says to people: as the page has it. */
export function toldText({ ending }: ToolResultBlock, text: string): string {
  const { code, said = '' } = ending?.kind === 'failed' ? ending : {}
  const isCoded = code !== undefined && isToolFailure(code)
  return plainTerminalText(isCoded ? `${toolFailures[code]} ${said}`.trim() : text)
}

/** A time for people wherever they are, to the minute. */
export function timeText(iso: string): string {
  const time = new Date(iso).toISOString()
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`
}

/** Facts for people, as pairs of a name and what it is. */
export function factLines({ session, project, usage, exportedAt, version }: ExportFacts): [string, string][] {
  const { metadata } = session
  return [
    ['Project', `${project.name} (${project.path})`],
    ['Session', session.id],
    ['Agent', session.agent],
    ['Begun', timeText(session.createdAt)],
    ...(metadata.lastMessageAt === null
      ? []
      : [['Last message', timeText(metadata.lastMessageAt)] satisfies [string, string]]),
    ...usageLines(usage),
    ['Exported', `${timeText(exportedAt)} by Skein ${version}`]
  ]
}

function usageLines({ models, costUsd, costIsComplete }: SessionUsage): [string, string][] {
  const tokens = models.map(({ model, input, output, cacheRead, cacheWrite }): [string, string] => [
    model,
    `${input} tokens in, ${output} out, ${cacheRead} read from the cache, ${cacheWrite} written to it`
  ])
  if (costUsd === null) return tokens
  return [...tokens, ['Cost', `$${costUsd.toFixed(4)}${costIsComplete ? '' : ' and what is not known'}`]]
}
