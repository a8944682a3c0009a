/** A session as Markdown, for people and for other programs that read it. Used by `session/sessionExport.ts`. */
import { unreachable } from '../../shared/errors.ts'
import type { ContentBlock, SessionMessage, ToolResultBlock, ToolUseBlock } from '../../shared/session.ts'
import type { ExportFacts, SessionExport } from './exportFormat.ts'
import {
  factLines,
  joinResults,
  oneLine,
  speakerOf,
  standing,
  timeText,
  toolTitle,
  words
} from './exportWords.ts'
import type { JoinedResults } from './exportWords.ts'
import { inlineImage } from './inlineImage.ts'

export function markdownExport(facts: ExportFacts): SessionExport {
  return {
    contentType: 'text/markdown; charset=utf-8',
    extension: 'md',
    begin: () => {
      const title = escaped(oneLine(facts.session.title ?? words.untitled))
      const lines = factLines(facts).map(
        ([name, value]) => `- **${escaped(name)}:** ${escaped(oneLine(value))}`
      )
      return `# ${title}\n\n${lines.join('\n')}\n`
    },
    *page(messages) {
      const joined = joinResults(messages)
      for (const message of messages) yield messageText(message, joined)
    },
    end: () => ''
  }
}

/** Empty when all that is in it stands with the tool uses it answers. */
function messageText(message: SessionMessage, joined: JoinedResults): string {
  const content = standing(message, joined)
  if (content.length === 0) return ''
  const parts = content.map((block) => blockText(block, joined))
  return `\n---\n\n## ${escaped(speakerOf(message))}\n\n*${timeText(message.createdAt)}*\n\n${parts.join('\n\n')}\n`
}

function blockText(block: ContentBlock, joined: JoinedResults): string {
  switch (block.type) {
    case 'text':
      return closed(block.text)
    case 'thinking':
      return details(words.thinking, closed(block.thinking))
    case 'tool_use':
      return toolText(block, joined.get(block.id))
    case 'tool_result':
      return details(block.is_error ? words.failed : words.result, resultText(block))
    case 'image': {
      const image = inlineImage(block)
      return image === null ? `*${words.image}*` : `![${words.image}](${image})`
    }
    case 'document':
      return details(
        `${words.document}: ${block.title ?? ''}`,
        block.source.type === 'text'
          ? withNote(fenced(block.source.data), block.truncated)
          : words.notShown(escaped(block.source.media_type))
      )
    case 'unknown':
      return details(words.unknown, fenced(JSON.stringify(block.raw, null, 2), 'json'))
    default:
      return unreachable(block)
  }
}

function toolText(use: ToolUseBlock, result: ToolResultBlock | undefined): string {
  const input = fenced(JSON.stringify(use.input, null, 2), 'json')
  const answer = result
    ? `\n\n${result.is_error ? words.failed : words.result}:\n\n${resultText(result)}`
    : ''
  return details(toolTitle(use), `${words.input}:\n\n${input}${answer}`)
}

function resultText({ content, truncated }: ToolResultBlock): string {
  if (typeof content === 'string') return withNote(fenced(content), truncated)
  const parts = content.map((part) => {
    switch (part.type) {
      case 'text':
        return fenced(part.text)
      case 'image': {
        const image = inlineImage(part)
        return image === null ? `*${words.image}*` : `![${words.image}](${image})`
      }
      case 'unknown':
        return fenced(JSON.stringify(part.raw, null, 2), 'json')
      default:
        return unreachable(part)
    }
  })
  return withNote(parts.join('\n\n'), truncated)
}

function withNote(text: string, truncated: { bytes: number } | undefined): string {
  return truncated === undefined ? text : `${text}\n\n*${words.truncated(truncated.bytes)}*`
}

function details(summary: string, body: string): string {
  return `<details>\n<summary>${asHtml(oneLine(summary))}</summary>\n\n${body}\n\n</details>`
}

/** A fence longer than any in the text. */
function fenced(text: string, language = ''): string {
  let longest = 2
  for (const [ticks] of text.matchAll(/`+/g)) longest = Math.max(longest, ticks.length)
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`
}

/** A text that is Markdown itself, with an end to a fence that has none: it would swallow what follows. */
function closed(text: string): string {
  let open: string | null = null
  for (const [, fence = '', rest = ''] of text.matchAll(/^ {0,3}(`{3,}|~{3,})(.*)$/gm)) {
    if (open === null) open = fence
    else if (fence.startsWith(open) && rest.trim() === '') open = null
  }
  return open === null ? text : `${text}\n${open}`
}

/** What would mean something to Markdown, and HTML. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#&|~]/g, String.raw`\$&`)
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
