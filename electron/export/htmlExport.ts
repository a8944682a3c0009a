/**
 * A session as one HTML file, for people without Skein: no script, nothing fetched, tools folded. Everything
 * in it is escaped where it is written, and a policy in its head forbids the rest. Used by
 * `session/acts/sessionExport.ts`.
 */
import { unreachable } from '../../shared/errors.ts'
import { outputKind } from '../../shared/outputKind.ts'
import type {
  ContentBlock,
  DocumentBlock,
  ImageBlock,
  SessionMessage,
  ToolResultBlock,
  ToolUseBlock
} from '../../shared/session.ts'
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
import { htmlStyle } from './htmlStyle.ts'
import { createMarkdownDrawer, escapedPieces, escapeHtml, plainPieces } from './htmlText.ts'
import { inlineImage } from './inlineImage.ts'
import { jsonPieces } from './textPieces.ts'

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

type DrawMarkdown = (text: string) => Generator<string>

export function htmlExport(facts: ExportFacts): SessionExport {
  const draw = createMarkdownDrawer()
  return {
    contentType: 'text/html; charset=utf-8',
    extension: 'html',
    begin: () => headOf(facts),
    *page(messages) {
      const joined = joinResults(messages)
      for (const message of messages) yield* articleOf(message, joined, draw)
    },
    end: () => '</main>\n</body>\n</html>\n'
  }
}

function headOf(facts: ExportFacts): string {
  const title = escapeHtml(oneLine(facts.session.title ?? words.untitled))
  const rows = factLines(facts).map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<header>
<h1 dir="auto">${title}</h1>
<dl>${rows.join('')}</dl>
</header>
`
}

/** Nothing when all that is in it stands with the tool uses it answers. */
function* articleOf(message: SessionMessage, joined: JoinedResults, draw: DrawMarkdown): Generator<string> {
  const content = standing(message, joined)
  if (content.length === 0) return
  const kind = message.role === 'system' ? (message.notice ?? 'info') : message.role
  const isResult = content.every((block) => block.type === 'tool_result')
  const classes = [isResult ? 'result' : kind, ...(message.parentToolUseId === undefined ? [] : ['aside'])]
  const time = escapeHtml(message.createdAt)
  yield `<article class="${classes.join(' ')}" id="${escapeHtml(message.id)}">
<h2>${escapeHtml(speakerOf(message))}<time datetime="${time}">${timeText(message.createdAt)}</time></h2>
`
  for (const [at, block] of content.entries()) {
    if (at > 0) yield '\n'
    yield* blockHtml(block, joined, message, draw)
  }
  yield '\n</article>\n'
}

/** Output of a command that stands in columns: drawn as Markdown its spaces would be lost. */
function isPlainOutput(text: string, notice: SessionMessage['notice']): boolean {
  return notice === 'info' && outputKind(text) === 'plain'
}

function* blockHtml(
  block: ContentBlock,
  joined: JoinedResults,
  { role, notice, parentToolUseId }: SessionMessage,
  draw: DrawMarkdown
): Generator<string> {
  switch (block.type) {
    case 'text':
      if (isPlainOutput(block.text, notice)) {
        yield `<pre>${escapeHtml(block.text)}</pre>`
        return
      }
      if (role === 'user' && parentToolUseId === undefined) {
        yield* writtenHtml(block.text)
        return
      }
      // What a compaction left is long, and for the agent.
      yield* notice === 'compacted' && block.text.length > 400
        ? details('', words.summary, draw(block.text))
        : draw(block.text)
      return
    case 'thinking':
      yield* details('thinking', words.thinking, draw(block.thinking))
      return
    case 'tool_use':
      yield* toolHtml(block, joined.get(block.id))
      return
    case 'tool_result': {
      const title = block.is_error ? words.failed : words.result
      yield* details(block.is_error ? 'failed' : '', title, resultHtml(block))
      return
    }
    case 'image':
      yield* imageHtml(block)
      return
    case 'document':
      yield* details('', `${words.document}: ${block.title ?? ''}`, documentHtml(block))
      return
    case 'unknown':
      yield* details('', words.unknown, jsonHtml(block.raw))
      return
    default:
      unreachable(block)
  }
}

/** What a person wrote, as they wrote it: no Markdown, every space and line of it. */
function* writtenHtml(text: string): Generator<string> {
  yield '<p class="written" dir="auto">'
  yield* escapedPieces(text)
  yield '</p>'
}

function* toolHtml(use: ToolUseBlock, result: ToolResultBlock | undefined): Generator<string> {
  yield* details(result?.is_error ? 'failed' : '', toolTitle(use), inputAndAnswer(use, result))
}

function* inputAndAnswer(use: ToolUseBlock, result: ToolResultBlock | undefined): Generator<string> {
  yield `<h5>${words.input}</h5>`
  yield* jsonHtml(use.input)
  if (result === undefined) return
  yield `<h5>${result.is_error ? words.failed : words.result}</h5>`
  yield* resultHtml(result)
}

function* resultHtml(result: ToolResultBlock): Generator<string> {
  const { content, truncated } = result
  for (const part of typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content) {
    switch (part.type) {
      case 'text':
        yield* plainPieces(toldText(result, part.text))
        break
      case 'image':
        yield* imageHtml(part)
        break
      case 'unknown':
        yield* jsonHtml(part.raw)
        break
      default:
        unreachable(part)
    }
  }
  yield truncation(truncated)
}

function* documentHtml({ source, truncated }: DocumentBlock): Generator<string> {
  if (source.type === 'text') {
    yield* plainPieces(source.data)
    yield truncation(truncated)
  } else yield note(words.notShown(source.media_type))
}

function* imageHtml(block: ImageBlock): Generator<string> {
  const address = inlineImage(block)
  yield address === null ? note(words.image) : `<p><img alt="${words.image}" src="${address}"></p>`
}

function* jsonHtml(value: unknown): Generator<string> {
  yield '<pre>'
  for (const piece of jsonPieces(value, 2)) yield escapeHtml(piece)
  yield '</pre>'
}

function truncation(truncated: { bytes: number } | undefined): string {
  return truncated === undefined ? '' : note(words.truncated(truncated.bytes))
}

function note(text: string): string {
  return `<p class="note">${escapeHtml(text)}</p>`
}

function* details(kind: string, summary: string, body: Iterable<string>): Generator<string> {
  const attribute = kind === '' ? '' : ` class="${kind}"`
  yield `<details${attribute}><summary>${escapeHtml(oneLine(summary))}</summary>`
  yield* body
  yield '</details>'
}
