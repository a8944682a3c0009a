/** A session as Markdown, for people and for other programs that read it. Used by `session/acts/sessionExport.ts`. */
import { unreachable } from '../../shared/errors.ts'
import type {
  ContentBlock,
  ImageBlock,
  SessionMessage,
  ToolResultBlock,
  ToolUseBlock
} from '../../shared/session.ts'
import { closedMarkdown } from './closedMarkdown.ts'
import type { ExportFacts, SessionExport } from './exportFormat.ts'
import {
  factLines,
  joinResults,
  oneLine,
  speakerOf,
  standing,
  timeText,
  toldText,
  toolTitle,
  words
} from './exportWords.ts'
import type { JoinedResults } from './exportWords.ts'
import { inlineImage } from './inlineImage.ts'
import { jsonPieces, piecesOf } from './textPieces.ts'

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
      for (const message of messages) yield* messageText(message, joined)
    },
    end: () => ''
  }
}

/** Nothing when all that is in it stands with the tool uses it answers. */
function* messageText(message: SessionMessage, joined: JoinedResults): Generator<string> {
  const content = standing(message, joined)
  if (content.length === 0) return
  yield `\n---\n\n## ${escaped(speakerOf(message))}\n\n*${timeText(message.createdAt)}*\n`
  for (const block of content) {
    yield '\n'
    yield* blockText(block, joined)
    yield '\n'
  }
}

function* blockText(block: ContentBlock, joined: JoinedResults): Generator<string> {
  switch (block.type) {
    case 'text':
      yield* closedMarkdown(block.text)
      return
    case 'thinking':
      yield* details(words.thinking, closedMarkdown(block.thinking))
      return
    case 'tool_use':
      yield* details(toolTitle(block), inputAndAnswer(block, joined.get(block.id)))
      return
    case 'tool_result':
      yield* details(block.is_error ? words.failed : words.result, resultText(block))
      return
    case 'image':
      yield imageText(block)
      return
    case 'document': {
      const { source } = block
      const body =
        source.type === 'text'
          ? withNote(fenced(source.data), block.truncated)
          : [words.notShown(escaped(source.media_type))]
      yield* details(`${words.document}: ${block.title ?? ''}`, body)
      return
    }
    case 'unknown':
      yield* details(words.unknown, fenced(jsonText(block.raw), 'json'))
      return
    default:
      unreachable(block)
  }
}

function* inputAndAnswer(use: ToolUseBlock, result: ToolResultBlock | undefined): Generator<string> {
  yield `${words.input}:\n\n`
  yield* fenced(jsonText(use.input), 'json')
  if (result === undefined) return
  yield `\n\n${result.is_error ? words.failed : words.result}:\n\n`
  yield* resultText(result)
}

function* resultText(result: ToolResultBlock): Generator<string> {
  const { content, truncated } = result
  yield* withNote(
    typeof content === 'string' ? fenced(toldText(result, content)) : partsText(result, content),
    truncated
  )
}

function* partsText(
  result: ToolResultBlock,
  content: Exclude<ToolResultBlock['content'], string>
): Generator<string> {
  for (const [at, part] of content.entries()) {
    if (at > 0) yield '\n\n'
    switch (part.type) {
      case 'text':
        yield* fenced(toldText(result, part.text))
        break
      case 'image':
        yield imageText(part)
        break
      case 'unknown':
        yield* fenced(jsonText(part.raw), 'json')
        break
      default:
        unreachable(part)
    }
  }
}

function imageText(block: ImageBlock): string {
  const image = inlineImage(block)
  return image === null ? `*${words.image}*` : `![${words.image}](${image})`
}

function jsonText(value: unknown): string {
  return [...jsonPieces(value, 2)].join('')
}

function* withNote(text: Iterable<string>, truncated: { bytes: number } | undefined): Generator<string> {
  yield* text
  if (truncated !== undefined) yield `\n\n*${words.truncated(truncated.bytes)}*`
}

function* details(summary: string, body: Iterable<string>): Generator<string> {
  yield `<details>\n<summary>${asHtml(oneLine(summary))}</summary>\n\n`
  yield* body
  yield '\n\n</details>'
}

/** A fence longer than any in the text. */
function* fenced(text: string, language = ''): Generator<string> {
  let longest = 2
  let run = 0
  for (const piece of piecesOf(text)) {
    for (let at = 0; at < piece.length; at += 1) {
      run = piece.charCodeAt(at) === 0x60 ? run + 1 : 0
      if (run > longest) longest = run
    }
    yield ''
  }
  const fence = '`'.repeat(longest + 1)
  yield `${fence}${language}\n`
  yield* piecesOf(text)
  yield `${text.endsWith('\n') ? '' : '\n'}${fence}`
}

/** What would mean something to Markdown, and HTML. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#&|~]/g, String.raw`\$&`)
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
