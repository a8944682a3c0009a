/**
 * A session as one HTML file, for people without Skein: no script, nothing fetched, tools folded. Everything
 * in it is escaped where it is written, and a policy in its head forbids the rest. Used by
 * `session/sessionExport.ts`.
 */
import { unreachable } from '../../shared/errors.ts'
import type {
  ContentBlock,
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
  toolTitle,
  words
} from './exportWords.ts'
import type { JoinedResults } from './exportWords.ts'
import { htmlStyle } from './htmlStyle.ts'
import { escapeHtml, markdownAsHtml } from './htmlText.ts'
import { inlineImage } from './inlineImage.ts'

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

export function htmlExport(facts: ExportFacts): SessionExport {
  return {
    contentType: 'text/html; charset=utf-8',
    extension: 'html',
    begin: () => headOf(facts),
    *page(messages) {
      const joined = joinResults(messages)
      for (const message of messages) yield articleOf(message, joined)
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
<h1>${title}</h1>
<dl>${rows.join('')}</dl>
</header>
`
}

/** Empty when all that is in it stands with the tool uses it answers. */
function articleOf(message: SessionMessage, joined: JoinedResults): string {
  const content = standing(message, joined)
  if (content.length === 0) return ''
  const kind = message.role === 'system' ? (message.notice ?? 'info') : message.role
  const isResult = content.every((block) => block.type === 'tool_result')
  const classes = [isResult ? 'result' : kind, ...(message.parentToolUseId === undefined ? [] : ['aside'])]
  const time = escapeHtml(message.createdAt)
  return `<article class="${classes.join(' ')}" id="${escapeHtml(message.id)}">
<h2>${escapeHtml(speakerOf(message))}<time datetime="${time}">${timeText(message.createdAt)}</time></h2>
${content.map((block) => blockHtml(block, joined, message)).join('\n')}
</article>
`
}

function blockHtml(block: ContentBlock, joined: JoinedResults, { notice }: SessionMessage): string {
  switch (block.type) {
    case 'text':
      // What a compaction left is long, and for the agent.
      return notice === 'compacted' && block.text.length > 400
        ? details('', words.summary, markdownAsHtml(block.text))
        : markdownAsHtml(block.text)
    case 'thinking':
      return details('thinking', words.thinking, markdownAsHtml(block.thinking))
    case 'tool_use':
      return toolHtml(block, joined.get(block.id))
    case 'tool_result':
      return details(
        block.is_error ? 'failed' : '',
        block.is_error ? words.failed : words.result,
        resultHtml(block)
      )
    case 'image':
      return imageHtml(block)
    case 'document':
      return details(
        '',
        `${words.document}: ${block.title ?? ''}`,
        block.source.type === 'text'
          ? pre(block.source.data) + truncation(block.truncated)
          : note(words.notShown(block.source.media_type))
      )
    case 'unknown':
      return details('', words.unknown, pre(JSON.stringify(block.raw, null, 2)))
    default:
      return unreachable(block)
  }
}

function toolHtml(use: ToolUseBlock, result: ToolResultBlock | undefined): string {
  const input = `<h5>${words.input}</h5>${pre(JSON.stringify(use.input, null, 2))}`
  const answer = result
    ? `<h5>${result.is_error ? words.failed : words.result}</h5>${resultHtml(result)}`
    : ''
  return details(result?.is_error ? 'failed' : '', toolTitle(use), input + answer)
}

function resultHtml({ content, truncated }: ToolResultBlock): string {
  if (typeof content === 'string') return pre(content) + truncation(truncated)
  const parts = content.map((part) => {
    switch (part.type) {
      case 'text':
        return pre(part.text)
      case 'image':
        return imageHtml(part)
      case 'unknown':
        return pre(JSON.stringify(part.raw, null, 2))
      default:
        return unreachable(part)
    }
  })
  return parts.join('') + truncation(truncated)
}

function imageHtml(block: ImageBlock): string {
  const address = inlineImage(block)
  return address === null ? note(words.image) : `<p><img alt="${words.image}" src="${address}"></p>`
}

function truncation(truncated: { bytes: number } | undefined): string {
  return truncated === undefined ? '' : note(words.truncated(truncated.bytes))
}

function note(text: string): string {
  return `<p class="note">${escapeHtml(text)}</p>`
}

function pre(text: string): string {
  return `<pre>${escapeHtml(text)}</pre>`
}

function details(kind: string, summary: string, body: string): string {
  const attribute = kind === '' ? '' : ` class="${kind}"`
  return `<details${attribute}><summary>${escapeHtml(oneLine(summary))}</summary>${body}</details>`
}
